"""What a test needs and this machine lacks: never a silent skip. In CI it is a failure."""

import os

import pytest

MARK = "MISSING HERE: "


def missing(what: str, why: str) -> None:
    """Skips the test that asks, with a reason that `pytest_terminal_summary` shows by the test's name."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have it: {what} ({why})", pytrace=False)
    pytest.skip(f"{MARK}{what} ({why})")
