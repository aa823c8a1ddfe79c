"""The session itself, what was left unfinished when it ended, and single sign-on, which is not set in the tests."""

from tests.access.row import row

#                          anonymous couns. stranger editor lead w.group admin no2f deact.
ROWS = (
    row("session_keep_on", "302     405    405      405    405  405     405   405  302", "302 200 200 200 200 200 200 200 302"),
    row("session_unfinished", "302  200    200      200    200  200     200   302  302", "302 302 302 302 302 302 302 302 302"),
    row("usersessions_list", "302   200    200      200    200  200     200   302  302", "302 302 302 302 302 302 302 302 302"),
    row("single_sign_on", "405", "404"),
    row("single_sign_on_callback", "404", "405"),
    row("socialaccount_signup", "404", "404"),
    row("socialaccount_connections", "302 200 200 200 200 200 200 302 302", "302"),
    row("single_sign_on_connect", "302 405 405 405 405 405 405 302 302", "302 404 404 404 404 404 404 302 302"),
)
