"""What allauth says to a person, in the portal's words. A message that is not here is not said."""

from django.utils.translation import gettext_lazy as _

_TOO_MANY = _("Yrityksiä on ollut liian monta. Odota viisi minuuttia tai valitse toinen tapa kirjautua.")
_WRONG_CODE = _("Koodi ei ole oikea tai se on vanhentunut. Tarkista koodi tai pyydä uusi.")

ACCOUNT_ERRORS = {
    "account_inactive": _("Tili on suljettu."),
    "duplicate_email": _("Tämä osoite on jo käytössäsi."),
    "email_password_mismatch": _("Sähköposti tai salasana on väärin. Tarkista molemmat."),
    "email_taken": _("Tätä osoitetta ei voi ottaa käyttöön. Valitse toinen."),
    "enter_current_password": _("Salasana on väärin. Kirjoita nykyinen salasanasi."),
    "incorrect_code": _WRONG_CODE,
    "incorrect_password": _("Salasana on väärin. Yritä uudelleen."),
    "invalid_login": _("Tarkista sähköpostiosoite."),
    "invalid_password_reset": _("Linkki ei enää kelpaa. Pyydä uusi."),
    "rate_limited": _TOO_MANY,
    "same_as_current": _("Osoite on sama kuin nykyinen."),
    "too_many_login_attempts": _TOO_MANY,
    "unknown_email": _("Tarkista sähköpostiosoite."),
    "unverified_primary_email": _("Vahvista ensin sähköpostiosoitteesi."),
}

MFA_ERRORS = {
    "cannot_delete_authenticator": _(
        "Tätä ei voi poistaa, koska tehtäväsi vaatii vahvistuksen. Ota ensin käyttöön toinen tapa, sitten voit poistaa tämän."
    ),
    "cannot_generate_recovery_codes": _("Varakoodit saat, kun olet ottanut käyttöön pääsyavaimen tai sovelluksen."),
    "incorrect_code": _("Koodi ei ole oikea tai se on jo käytetty. Kirjoita se koodi, jonka sovellus näyttää nyt."),
    "unverified_email": _("Vahvista ensin sähköpostiosoitteesi."),
}

# Ways of proving who one is once more.
WAYS = {
    "reauthenticate": _("Salasanalla"),
    "reauthenticate_by_code": _("Sähköpostiin lähetettävällä koodilla"),
    "mfa_reauthenticate": _("Sovelluksen koodilla tai varakoodilla"),
    "mfa_reauthenticate:webauthn": _("Pääsyavaimella"),
}

MESSAGES = {
    "account/messages/email_confirmed.txt": _("Sähköpostiosoitteesi on vaihdettu."),
    "account/messages/email_confirmation_failed.txt": _("Osoitetta ei voitu ottaa käyttöön. Valitse toinen."),
    "account/messages/logged_out.txt": _("Olet kirjautunut ulos."),
    "account/messages/password_changed.txt": _("Salasana on vaihdettu. Muut laitteesi kirjattiin ulos."),
    "account/messages/password_set.txt": _("Salasana on asetettu."),
    "mfa/messages/recovery_codes_generated.txt": _("Sait uudet varakoodit. Tallenna ne ennen kuin jatkat."),
    "mfa/messages/totp_activated.txt": _("Sovellus on otettu käyttöön."),
    "mfa/messages/totp_deactivated.txt": _("Sovellus on poistettu käytöstä."),
    "mfa/messages/webauthn_added.txt": _("Pääsyavain on otettu käyttöön."),
    "mfa/messages/webauthn_removed.txt": _("Pääsyavain on poistettu."),
    "socialaccount/messages/account_connected.txt": _("Organisaation tunnus on liitetty. Voit kirjautua sillä ensi kerralla."),
    "socialaccount/messages/account_connected_updated.txt": _("Organisaation tunnus oli jo liitetty."),
    "socialaccount/messages/account_connected_other.txt": _("Tunnus on liitetty jo toiseen tiliin. Kysy neuvoa pääkäyttäjältä."),
    "usersessions/messages/sessions_logged_out.txt": _("Muut laitteesi kirjattiin ulos."),
}

# What of allauth's values a mail may hold: what the receiver needs, and nothing that tells of a person.
TOLD_IN_MAIL = ("code", "password_reset_url", "signup_url")
