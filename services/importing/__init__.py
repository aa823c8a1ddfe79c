"""Brings neutral records into the database: compares first, writes only what differs, tells what it did."""

from services.importing.report import Change, ImportReport, Outcome
from services.importing.run import import_records
from services.importing.selection import serving
from services.importing.vanishing import ImportRefused

__all__ = ["Change", "ImportRefused", "ImportReport", "Outcome", "import_records", "serving"]
