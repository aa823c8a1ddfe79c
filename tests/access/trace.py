"""The trace of changes and reads."""

from tests.access.row import row

# In the order of VISITORS: anonymous, counsellor, stranger (a lead elsewhere, who sees another organisation's trace), editor,
# lead, working group, administrator, no second factor, deactivated.
ROWS = (
    row("trace", "302 403 200 403 200 403 200 302 302", "302 405 405 405 405 405 405 302 302"),
    row("trace_reads", "302 403 200 403 200 403 200 302 302", "302 405 405 405 405 405 405 302 302"),
)
