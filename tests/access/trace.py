"""The trace of changes and reads."""

ROWS = ()
