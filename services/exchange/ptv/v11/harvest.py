"""Fetches services, channels and organisations from PTV v11: lists of ids page by page, then a hundred at a time."""

import re
from collections.abc import Callable, Iterable

from services.exchange.findings import Refusal, Refused
from services.exchange.ptv.asking import NotAnswered, Ptv, Unreachable
from services.exchange.ptv.keeping import Kept
from services.exchange.ptv.payload import entries, foreign_id, part
from services.exchange.reading import Reading

BATCH = 100
MOST_UNANSWERED = 20
_SERVICES, _CHANNELS, _ORGANISATIONS = "Service", "ServiceChannel", "Organization"
_KINDS = {_SERVICES: "service", _CHANNELS: "channel", _ORGANISATIONS: "organisation"}
# Services come with the national text they rest on; an installation without that address has the plain list.
_LISTS = {_SERVICES: ("Service/serviceWithGD/list", "Service/list")}
# PTV answers 500 to an id that is none, and to the one of zeros.
_GUID = re.compile(r"(?!0{8}-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Harvest:
    """One reading of PTV. With `municipalities` only what people of them may use is asked for."""

    def __init__(self, ptv: Ptv, kept: Kept, *, municipalities: Iterable[str] = (), progress: Callable[[str], None]):
        self.ptv, self.kept, self.progress = ptv, kept, progress
        self.municipalities = tuple(municipalities)
        self.unanswered: list[Refusal] = []

    def run(self) -> Reading:
        """All payloads; what PTV did not answer for is among the unreadable. Raises Unreachable."""
        if self.kept.resumed:
            self.progress("going on with what was fetched before")
        reading = Reading()
        services = self._fetched(_SERVICES, self._listed(_SERVICES))
        channels = self._fetched(_CHANNELS, self._also_listed(_CHANNELS) | _ids_in(services, _channels_of))
        named = _ids_in(services, _organisations_of) | _ids_in(channels, _organisation_of)
        organisations = self._fetched(_ORGANISATIONS, self._also_listed(_ORGANISATIONS) | named)
        for part_ in (services, channels, organisations):
            reading.add(part_)
        reading.unreadable += self.unanswered
        return reading

    def _also_listed(self, collection: str) -> set[str]:
        """Of a municipality's services only the channels and organisations they name are of use."""
        return set() if self.municipalities else self._listed(collection)

    def _listed(self, collection: str) -> set[str]:
        if not self.municipalities:
            return self._pages(collection, collection)
        found = set()
        for code in self.municipalities:
            found |= self._pages(
                f"{collection} {code}", f"{collection}/area/Municipality/code/{code}", includeWholeCountry="true"
            )
        return found

    def _pages(self, name: str, path: str, **query) -> set[str]:
        ids, page = self.kept.listed(name)
        while page is not None:
            try:
                answer = self.ptv.get(path, page=page, **query)
            except NotAnswered as problem:
                raise Unreachable(f"Page {page} of {path} cannot be had ({problem}). Run the import again to go on.") from None
            items, count = _page(answer, path)
            ids += [item for item in items if _GUID.fullmatch(item)]
            self.progress(f"{name}: page {page} of {max(count, page)} listed")
            page = page + 1 if page < count and items else None
            self.kept.keep_list(name, ids, page)
        return set(ids)

    def _fetched(self, collection: str, wanted: set[str]) -> Reading:
        """The payloads of `wanted`, those kept from before included."""
        kept = self.kept.payloads(collection)
        missing = sorted(wanted - {_id(payload.data) for payload in kept.payloads})
        for start in range(0, len(missing), BATCH):
            self._fetch(collection, missing[start : start + BATCH])
            self.progress(f"{collection}: {min(start + BATCH, len(missing))} of {len(missing)} fetched")
        return self.kept.payloads(collection) if missing else kept

    def _fetch(self, collection: str, ids: list[str]) -> None:
        """PTV times out on some batches and fails on some single ids: halves find out which."""
        try:
            answer = self._ask_for(collection, ids)
        except NotAnswered as problem:
            if len(ids) == 1:
                self._give_up(collection, ids[0], str(problem))
                return
            middle = len(ids) // 2
            self._fetch(collection, ids[:middle])
            self._fetch(collection, ids[middle:])
            return
        self.kept.keep(collection, [item for item in answer if isinstance(item, dict)])

    def _ask_for(self, collection: str, ids: list[str]) -> list:
        for path in _LISTS.get(collection, (f"{collection}/list",)):
            answer = self.ptv.get(path, guids=",".join(ids))
            if isinstance(answer, list):
                return answer
            if answer is not None:
                raise NotAnswered("an answer that is not a list")
        return []

    def _give_up(self, collection: str, id_: str, problem: str) -> None:
        self.unanswered.append(Refusal(_KINDS[collection], id_, f"PTV did not answer ({problem})", origin=collection))
        if len(self.unanswered) > MOST_UNANSWERED:
            raise Unreachable(f"PTV does not answer for more than {MOST_UNANSWERED} records. Run the import again later.")


def _page(answer, path: str) -> tuple[list[str], int]:
    """(ids, number of pages) of a page of a list."""
    items = answer.get("itemList") if isinstance(answer, dict) else None
    count = answer.get("pageCount") if isinstance(answer, dict) else None
    if not isinstance(items, list | None) or not isinstance(count, int) or isinstance(count, bool):
        raise Unreachable(f"{path} does not answer with a page of PTV's version 11.")
    return [_id(item) for item in items or [] if isinstance(item, dict)], count


def _id(item: dict) -> str:
    value = item.get("id")
    return value.lower() if isinstance(value, str) else ""


def _ids_in(reading: Reading, named: Callable[[dict], list[str]]) -> set[str]:
    found = set()
    for payload in reading.payloads:
        try:
            found.update(id_ for id_ in named(payload.data) if _GUID.fullmatch(id_))
        except Refused:
            # Told when the record itself is read.
            continue
    return found


def _channels_of(service: dict) -> list[str]:
    return [foreign_id(part(entry, "serviceChannel")) for entry in entries(service, "serviceChannels")]


def _organisations_of(service: dict) -> list[str]:
    return [foreign_id(part(entry, "organization")) for entry in entries(service, "organizations")]


def _organisation_of(channel: dict) -> list[str]:
    return [foreign_id(channel, "organizationId")]
