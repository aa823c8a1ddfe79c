"""pyvoikko, Voikko's Finnish transducer in pure Python: slower and larger, but it needs nothing of the machine."""

from importlib.metadata import version as installed

import pyvoikko


def version() -> str:
    return f"pyvoikko {installed('pyvoikko')}"


def outputs(word: str) -> list[str]:
    # Not pyvoikko.analyse: it makes records of every analysis, which `reading` would take apart again.
    try:
        return [output for output, _weight in pyvoikko.VOIKKO_FST.lookup(word)]
    except (pyvoikko.TokenizationException, RecursionError):  # a letter it has not; a word too long to walk
        return []
