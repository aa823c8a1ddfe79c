"""The working desk and what stands around it."""

from tests.access.row import row

# In the order of VISITORS: anonymous, counsellor, stranger, editor, lead, working group, administrator, no second factor,
# deactivated. A POST to a page that only shows is refused before anything is asked.
ROWS = (
    row("desk", "302 200 200 200 200 200 200 302 302", "302 405 405 405 405 405 405 302 302"),
    row("policy", "302 200 200 200 200 200 200 302 302", "302 405 405 405 405 405 405 302 302"),
    row("switch", "302 405 405 405 405 405 405 302 302", "302 404 404 404 404 404 404 302 302"),
    row("vocabularies:index", "302 403 403 403 403 403 200 302 302", "302 403 403 403 403 403 200 302 302"),
)
