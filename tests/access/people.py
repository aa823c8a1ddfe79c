"""Who can do what, and one’s own profile."""

from tests.access.row import row

# In the order of VISITORS: anonymous, counsellor, stranger, editor, lead, working group, administrator, no second factor,
# deactivated. An empty profile is typed anew with 200; a POST to a page that only shows is refused before anything is asked.
ROWS = (row("profile", "302 200 200 200 200 200 200 302 302", "302 200 200 200 200 200 200 302 302"),)
