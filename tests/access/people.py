"""Who can do what, one’s own profile, and the review of access rights."""

from tests.access.row import row

# In the order of VISITORS: anonymous, counsellor, stranger, editor, lead, working group, administrator, no second factor,
# deactivated. The stranger leads another organisation. A form sent empty is shown anew; a POST to a page that only shows is
# refused before anything is asked.
SIGNED_IN = "302 200 200 200 200 200 200 302 302"
SHOWN_ONLY = "302 405 405 405 405 405 405 302 302"
REVIEWERS = "302 403 404 403 200 403 200 302 302"

ROWS = (
    row("profile", SIGNED_IN, SIGNED_IN),
    row("people", SIGNED_IN, SHOWN_ONLY),
    row("person", SIGNED_IN, SHOWN_ONLY, kwargs={"pk": "person_id"}),
    row("access_reviews", "302 403 302 403 302 403 200 302 302", SHOWN_ONLY),
    row("access_review", REVIEWERS, REVIEWERS, kwargs={"slug": "organisation"}),
)
