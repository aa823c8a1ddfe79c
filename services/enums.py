"""The closed lists of the service directory.

The values are stored; the labels are what people read. Lists that a working group edits
(life situations, target groups, topics, languages) are rows of `Term` and `Language`, not enums.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ServiceKind(models.TextChoices):
    """What the person gets: the strategy's three kinds first, then what they lead to."""

    INFORMATION = "information", _("Tieto")
    ADVICE = "advice", _("Neuvonta")
    GUIDANCE = "guidance", _("Ohjaus")
    TRAINING = "training", _("Koulutus ja valmennus")
    LEISURE_STUDY = "leisure_study", _("Opinnot omaksi iloksi")
    SUPPORT = "support", _("Tuki arkeen ja työhön")
    OTHER = "other", _("Muu palvelu")


class ServiceStatus(models.TextChoices):
    DRAFT = "draft", _("Luonnos")
    PUBLISHED = "published", _("Julkaistu")
    ARCHIVED = "archived", _("Arkistoitu")


class Charge(models.TextChoices):
    """What it costs the person. `UNKNOWN`: the source does not tell."""

    FREE = "free", _("Maksuton")
    PRICED = "priced", _("Maksullinen")
    OTHER = "other", _("Hinta vaihtelee")
    UNKNOWN = "unknown", _("Hinta ei ole tiedossa")


class Capacity(models.TextChoices):
    """Whether new clients fit in now. `UNKNOWN`: nobody has said."""

    OPEN = "open", _("Ottaa uusia asiakkaita")
    QUEUE = "queue", _("Palveluun on jonoa")
    FULL = "full", _("Ei ota nyt uusia asiakkaita")
    UNKNOWN = "unknown", _("Tilanne ei ole tiedossa")


class AreaKind(models.TextChoices):
    """PTV's areaType: where people may use the service from."""

    NATIONWIDE = "nationwide", _("Koko Suomi")
    MAINLAND = "mainland", _("Koko Suomi paitsi Ahvenanmaa")
    LIMITED = "limited", _("Tietyt kunnat")


class ChannelKind(models.TextChoices):
    """How one reaches the service. PTV's five kinds and three it lacks."""

    PLACE = "place", _("Käynti paikan päällä")
    PHONE = "phone", _("Puhelin")
    CHAT = "chat", _("Chat tai videotapaaminen")
    E_SERVICE = "e_service", _("Sähköinen asiointi")
    WEB_PAGE = "web_page", _("Verkkosivu")
    EMAIL = "email", _("Sähköposti")
    FORM = "form", _("Tulostettava lomake")
    OUTREACH = "outreach", _("Työntekijä tulee luoksesi")


class ContactKind(models.TextChoices):
    """What a contact value is, so that it becomes the right kind of link."""

    PHONE = "phone", _("Puhelin")
    SMS = "sms", _("Tekstiviesti")
    FAX = "fax", _("Faksi")
    EMAIL = "email", _("Sähköposti")
    WEB = "web", _("Verkko-osoite")
    FORM = "form", _("Lomake")


class HoursKind(models.TextChoices):
    WEEKLY = "weekly", _("Viikoittain")
    EXCEPTION = "exception", _("Poikkeus")


class ProviderRole(models.TextChoices):
    """Organisations beside the responsible one (PTV: OtherResponsible, Producer)."""

    CO_RESPONSIBLE = "co_responsible", _("Toinen vastuutaho")
    PRODUCER = "producer", pgettext_lazy("organisaation rooli", "Palveluntuottaja")


class TermScheme(models.TextChoices):
    """Where a code comes from; a code means nothing without its scheme."""

    SERVICE_CLASS = "ptv_service_class", _("Palveluluokka (PTV)")
    TARGET_GROUP = "ptv_target_group", _("Kohderyhmä (PTV)")
    LIFE_EVENT = "ptv_life_event", _("Elämäntapahtuma (PTV)")
    INDUSTRY = "tol_2008", _("Toimiala (TOL 2008)")
    ONTOLOGY = "koko", _("Asiasana (KOKO)")
    SITUATION = "opinraitti_situation", _("Elämäntilanne")
    GROUP = "opinraitti_group", _("Kenelle")
    TOPIC = "opinraitti_topic", _("Aihe")


class LifeStage(models.TextChoices):
    """Rows of the responsibility map, in the order of life."""

    BASIC_EDUCATION = "basic_education", _("Peruskoulu")
    AFTER_BASIC_EDUCATION = "after_basic_education", _("Peruskoulun jälkeen")
    UPPER_SECONDARY = "upper_secondary", _("Toisen asteen opinnot")
    HIGHER_EDUCATION = "higher_education", _("Korkeakouluopinnot")
    WORKING_LIFE = "working_life", _("Työelämä")
    UNEMPLOYED = "unemployed", _("Työttömyys")
    MOVED_TO_FINLAND = "moved_to_finland", _("Muutto Suomeen")
    EMPLOYER = "employer", _("Yritys tai työnantaja")


class SynonymKind(models.TextChoices):
    """What a word or sentence of a question is taken for."""

    SYNONYM = "synonym", _("Toinen sana samalle asialle")
    SITUATION = "situation", pgettext_lazy("hakusanan laji", "Elämäntilanne")
    OUT_OF_SCOPE = "out_of_scope", _("Asia hoidetaan muualla")
    TARGET = "target", _("Kohderyhmä")
    CHANNEL = "channel", _("Asiointitapa")


class SynonymOrigin(models.TextChoices):
    """Whose words they are: `PORTAL` rows are renewed by migrations, `EDITED` ones belong to the working group."""

    PORTAL = "portal", _("Portaalin mukana")
    EDITED = "edited", _("Työryhmän")


class WordLanguage(models.TextChoices):
    """A language in which questions are understood."""

    FINNISH = "fi", _("suomi")
    SWEDISH = "sv", _("ruotsi")
    ENGLISH = "en", _("englanti")
