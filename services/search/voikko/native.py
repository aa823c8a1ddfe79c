"""libvoikko, the library of the machine (Debian: libvoikko1 and voikko-fi). ImportError when it is not there."""

from threading import Lock

import libvoikko

try:
    _voikko = libvoikko.Voikko("fi")
except (OSError, libvoikko.VoikkoException) as error:
    raise ImportError("libvoikko or its Finnish dictionary is not on this machine") from error
# A call leaves the interpreter's lock, and the library's handle bears one thread at a time.
_lock = Lock()


def version() -> str:
    return f"libvoikko {_voikko.getVersion()}"


def outputs(word: str) -> list[str]:
    with _lock:
        analyses = _voikko.analyze(word)
    # The library adds capitalised names of organisations of its own making; they lack the transducer's output.
    return [analysis["FSTOUTPUT"] for analysis in analyses if "FSTOUTPUT" in analysis]
