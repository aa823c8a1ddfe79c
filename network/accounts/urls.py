"""The addresses of signing in and of one's own account: allauth's views and names under Finnish paths."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path

from network.accounts import enrolment_views

urlpatterns = [
    path("kirjaudu/", account.login, name="account_login"),
    path("kirjaudu/ulos/", account.logout, name="account_logout"),
    path("kirjaudu/koodi/", account.request_login_code, name="account_request_login_code"),
    path("kirjaudu/koodi/vahvista/", account.confirm_login_code, name="account_confirm_login_code"),
    path("kirjaudu/vahvistus/", mfa.authenticate, name="mfa_authenticate"),
    path("kirjaudu/avain/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("kirjaudu/suljettu/", account.account_inactive, name="account_inactive"),
    path("kirjaudu/uusi-tili/", account.signup, name="account_signup"),
    path("kirjaudu/uudelleen/", account.reauthenticate, name="account_reauthenticate"),
    path("kirjaudu/uudelleen/koodi/", account.request_reauthentication_code, name="account_request_reauthentication_code"),
    path(
        "kirjaudu/uudelleen/koodi/vahvista/",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("kirjaudu/uudelleen/vahvistus/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("kirjaudu/uudelleen/avain/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("kirjaudu/uudelleen/jatka/", enrolment_views.held_form, name="held_form"),
    path("salasana/unohtui/", account.password_reset, name="account_reset_password"),
    path("salasana/unohtui/lahetetty/", account.password_reset_done, name="account_reset_password_done"),
    path("salasana/uusi/valmis/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("salasana/uusi/<str:uidb36>-<str:key>/", account.password_reset_from_key, name="account_reset_password_from_key"),
    path("tili/salasana/", account.password_change, name="account_change_password"),
    path("tili/salasana/aseta/", account.password_set, name="account_set_password"),
    path("tili/sahkoposti/", account.email, name="account_email"),
    path("tili/sahkoposti/vahvista/", account.email_verification_sent, name="account_email_verification_sent"),
    path("tili/vahvistus/", mfa.index, name="mfa_index"),
    path("tili/vahvistus/kayttoon/", enrolment_views.enrol, name="second_factor_enrol"),
    path("tili/vahvistus/jatka/", enrolment_views.done, name="second_factor_done"),
    path("tili/vahvistus/sovellus/", totp.activate_totp, name="mfa_activate_totp"),
    path("tili/vahvistus/sovellus/poista/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tili/vahvistus/varakoodit/", enrolment_views.recovery_codes, name="mfa_view_recovery_codes"),
    path("tili/vahvistus/varakoodit/uudet/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tili/vahvistus/varakoodit/lataa/", enrolment_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tili/vahvistus/avaimet/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tili/vahvistus/avaimet/uusi/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tili/vahvistus/avaimet/<int:pk>/nimi/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("tili/vahvistus/avaimet/<int:pk>/poista/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("tili/istunnot/", sessions.list_usersessions, name="usersessions_list"),
]
