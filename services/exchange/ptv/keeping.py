"""Keeps what has been fetched, in a folder of its own, so that an interrupted import goes on where it stopped."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.exchange.reading import Reading, read_lines

# What was listed yesterday is not what PTV has today.
STALE_AFTER = timedelta(hours=24)


class Kept:
    """`state.json` holds the listed ids and the next page of each collection, `<collection>.jsonl` the payloads."""

    def __init__(self, parent: Path, question: str):
        """`question`: what is asked of whom; another question gets another folder."""
        self.question = question
        self.folder = parent / f"ptv-{hashlib.sha256(question.encode()).hexdigest()[:16]}"
        self.state = self._read_state()

    def _read_state(self) -> dict:
        try:
            state = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
            fresh = datetime.now(UTC) - datetime.fromisoformat(state["started"]) < STALE_AFTER
        except (OSError, ValueError, KeyError, TypeError):
            fresh = False
        if fresh and isinstance(state.get("lists"), dict):
            return state
        return self._anew()

    def _anew(self) -> dict:
        self.forget()
        return {"question": self.question, "started": datetime.now(UTC).isoformat(), "lists": {}}

    @property
    def resumed(self) -> bool:
        return bool(self.state["lists"])

    def restart(self) -> None:
        self.state = self._anew()

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def listed(self, name: str) -> tuple[list[str], int | None]:
        """(ids listed so far, the next page to ask for; None when the list is whole)."""
        found = self.state["lists"].get(name, {"ids": [], "next_page": 1})
        return list(found["ids"]), found["next_page"]

    def keep_list(self, name: str, ids: list[str], next_page: int | None) -> None:
        """Written whole or not at all."""
        self.state["lists"][name] = {"ids": ids, "next_page": next_page}
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / "state.json.new"
        draft.write_text(json.dumps(self.state), encoding="utf-8")
        draft.replace(self.folder / "state.json")

    def _file(self, collection: str) -> Path:
        return self.folder / f"{collection}.jsonl"

    def keep(self, collection: str, payloads: Iterable[dict]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(payload, ensure_ascii=False) + "\n" for payload in payloads]
        with self._file(collection).open("a", encoding="utf-8") as file:
            file.writelines(lines)

    def payloads(self, collection: str) -> Reading:
        """What has been kept; half a line, left by an interruption, is cut off first."""
        path = self._file(collection)
        if not path.exists():
            return Reading()
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            path.write_bytes(whole)
        return read_lines(whole, path.name)
