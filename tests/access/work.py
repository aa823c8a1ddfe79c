"""The working desk and what stands around it."""

from tests.access.row import row

#              anonymous couns. stranger editor lead w.group admin no2f deact.
ROWS = (row("desk", "302     200    200      200    200  200     200   302  302", "302 405 405 405 405 405 405 302 302"),)
