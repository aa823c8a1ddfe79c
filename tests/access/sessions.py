"""The session itself: going on with it, and what was left unfinished when it ended."""

from tests.access.row import row

#                          anonymous couns. stranger editor lead w.group admin no2f deact.
ROWS = (
    row("session_keep_on", "302     405    405      405    405  405     405   405  302", "302 200 200 200 200 200 200 200 302"),
    row("session_unfinished", "302  200    200      200    200  200     200   302  302", "302 302 302 302 302 302 302 302 302"),
    row("usersessions_list", "302   200    200      200    200  200     200   302  302", "302 302 302 302 302 302 302 302 302"),
)
