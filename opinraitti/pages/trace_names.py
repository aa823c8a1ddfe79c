"""Who and what the rows of one page of the trace speak of, by name: a few questions, however many rows."""

from collections.abc import Iterable

from django.apps import apps

from network.models import JoinRequest, Membership, Organisation, User
from opinraitti.lib.text import localised
from opinraitti.models import AuditEvent
from opinraitti.pages.trace_words import name_without_person
from services.models import Service

_PERSON = User(pk=0).audit_name.removesuffix("0")
# Rows that are about one person: where in them the person's id is.
_PERSON_OF = {"network.membership": (Membership, "user"), "network.joinrequest": (JoinRequest, "user")}
_USER, _ORGANISATION, _SERVICE = "network.user", "network.organisation", "services.service"


class Names:
    """`rows` are the page's events, `codes` other persons and actors on it, `organisations` their ids."""

    def __init__(self, *, rows: Iterable[AuditEvent] = (), codes: Iterable[str] = (), organisations: Iterable[int | None] = ()):
        rows = list(rows)
        subjects = {(row.subject_type, int(row.subject_id)) for row in rows if row.subject_id.isdecimal()}
        self._person_of = self._persons_behind(subjects)
        wanted = {*codes, *(row.actor for row in rows), *self._person_of.values()}
        ids = {int(code.removeprefix(_PERSON)) for code in wanted if _is_person(code)}
        self._persons = {person.audit_name: str(person) for person in User.objects.filter(pk__in=ids)} if ids else {}
        self._organisations = _named(Organisation, {*organisations, *_of(subjects, _ORGANISATION)} - {None})
        self._services = _named(Service, _of(subjects, _SERVICE))

    def _persons_behind(self, subjects: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """{(type, id): the person's code}."""
        found = {(_USER, pk): f"{_PERSON}{pk}" for pk in _of(subjects, _USER)}
        for kind, (model, path) in _PERSON_OF.items():
            if ids := _of(subjects, kind):
                rows = model.objects.filter(pk__in=ids).values_list("pk", path)
                found |= {(kind, pk): f"{_PERSON}{person}" for pk, person in rows}
        return found

    def who(self, code: str) -> str:
        return self._persons.get(code) or name_without_person(code)

    def persons(self) -> list[str]:
        """The codes of the persons whose names the page shows."""
        return list(self._persons)

    def organisation(self, pk: int | None) -> str:
        return self._organisations.get(pk, "")

    def subject(self, row: AuditEvent) -> str:
        """What the event was done to; "" when to nothing or to the actor itself."""
        key = (row.subject_type, int(row.subject_id) if row.subject_id.isdecimal() else 0)
        if person := self._person_of.get(key):
            return "" if person == row.actor else self.who(person)
        named = {_ORGANISATION: self._organisations, _SERVICE: self._services}.get(row.subject_type, {})
        return named.get(key[1]) or _kind_and_id(row)


def _is_person(code: str) -> bool:
    return code.startswith(_PERSON) and code.removeprefix(_PERSON).isdecimal()


def _of(subjects: set[tuple[str, int]], kind: str) -> set[int]:
    return {pk for found, pk in subjects if found == kind}


def _named(model, ids: set[int]) -> dict[int, str]:
    return {pk: localised(name).text for pk, name in model.objects.filter(pk__in=ids).values_list("pk", "name")} if ids else {}


def _kind_and_id(row: AuditEvent) -> str:
    try:
        kind = apps.get_model(row.subject_type)._meta.verbose_name
    except (LookupError, ValueError):
        kind = row.subject_type
    return f"{kind} {row.subject_id}".strip()
