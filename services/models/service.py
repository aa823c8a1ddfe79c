"""The service: what a person gets, for whom, how, from whom, and how sure we are that it still holds."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from network.models import Municipality, Organisation
from opinraitti.lib.calendar import today
from opinraitti.lib.constraints import in_order, rule
from services.enums import AreaKind, Capacity, Charge, ProviderRole, ServiceKind, ServiceStatus
from services.freshness import overdue_before
from services.models.vocabulary import Language, Term


class ServiceQuerySet(models.QuerySet):
    def public(self):
        """What anyone may read. Page, feed, export and interface all start here."""
        return self.filter(status=ServiceStatus.PUBLISHED)

    def newest(self):
        return self.order_by("-published_at", "-id")


class Service(models.Model):
    """A service of one responsible organisation. Texts per language; facts as columns; codes as terms.

    The facts of a low threshold are true, false or null (nobody has told). What the search knows of it is its
    `SearchDocument`, which `services.search.index` writes in the transaction of the change.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("osoitteen osa"), max_length=100, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services", verbose_name=_("vastuuorganisaatio"))
    other_organisations = models.ManyToManyField(
        Organisation, through="ServiceProvider", related_name="provided_services", verbose_name=_("muut toteuttajat")
    )
    kind = models.CharField(_("laji"), max_length=20, choices=ServiceKind, default=ServiceKind.OTHER)
    for_individuals = models.BooleanField(_("henkilöille"), default=True)
    for_employers = models.BooleanField(_("työnantajille"), default=False)

    name = I18nCharField(_("nimi"))
    alternative_name = I18nCharField(_("toinen nimi"), blank=True, default="")
    summary = I18nTextField(_("tiivistelmä"), blank=True, default="")
    description = I18nTextField(_("mitä saat"), blank=True, default="")
    general_description = I18nTextField(_("valtakunnallinen kuvaus"), blank=True, default="")
    for_whom = I18nTextField(_("kenelle"), blank=True, default="")
    how_to = I18nTextField(_("näin pääset palveluun"), blank=True, default="")
    deadline = I18nTextField(_("määräaika"), blank=True, default="")
    processing_time = I18nTextField(_("käsittelyaika"), blank=True, default="")
    validity = I18nTextField(_("voimassaolo"), blank=True, default="")
    keywords = models.JSONField(_("hakusanat"), default=dict, blank=True)
    laws = models.JSONField(_("lainsäädäntö"), default=list, blank=True)

    charge = models.CharField(_("hinta"), max_length=10, choices=Charge, default=Charge.UNKNOWN)
    charge_info = I18nTextField(_("hinnan tiedot"), blank=True, default="")
    area_kind = models.CharField(_("alue"), max_length=12, choices=AreaKind, default=AreaKind.LIMITED)
    municipalities = models.ManyToManyField(Municipality, related_name="services", blank=True, verbose_name=_("kunnat"))
    languages = models.ManyToManyField(Language, related_name="services", blank=True, verbose_name=_("palvelukielet"))
    terms = models.ManyToManyField(Term, related_name="services", blank=True, verbose_name=_("luokat ja aiheet"))

    min_age = models.PositiveSmallIntegerField(_("ikä vähintään"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("ikä enintään"), null=True, blank=True)
    no_appointment = models.BooleanField(_("ilman ajanvarausta"), null=True, blank=True)
    no_identification = models.BooleanField(_("ilman tunnistautumista"), null=True, blank=True)
    no_language_requirement = models.BooleanField(_("ilman kielitaitovaatimusta"), null=True, blank=True)
    drop_in = models.BooleanField(_("avoin vastaanotto"), null=True, blank=True)
    may_bring_a_friend = models.BooleanField(_("saa tulla kaverin kanssa"), null=True, blank=True)
    interpreter = models.BooleanField(_("tulkki järjestyy"), null=True, blank=True)

    takes_referrals = models.BooleanField(_("ottaa vastaan ohjauspyyntöjä"), null=True, blank=True)
    referral_must_tell = I18nTextField(_("mitä ohjauspyynnössä pitää kertoa"), blank=True, default="")
    response_days = models.PositiveSmallIntegerField(_("vastaa työpäivän kuluessa"), null=True, blank=True)
    capacity = models.CharField(_("tilanne nyt"), max_length=10, choices=Capacity, default=Capacity.UNKNOWN)

    status = models.CharField(_("tila"), max_length=10, choices=ServiceStatus, default=ServiceStatus.DRAFT)
    published_at = models.DateTimeField(_("julkaistu"), null=True, blank=True)
    archived_at = models.DateTimeField(_("arkistoitu"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors", verbose_name=_("korvaava palvelu")
    )
    checked_on = models.DateField(_("tarkistettu"), null=True, blank=True)
    easy_finnish_checked_on = models.DateField(_("selkokieli tarkistettu"), null=True, blank=True)
    created_at = models.DateTimeField(_("luotu"), auto_now_add=True)
    changed_at = models.DateTimeField(_("muutettu"), auto_now=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("palvelu")
        verbose_name_plural = _("palvelut")
        indexes = [
            models.Index(fields=["status", "slug"], name="service_status_slug"),
            models.Index(fields=["status", "kind"], name="service_status_kind"),
            models.Index(fields=["status", "-published_at"], name="service_newest"),
            models.Index(fields=["status", "-changed_at", "-id"], name="service_last_changed"),
        ]
        constraints = [
            rule(
                Q(for_individuals=True) | Q(for_employers=True),
                name="service_for_someone",
                message=_("Valitse, onko palvelu henkilöille, työnantajille vai molemmille."),
            ),
            in_order("min_age", "max_age", name="service_ages", message=_("Alaikäraja on suurempi kuin yläikäraja.")),
            rule(
                Q(status=ServiceStatus.ARCHIVED, archived_at__isnull=False)
                | (~Q(status=ServiceStatus.ARCHIVED) & Q(archived_at=None)),
                name="service_archived_when",
                message=_("Arkistoidulla palvelulla on arkistointiaika, muilla ei."),
            ),
            rule(
                ~Q(status=ServiceStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="service_published_when",
                message=_("Julkaistulla palvelulla on julkaisuaika."),
            ),
            rule(
                Q(response_days=None) | Q(takes_referrals__isnull=False, takes_referrals=True),
                name="service_promise_needs_referrals",
                message=_("Vastausaika luvataan vain palvelulle, joka ottaa vastaan ohjauspyyntöjä."),
            ),
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("service", args=[self.slug])

    @property
    def is_overdue(self) -> bool:
        return self.checked_on is None or self.checked_on < overdue_before(today())


class ServiceProvider(models.Model):
    """An organisation that answers for or produces the service beside the responsible one."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="providers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="provider_roles")
    role = models.CharField(_("rooli"), max_length=20, choices=ProviderRole)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "organisation", "role"],
                name="service_provider_once",
                violation_error_message=_("Organisaatio on jo merkitty tähän rooliin."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"
