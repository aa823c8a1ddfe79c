"""The closed lists of the network: what kinds of areas and organisations there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaSort(models.TextChoices):
    """Four different areas that are easily taken for one (see `Area`)."""

    REGION = "region", _("Maakunta")
    EMPLOYMENT_AREA = "employment_area", _("Työllisyysalue")
    WELLBEING_COUNTY = "wellbeing_county", _("Hyvinvointialue")
    AGENCY_AREA = "agency_area", _("Elinvoimakeskuksen alue")
    SUB_REGION = "sub_region", _("Seutukunta")


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Kunta tai kaupunki")
    EMPLOYMENT_SERVICES = "employment_services", _("Työllisyyspalvelut")
    VOCATIONAL_SCHOOL = "vocational_school", _("Ammatillinen oppilaitos")
    UPPER_SECONDARY_SCHOOL = "upper_secondary_school", _("Lukio")
    HIGHER_EDUCATION = "higher_education", _("Korkeakoulu")
    LIBERAL_ADULT_EDUCATION = "liberal_adult_education", _("Vapaa sivistystyö")
    YOUTH_WORK = "youth_work", _("Nuorisotyö ja työpajat")
    WELLBEING_COUNTY = "wellbeing_county", _("Hyvinvointialue")
    STATE = "state", _("Valtion viranomainen")
    REGIONAL = "regional", _("Maakunnallinen kehittäjä")
    ASSOCIATION = "association", _("Järjestö")
    COMPANY = "company", _("Yritys")
    OTHER = "other", _("Muu toimija")


class NetworkRole(models.TextChoices):
    """What the organisation is to the guidance network."""

    WORKING_GROUP = "working_group", _("Opinraitti-työryhmän jäsen")
    PROVIDER = "provider", _("Ohjausverkoston toimija")
    PARTNER = "partner", _("Yhteistyökumppani")
    FORMER = "former", _("Entinen toimija")
    OUTSIDE = "outside", _("Verkoston ulkopuolella")


class Role(models.TextChoices):
    """What a person is in an organisation. What a role may do is in `network.permissions`."""

    COUNSELLOR = "counsellor", _("Ohjaaja")
    EDITOR = "editor", _("Toimittaja")
    LEAD = "lead", _("Vastuuhenkilö")
    WORKING_GROUP = "working_group", _("Opinraitti-työryhmän jäsen")
    ADMINISTRATOR = "administrator", _("Pääkäyttäjä")


class SpokenLanguage(models.TextChoices):
    """The languages a person can say they advise in (ISO 639), the commonest of Finland first."""

    FI = "fi", _("suomi")
    SV = "sv", _("ruotsi")
    EN = "en", _("englanti")
    SE = "se", _("pohjoissaame")
    RU = "ru", _("venäjä")
    ET = "et", _("viro")
    UK = "uk", _("ukraina")
    AR = "ar", _("arabia")
    SO = "so", _("somali")
    FA = "fa", _("persia, dari")
    KU = "ku", _("kurdi")
    TR = "tr", _("turkki")
    VI = "vi", _("vietnam")
    TH = "th", _("thai")
    ZH = "zh", _("kiina")
    ES = "es", _("espanja")
    FR = "fr", _("ranska")
    DE = "de", _("saksa")
    FSE = "fse", _("suomalainen viittomakieli")
