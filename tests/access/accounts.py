"""Signing in and one's own account: the answer does not go by the role, only by how far the visitor has come in.

The visitors of the table have no factor of their own: what shows or removes one answers as to a person without.
"""

from tests.access.row import VISITORS, Row

OUTSIDE, BARE = ("anonymous", "deactivated"), "no_second_factor"
AWAY = (302, 302)


def _row(name: str, *, out: tuple = AWAY, within: tuple, bare: tuple = AWAY, kwargs: dict | None = None) -> Row:
    """Each is (GET, POST): for who is not signed in, who is, and who is without the second factor."""
    answers = [out if visitor in OUTSIDE else bare if visitor == BARE else within for visitor in VISITORS]
    return Row(name, tuple(get for get, _post in answers), tuple(post for _get, post in answers), kwargs or {})


def _open(name: str, answers: tuple, kwargs: dict | None = None) -> Row:
    return _row(name, out=answers, within=answers, bare=answers, kwargs=kwargs)


ROWS = (
    _row("account_login", out=(200, 200), within=AWAY),
    _row("account_logout", within=(200, 302), bare=(200, 302)),
    _row("account_request_login_code", out=(200, 200), within=AWAY),
    _row("account_signup", out=(200, 200), within=AWAY),
    _open("account_confirm_login_code", AWAY),
    _open("mfa_authenticate", AWAY),
    _open("mfa_login_webauthn", AWAY),
    _open("account_inactive", (200, 405)),
    _open("account_reset_password", (200, 200)),
    _open("account_reset_password_done", (200, 405)),
    _open("account_reset_password_from_key", (200, 200), {"uidb36": "reset_person", "key": "reset_key"}),
    _open("account_reset_password_from_key_done", (200, 405)),
    _open("account_email_verification_sent", AWAY),
    # What is open while the second factor is taken into use.
    _row("account_reauthenticate", within=(200, 200), bare=(200, 200)),
    _row("account_request_reauthentication_code", within=(200, 200), bare=(200, 200)),
    _open("account_confirm_reauthentication_code", AWAY),
    _row("second_factor_enrol", within=(200, 405), bare=(200, 405)),
    _row("mfa_activate_totp", within=(200, 200), bare=(200, 200)),
    _row("mfa_add_webauthn", within=(200, 200), bare=(200, 200)),
    # And what is not.
    _open("mfa_reauthenticate", AWAY),
    _open("mfa_reauthenticate_webauthn", AWAY),
    _row("held_form", within=(302, 405)),
    _row("second_factor_done", within=(302, 405)),
    _row("account", within=(200, 405)),
    _row("account_change_password", within=(200, 200)),
    _row("account_set_password", within=AWAY),
    _row("account_email", within=(200, 302)),
    _row("mfa_index", within=(200, 405)),
    _row("mfa_deactivate_totp", within=(404, 404)),
    _row("mfa_view_recovery_codes", within=(404, 405)),
    _row("mfa_generate_recovery_codes", within=(200, 200)),
    _row("mfa_download_recovery_codes", within=(404, 404)),
    _row("mfa_list_webauthn", within=(200, 405)),
    _row("mfa_edit_webauthn", within=(404, 404), kwargs={"pk": "key_of_another"}),
    _row("mfa_remove_webauthn", within=(404, 404), kwargs={"pk": "key_of_another"}),
)
