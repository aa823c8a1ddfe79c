"""Who belongs to which organisation."""

from tests.access.row import everyone, row

# In the order of VISITORS: anonymous, counsellor, stranger, editor, lead, working group, administrator, no second factor,
# deactivated. The stranger leads another organisation: what belongs to this one is not found. An empty form is shown anew.
SIGNED_IN = "302 200 200 200 200 200 200 302 302"
SHOWN_ONLY = "302 405 405 405 405 405 405 302 302"
NOBODYS = "302 404 404 404 404 404 404 302 302"
LEADS = "302 403 404 403 200 403 200 302 302"
LEADS_DO = "302 403 404 403 302 403 302 302 302"
ADMINISTRATORS = "302 403 403 403 403 403 200 302 302"
ADMINISTRATORS_DO = "302 403 403 403 403 403 302 302 302"
HOME = {"slug": "organisation"}
MEMBER, INVITATION, ASKED, PERSON = ({"pk": name} for name in ("membership_id", "invitation_id", "join_request_id", "person_id"))

ROWS = (
    everyone("invitation", 200, 200),
    everyone("invitation_link", 302, 405, kwargs={"token": "token"}),
    everyone("invitation_accept", 405, 302),
    everyone("invitation_ask_again", 405, 302),
    row("members", "302 403 302 403 302 403 200 302 302", SHOWN_ONLY),
    row("members_of", LEADS, SHOWN_ONLY, kwargs=HOME),
    row("invite", LEADS, LEADS, kwargs=HOME),
    row("invitation_send_again", SHOWN_ONLY, LEADS_DO, kwargs=INVITATION),
    row("invitation_withdraw", SHOWN_ONLY, LEADS_DO, kwargs=INVITATION),
    row("join_request", LEADS, LEADS, kwargs=ASKED),
    row("join_refuse", SHOWN_ONLY, LEADS_DO, kwargs=ASKED),
    row("member", LEADS, SHOWN_ONLY, kwargs=MEMBER),
    row("member_change", LEADS, LEADS, kwargs=MEMBER),
    row("member_end", LEADS, LEADS, kwargs=MEMBER),
    row("member_keep", SHOWN_ONLY, LEADS_DO, kwargs=MEMBER),
    row("member_sign_out", SHOWN_ONLY, LEADS_DO, kwargs=MEMBER),
    row("own_memberships", SIGNED_IN, SHOWN_ONLY),
    # The membership and the request are somebody else's.
    row("leave", NOBODYS, NOBODYS, kwargs=MEMBER),
    row("join", SIGNED_IN, SIGNED_IN),
    row("join_cancel", SHOWN_ONLY, NOBODYS, kwargs=ASKED),
    row("accounts", ADMINISTRATORS, ADMINISTRATORS),
    row("person_account", ADMINISTRATORS, SHOWN_ONLY, kwargs=PERSON),
    row("account_close", ADMINISTRATORS, ADMINISTRATORS_DO, kwargs=PERSON),
    row("account_reopen", SHOWN_ONLY, ADMINISTRATORS_DO, kwargs=PERSON),
    row("account_reset_factor", ADMINISTRATORS, ADMINISTRATORS, kwargs=PERSON),
)
