"""Municipalities and areas as an import needs them: codes that hold today, areas expanded."""

from network.models import Area, Municipality
from opinraitti.lib.calendar import today
from services.exchange.neutral import AreaRef, ServiceRecord


class Geography:
    """Loaded once, in three queries. `tell` hears of codes nobody knows."""

    def __init__(self):
        self._now = dict(Municipality.objects.values_list("code", "merged_into"))
        self._areas: dict[tuple[str, str], list[str]] = {}
        for area in Area.objects.on(today()).prefetch_related("municipalities"):
            self._areas[area.sort, area.code] = [municipality.code for municipality in area.municipalities.all()]

    def municipality(self, code: str, tell) -> str | None:
        """Today's code; a municipality that has merged is the one it merged into."""
        code = code.zfill(3)
        seen = set()
        while code in self._now and code not in seen:
            seen.add(code)
            if self._now[code] is None:
                return code
            code = self._now[code]
        tell(f"municipality code {code[:10]} is not known")
        return None

    def expanded(self, area: AreaRef, tell) -> list[str]:
        codes = self._areas.get((area.sort, area.code)) or self._areas.get((area.sort, area.code.zfill(2)))
        if codes is None:
            tell(f"area {area.sort} {area.code[:20]} is not known")
        return codes or []

    def municipalities_of(self, record: ServiceRecord, tell) -> tuple[str, ...]:
        """All municipalities the record names, itself or by an area, in order."""
        codes = {self.municipality(code, tell) for code in record.municipalities}
        for area in record.areas:
            codes.update(self.expanded(area, tell))
        return tuple(sorted(codes - {None}))
