"""What the portal has sent."""

ROWS = ()
