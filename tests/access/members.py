"""Who belongs to which organisation."""

ROWS = ()
