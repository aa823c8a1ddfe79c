"""The addresses of signing in and of one's own account: allauth's views and names under Finnish paths, with our forms."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from network.accounts import account_views, enrolment_views, forms, key_forms, session_views, single_sign_on_views

urlpatterns = [
    path("kirjaudu/", account.LoginView.as_view(form_class=forms.LoginForm), name="account_login"),
    path("kirjaudu/ulos/", account.logout, name="account_logout"),
    path(
        "kirjaudu/koodi/",
        account.RequestLoginCodeView.as_view(form_class=forms.RequestLoginCodeForm),
        name="account_request_login_code",
    ),
    path(
        "kirjaudu/koodi/vahvista/",
        account.ConfirmLoginCodeView.as_view(form_class=forms.ConfirmLoginCodeForm),
        name="account_confirm_login_code",
    ),
    path("kirjaudu/vahvistus/", account_views.SecondStep.as_view(form_class=forms.AuthenticateForm), name="mfa_authenticate"),
    path(
        "kirjaudu/avain/", webauthn.LoginWebAuthnView.as_view(form_class=key_forms.LoginWebAuthnForm), name="mfa_login_webauthn"
    ),
    path("kirjaudu/suljettu/", account.account_inactive, name="account_inactive"),
    path("kirjaudu/uusi-tili/", account.signup, name="account_signup"),
    path(
        "kirjaudu/uudelleen/",
        account.ReauthenticateView.as_view(form_class=forms.ReauthenticateForm),
        name="account_reauthenticate",
    ),
    path(
        "kirjaudu/uudelleen/koodi/",
        account.RequestReauthenticationCodeView.as_view(form_class=forms.RequestReauthenticationCodeForm),
        name="account_request_reauthentication_code",
    ),
    path(
        "kirjaudu/uudelleen/koodi/vahvista/",
        account.ConfirmReauthenticationCodeView.as_view(form_class=forms.ConfirmReauthenticationCodeForm),
        name="account_confirm_reauthentication_code",
    ),
    path(
        "kirjaudu/uudelleen/vahvistus/",
        mfa.ReauthenticateView.as_view(form_class=forms.ReauthenticateCodeForm),
        name="mfa_reauthenticate",
    ),
    path(
        "kirjaudu/uudelleen/avain/",
        account_views.ProveWithKey.as_view(form_class=key_forms.ReauthenticateWebAuthnForm),
        name="mfa_reauthenticate_webauthn",
    ),
    path("kirjaudu/uudelleen/jatka/", enrolment_views.held_form, name="held_form"),
    path(
        "salasana/unohtui/", account.PasswordResetView.as_view(form_class=forms.ResetPasswordForm), name="account_reset_password"
    ),
    path("salasana/unohtui/lahetetty/", account.password_reset_done, name="account_reset_password_done"),
    path("salasana/uusi/valmis/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # Not `path`: the key holds a hyphen too, and `<str>` would take the longest part before the last one.
    re_path(
        r"^salasana/uusi/(?P<uidb36>[0-9a-z]+)-(?P<key>[^/]+)/$",
        account.PasswordResetFromKeyView.as_view(form_class=forms.ResetPasswordKeyForm),
        name="account_reset_password_from_key",
    ),
    path("tili/", account_views.account, name="account"),
    path(
        "tili/salasana/", account.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm), name="account_change_password"
    ),
    path("tili/salasana/aseta/", account.PasswordSetView.as_view(form_class=forms.SetPasswordForm), name="account_set_password"),
    path("tili/sahkoposti/", account.EmailView.as_view(form_class=forms.AddEmailForm), name="account_email"),
    path("tili/sahkoposti/vahvista/", account_views.confirm_email, name="account_email_verification_sent"),
    path("tili/vahvistus/", account_views.sign_in_methods, name="mfa_index"),
    path("tili/vahvistus/kayttoon/", enrolment_views.enrol, name="second_factor_enrol"),
    path("tili/vahvistus/jatka/", enrolment_views.done, name="second_factor_done"),
    path(
        "tili/vahvistus/sovellus/",
        enrolment_views.ActivateApp.as_view(form_class=forms.ActivateTOTPForm),
        name="mfa_activate_totp",
    ),
    path("tili/vahvistus/sovellus/poista/", enrolment_views.deactivate_app, name="mfa_deactivate_totp"),
    path("tili/vahvistus/varakoodit/", enrolment_views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("tili/vahvistus/varakoodit/uudet/", enrolment_views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("tili/vahvistus/varakoodit/lataa/", enrolment_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tili/vahvistus/avaimet/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        "tili/vahvistus/avaimet/uusi/",
        webauthn.AddWebAuthnView.as_view(form_class=key_forms.AddWebAuthnForm),
        name="mfa_add_webauthn",
    ),
    path(
        "tili/vahvistus/avaimet/<int:pk>/nimi/",
        webauthn.EditWebAuthnView.as_view(form_class=key_forms.EditWebAuthnForm),
        name="mfa_edit_webauthn",
    ),
    path("tili/vahvistus/avaimet/<int:pk>/poista/", enrolment_views.remove_key, name="mfa_remove_webauthn"),
    path("tili/istunnot/", session_views.own_sessions, name="usersessions_list"),
    path("kirjaudu/organisaatio/", single_sign_on_views.start, name="single_sign_on"),
    path("kirjaudu/organisaatio/paluu/", single_sign_on_views.callback, name="single_sign_on_callback"),
    path("kirjaudu/organisaatio/uusi-tili/", single_sign_on_views.new_account, name="socialaccount_signup"),
    path("tili/organisaatio/", single_sign_on_views.own_connection, name="socialaccount_connections"),
    path("tili/organisaatio/liita/", single_sign_on_views.connect, name="single_sign_on_connect"),
    path("istunto/jatka/", session_views.keep_on, name="session_keep_on"),
    path("istunto/kesken/", session_views.unfinished, name="session_unfinished"),
]
