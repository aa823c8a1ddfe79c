"""What the portal has sent."""

from tests.access.row import row

# In the order of VISITORS: anonymous, counsellor, stranger, editor, lead, working group, administrator, no second factor,
# deactivated.
ROWS = (
    row("sent_mail", "302 403 403 403 403 403 200 302 302", "302 405 405 405 405 405 405 302 302"),
    row(
        "send_mail_again",
        "302 405 405 405 405 405 405 302 302",
        "302 403 403 403 403 403 302 302 302",
        kwargs={"pk": "mail"},
    ),
)
