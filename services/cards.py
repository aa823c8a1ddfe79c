"""A service as readers see it: the words of a card and of the service page, and the rows they need."""

from collections import defaultdict

from django.core.cache import caches
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from i18nfield.strings import LazyI18nString

from network.models import Area
from opinraitti.lib.calendar import now, today
from services.enums import AreaKind, ChannelKind, Charge, ServiceStatus, TermScheme
from services.gathering import gather_cards
from services.hours import first_open, open_states
from services.models import Service, ServiceChannel

# Whether a form or a web page is “open” tells nobody when somebody answers.
ANSWERED_BY_PEOPLE = (ChannelKind.PLACE, ChannelKind.PHONE, ChannelKind.CHAT, ChannelKind.OUTREACH)
OWN_SCHEMES = (TermScheme.SITUATION, TermScheme.GROUP, TermScheme.TOPIC)
# Field of Service -> what the fact says when it is true, what when it is false.
LOW_THRESHOLD = (
    ("no_appointment", _("Ilman ajanvarausta"), _("Varaa aika")),
    ("drop_in", _("Avoin vastaanotto"), _("Ei avointa vastaanottoa")),
    ("no_identification", _("Ilman tunnistautumista"), _("Vaatii tunnistautumisen")),
    ("no_language_requirement", _("Ei kielitaitovaatimusta"), _("Vaatii kielitaitoa")),
    ("may_bring_a_friend", _("Voit tulla kaverin kanssa"), _("Tapaaminen kahden kesken")),
    ("interpreter", _("Tulkki järjestyy"), _("Ei tulkkia")),
)


# Long texts that no card shows: reading them would cost more than all the rest of a list.
_NOT_ON_CARDS = (
    "alternative_name", "description", "general_description", "for_whom", "how_to", "deadline", "processing_time",
    "validity", "keywords", "laws", "charge_info", "referral_must_tell",
)  # fmt: skip


def _public_connections():
    public = ServiceChannel.objects.filter(channel__status=ServiceStatus.PUBLISHED)
    return public.prefetch_related("hours", "channel__hours")


def with_cards(services):
    """The services as a card shows them; `dress` gathers the rest."""
    return services.select_related("organisation").defer(*_NOT_ON_CARDS, "organisation__description", "organisation__website")


def facts(service: Service) -> list[dict]:
    """The low-threshold facts somebody has told, as {label, value}; the price first."""
    told = []
    if service.charge in (Charge.FREE, Charge.PRICED):
        told.append({"label": service.get_charge_display(), "value": service.charge == Charge.FREE})
    for field, yes, no in LOW_THRESHOLD:
        value = getattr(service, field)
        if value is not None:
            told.append({"label": yes if value else no, "value": value})
    return told


def area_names() -> dict[frozenset[str], LazyI18nString]:
    """{codes of municipalities: name} of the areas in force today; regions win over areas of the same set."""
    names = caches["worker"].get("area_names")
    if names is None:
        areas = Area.objects.on(today()).order_by("-sort").prefetch_related("municipalities")
        names = {frozenset(place.code for place in area.municipalities.all()): area.name for area in areas}
        caches["worker"].set("area_names", names, timeout=600)
    return names


def area_text(service: Service, names: dict[frozenset[str], LazyI18nString]) -> str:
    """Where the service is for: an area by name (`area_names`), up to three municipalities, or how many there are."""
    if service.area_kind != AreaKind.LIMITED:
        return service.get_area_kind_display()
    places = list(service.municipalities.all())
    area = names.get(frozenset(place.code for place in places))
    if area:
        return str(area)
    if len(places) > 3:
        return ngettext("%(count)s kunta", "%(count)s kuntaa", len(places)) % {"count": len(places)}
    return ", ".join(str(place.name) for place in places)


def dress(services, moment=None) -> list[Service]:
    """Services from `with_cards`, each with what its card shows: `facts`, `area_text`, `channel_kinds`, `first_open`.

    `open_states`: of the channels that people answer. In three queries, but none for services that
    `services.gathering` has already been asked about.
    """
    moment = moment or now()
    dressed = list(services)
    if bare := [service for service in dressed if not hasattr(service, "open_connections")]:
        gather_cards(bare)
    names = area_names() if dressed else {}
    for service in dressed:
        service.facts = [fact["label"] for fact in facts(service) if fact["value"]][:4]
        service.area_text = area_text(service, names)
        kinds = {connection.channel.kind: connection.channel.get_kind_display() for connection in service.open_connections}
        service.channel_kinds = [{"kind": kind, "label": label} for kind, label in kinds.items()]
        answered = [row for row in service.open_connections if row.channel.kind in ANSWERED_BY_PEOPLE]
        service.open_states = open_states(answered, moment)
        service.first_open = first_open(service.open_states)
    return dressed


def with_details(services):
    """The rows of a service told whole, with each relation prefetched."""
    connections = _public_connections().select_related("channel__service_point__municipality")
    return services.select_related("organisation__parent", "successor").prefetch_related(
        Prefetch("connections", connections, to_attr="open_connections"),
        "municipalities",
        "open_connections__channel__contacts",
        "open_connections__channel__languages",
        "languages",
        "terms",
        "providers__organisation",
    )


def terms_by_scheme(service: Service) -> defaultdict[str, list]:
    """The prefetched terms of the service, by scheme, in the order of their vocabulary."""
    groups = defaultdict(list)
    for term in service.terms.all():
        groups[term.scheme].append(term)
    return groups
