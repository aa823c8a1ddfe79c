"""What pages tell of services, gathered in few queries however many services there are and whatever they hold.

Django's prefetch asks once for each relation; here relations of one shape are asked together. What was gathered is
held as if prefetched, so `.all()` costs nothing. A row has the columns that pages show; any other asks the database.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, Value

from network.models import Municipality, Organisation
from services.enums import ServiceStatus
from services.models import Channel, ContactPoint, Language, OpeningHours, Service, ServiceChannel, ServiceProvider, Term

_LONG_TEXTS = ("description", "channel__description", "channel__accessibility", "channel__name")
_NONE, _ZERO = Value(""), Value(0)
# What ties a relation -> whose the tie is; of the other end the label, key, code, two details and place in the order.
_TIES = {
    Service.municipalities.through: (
        "service_id", "municipality__name", _ZERO, "municipality__slug", "municipality_id", _NONE, _ZERO,
    ),
    Service.terms.through: ("service_id", "term__label", "term_id", "term__code", "term__scheme", _NONE, "term__position"),
    Service.languages.through: ("service_id", "language__name", _ZERO, "language_id", _NONE, _NONE, "language__position"),
    Channel.languages.through: ("channel_id", "language__name", _ZERO, "language_id", _NONE, _NONE, "language__position"),
    ServiceProvider: (
        "service_id", "organisation__name", "organisation_id", "organisation__slug", "role", "organisation__kind", "id",
    ),
}  # fmt: skip


def gather_cards(services: list[Service]) -> None:
    """In three queries what cards show: `open_connections` with channels and hours, and municipalities."""
    connections = _connect(services, ServiceChannel.objects.select_related("channel").defer(*_LONG_TEXTS))
    _gather_hours(connections)
    tied = _tied([Service.municipalities.through], services, [])
    for service in services:
        _hold(service, "municipalities", tied[Service.municipalities.through, service.pk])


def gather_page(service: Service, others: list[Service]) -> None:
    """In four queries everything the page of `service` tells, and the cards of `others` on it."""
    services = [service, *others]
    connections = _connect(services, ServiceChannel.objects.select_related("channel__service_point__municipality"))
    _gather_hours(connections)
    channels = [connection.channel for connection in service.open_connections]
    contacts = _by_owner(ContactPoint.objects.filter(channel__in=channels), "channel_id")
    tied = _tied(_TIES, services, channels)
    for channel in channels:
        _hold(channel, "contacts", contacts[channel.pk])
        _hold(channel, "languages", tied[Channel.languages.through, channel.pk])
    for one in services:
        _hold(one, "municipalities", tied[Service.municipalities.through, one.pk])
    _hold(service, "terms", tied[Service.terms.through, service.pk])
    _hold(service, "languages", tied[Service.languages.through, service.pk])
    _hold(service, "providers", tied[ServiceProvider, service.pk])


def _connect(services: list[Service], connections) -> list[ServiceChannel]:
    """Gives each service its public `open_connections`; all of them together."""
    found = list(connections.filter(service__in=services, channel__status=ServiceStatus.PUBLISHED))
    of = defaultdict(list)
    for connection in found:
        of[connection.service_id].append(connection)
    for service in services:
        service.open_connections = of[service.pk]
    return found


def _gather_hours(connections: list[ServiceChannel]) -> None:
    channels = {connection.channel_id for connection in connections}
    rows = OpeningHours.objects.filter(Q(connection__in=connections) | Q(channel__in=channels))
    by_connection, by_channel = _by_owner(rows, "connection_id"), _by_owner(rows, "channel_id")
    for connection in connections:
        _hold(connection, "hours", by_connection[connection.pk])
        _hold(connection.channel, "hours", by_channel[connection.channel_id])


def _tied(ties: Iterable, services: list[Service], channels: list[Channel]) -> defaultdict:
    """{(what ties, key of the owner): rows of the other end in their order}, in one query."""
    parts = []
    for number, tie in enumerate(ties):
        owner, *columns = _TIES[tie]
        owners = services if owner == "service_id" else channels
        rows = tie.objects.filter(**{f"{owner}__in": [one.pk for one in owners]}).order_by()
        # The label comes first, so that the database's text becomes an I18n text in every part of the union.
        parts.append(rows.values_list(columns[0], Value(number), owner, *columns[1:]))
    asked = list(ties)
    tied = defaultdict(list)
    for label, number, owner, *columns in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[-1], row[4])):
        tied[asked[number], owner].append(_row(asked[number], label, *columns))
    return tied


def _row(tie, label, *columns):
    key, code, detail, kind, position = columns
    if tie is Service.terms.through:
        return _partial(Term, id=key, scheme=detail, code=code, label=label, position=position)
    if tie is Service.municipalities.through:
        return _partial(Municipality, code=detail, slug=code, name=label)
    if tie is ServiceProvider:
        row = _partial(ServiceProvider, id=position, organisation_id=key, role=detail)
        row.organisation = _partial(Organisation, id=key, slug=code, name=label, kind=kind)
        return row
    return _partial(Language, code=code, name=label, position=position)


def _partial(model, **columns):
    """A row with some of its columns; the others are deferred."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(DEFAULT_DB_ALIAS, names, [columns[name] for name in names])


def _by_owner(rows, owner: str) -> defaultdict:
    of = defaultdict(list)
    for row in rows:
        of[getattr(row, owner)].append(row)
    return of


def _hold(instance, relation: str, rows: list) -> None:
    """Makes `instance.relation.all()` give the rows, as Django's own prefetch does."""
    queryset = getattr(instance, relation).get_queryset()
    queryset._result_cache, queryset._prefetch_done = rows, True
    if not hasattr(instance, "_prefetched_objects_cache"):
        instance._prefetched_objects_cache = {}
    instance._prefetched_objects_cache[relation] = queryset
