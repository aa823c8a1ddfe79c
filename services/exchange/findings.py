"""What a reader could not take as it came, told without the data itself: reports and logs hold no contact details."""

from dataclasses import dataclass


class Refused(ValueError):
    """A record that cannot come in; the message says why."""


@dataclass(frozen=True)
class Refusal:
    """`kind`: organisation, service_point, channel or service, "" when that is unknown; `foreign_id` "" when missing.

    `origin`: file and line or place in it. `still_there`: the source has the record, only this reading of it failed;
    a complete import does not take it for vanished.
    """

    kind: str
    foreign_id: str
    reason: str
    origin: str = ""
    still_there: bool = True


@dataclass(frozen=True)
class Note:
    """Something of a record that was left out or could not be understood while the record itself came in."""

    kind: str
    foreign_id: str
    text: str


@dataclass(frozen=True)
class Skipped:
    """A file that holds nothing of what was looked for."""

    name: str
    reason: str
