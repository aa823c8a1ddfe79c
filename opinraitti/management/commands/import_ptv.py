"""`manage.py import_ptv`: services, channels and organisations of PTV v11 from a file, a folder or PTV itself."""

import logging
import re
from pathlib import Path

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opinraitti.lib.audit import SystemActor
from services.exchange.ptv.asking import TIMEOUT, Ptv, Unreachable
from services.exchange.ptv.keeping import Kept
from services.exchange.ptv.v11.batch import is_wanted, records_of
from services.exchange.ptv.v11.harvest import Harvest
from services.exchange.reading import Reading, read_path
from services.importing import ImportRefused, import_records, serving
from services.importing.vanishing import VANISHING_SHARE

AGENT = "Opinraitti-portaali (PTV import)"
# It would write every address with its query into the log.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Command(BaseCommand):
    help = (
        "Imports PTV v11 payloads. Without --write it only tells what would happen. By default it adds and changes; "
        "with --complete it also archives what the input no longer has."
    )

    def add_arguments(self, parser):
        parser.add_argument("origin", metavar="PATH_OR_URL", help="a JSON or JSON Lines file, a folder, or PTV's address")
        parser.add_argument("--write", action="store_true", help="write it, in one transaction")
        parser.add_argument("--complete", action="store_true", help="the input is all the source has: archive what vanished")
        parser.add_argument("--vanishing", type=float, default=VANISHING_SHARE * 100, metavar="PERCENT",
                            help="how much may vanish at once from a complete input (default 10)")  # fmt: skip
        parser.add_argument("--source", default="ptv", metavar="NAME", help="the name of the source (default ptv)")
        parser.add_argument("--municipality", nargs="+", default=[], metavar="CODE",
                            help="only services for these municipalities, and nationwide ones")  # fmt: skip
        parser.add_argument("--fresh", action="store_true", help="from an address: forget what an earlier run has fetched")
        parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="the first pause before asking again")

    def handle(self, origin, **options):
        self._check(options)
        kept = None
        if origin.startswith(("http://", "https://")):
            kept = Kept(settings.VAR_DIR / "import", " ".join([origin, *sorted(options["municipality"])]))
            reading = self._fetch(origin, kept, options)
        else:
            reading = self._read(Path(origin))
        report = self._import(reading, options)
        for line in report.lines():
            self.stdout.write(line)
        # After a dry run what was fetched stays: what is then written is what was shown.
        if kept and report.written:
            kept.forget()

    def _check(self, options) -> None:
        if not re.fullmatch(r"[a-z0-9_-]{1,40}", options["source"]):
            raise CommandError("--source is a name of at most 40 small letters, digits, hyphens and underscores.")
        if not all(re.fullmatch(r"[0-9]{1,3}", code) for code in options["municipality"]):
            raise CommandError("--municipality takes codes such as 205.")
        if not 0 <= options["vanishing"] <= 100:
            raise CommandError("--vanishing is a percentage from 0 to 100.")
        options["municipality"] = [code.zfill(3) for code in options["municipality"]]

    def _read(self, path: Path) -> Reading:
        try:
            return read_path(path, is_wanted)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None

    def _fetch(self, url: str, kept: Kept, options) -> Reading:
        if options["fresh"]:
            kept.restart()
        with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": AGENT, "Accept": "application/json"}) as client:
            ptv = Ptv(url, client, pause=options["pause"], progress=self._progress)
            try:
                return Harvest(ptv, kept, municipalities=options["municipality"], progress=self._progress).run()
            except (Unreachable, httpx.InvalidURL) as problem:
                raise CommandError(str(problem)) from None

    def _import(self, reading: Reading, options):
        batch = records_of(reading.payloads)
        records = serving(batch.records, options["municipality"]) if options["municipality"] else batch.records
        try:
            return import_records(
                records,
                source=options["source"],
                by=SystemActor("import_ptv"),
                write=options["write"],
                complete=options["complete"],
                vanishing_share=options["vanishing"] / 100,
                progress=self._progress,
                refused=[*reading.unreadable, *batch.refused],
                notes=batch.notes,
                skipped=reading.skipped,
            )
        except ImportRefused as problem:
            raise CommandError(str(problem)) from None

    def _progress(self, text: str) -> None:
        self.stderr.write(text)
