"""How many tries are let through before somebody must wait, as django-allauth writes it: “amount/time/whose”.

`ip` counts the tries of one address (of IPv6: of one /64), `key` those at one account wherever they come from, `user`
those of the person signed in. They are counted in the database for all processes together. Nobody is locked out for
ever: a refused try is not counted, so the account opens again when the window has passed; and who has forgotten, sets a
new password by mail, which also clears the count.

Chosen for a network where a town's whole staff may come from one address: the limits by address are loose enough for a
Monday morning, the limits by account are what stops guessing. A hundred wrong passwords or codes a day against one
account are one in ten thousand of the six-digit codes of three valid moments.
"""

GUESSES = "20/m/ip,5/5m/key,100/d/key"

ACCOUNT = {
    # A wrong password, a wrong code of an app, a wrong recovery code.
    "login_failed": GUESSES,
    "login": "60/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    # Each of these sends a mail: nobody's mailbox is filled.
    "request_login_code": "20/m/ip,3/5m/key",
    "reset_password": "20/m/ip,3/5m/key",
    "confirm_email": "1/30s/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "20/m/ip",
}
MFA = {"webauthn_login": "20/m/ip"}
