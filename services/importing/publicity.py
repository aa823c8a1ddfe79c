"""Whether an imported row is public: an import may bring back what it archived itself, nothing else."""

from services.enums import ServiceStatus
from services.exchange.findings import Refused
from services.importing.table import Planned


def settle_status(planned: Planned, tell) -> None:
    """Puts the record's status on the row, unless somebody here has taken the row out of public use."""
    wanted, present = planned.record.status, planned.row.status
    if wanted not in ServiceStatus.values:
        raise Refused(f"the status “{wanted[:20]}” is not known")
    if planned.new:
        planned.row.status = wanted
        return
    if wanted == present:
        return
    if wanted == ServiceStatus.PUBLISHED and not planned.tie.gone:
        tell(f"it is {present} here and stays so")
        return
    planned.row.status = wanted
    planned.fields.add("status")
