"""Who can do what, and one’s own profile."""

ROWS = ()
