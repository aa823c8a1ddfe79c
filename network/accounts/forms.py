"""allauth's forms in the portal's words. What they do is allauth's; here are labels, advice and what browsers fill in.

`network.accounts.urls` gives each to its view.
"""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 40
EMAIL = _("Sähköposti")
PASSWORD_ADVICE = _("Vähintään 12 merkkiä. Kolme tai neljä sanaa, jotka eivät liity toisiinsa, on hyvä salasana.")
_EMAIL_ERRORS = {
    "required": _("Kirjoita sähköpostiosoitteesi."),
    "invalid": _("Kirjoita osoite muodossa nimi@esimerkki.fi."),
}


def _word(field: forms.Field, label, required=None, help_text="", **attributes) -> None:
    """The portal's label, advice and message, and no placeholder: it would vanish when it is needed."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    if required:
        field.error_messages["required"] = required


def _word_email(field: forms.Field, label, **attributes) -> None:
    _word(field, label, **attributes)
    field.error_messages.update(_EMAIL_ERRORS)


class CodeInput(forms.PasswordInput):
    """Seen while it is typed, and empty again when the page comes back."""

    input_type = "text"


def _word_code(field: forms.Field, help_text) -> None:
    """Every code is digits; dashes and spaces between them do no harm."""
    field.widget = CodeInput()
    _word(field, _("Koodi"), _("Kirjoita koodi."), help_text, autocomplete="one-time-code", inputmode="numeric")
    field.validators.append(MaxLengthValidator(LONGEST_CODE))


def _word_new_password(form: forms.Form) -> None:
    """One field: who wants to see what they type has a button for it, who mistypes asks for a new link."""
    form.fields.pop("password2")
    _word(form.fields["password1"], _("Uusi salasana"), _("Kirjoita uusi salasana."), PASSWORD_ADVICE)


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["login"], EMAIL, autocomplete="username")
        _word(self.fields["password"], _("Salasana"), _("Kirjoita salasanasi."))


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["email"], EMAIL, autocomplete="username")


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["email"], EMAIL, autocomplete="username")


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], _("Nykyinen salasana"), _("Kirjoita nykyinen salasanasi."))
        _word_new_password(self)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_new_password(self)


class AddEmailForm(account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["email"], _("Uusi sähköposti"))


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], _("Salasana"), _("Kirjoita salasanasi."))


class RequestReauthenticationCodeForm(account.RequestReauthenticationCodeForm):
    """A person has one address: there is nothing to choose, only to send."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recipient = self.fields["recipient"]
        recipient.widget = forms.HiddenInput()
        recipient.initial = next((address for address, _label in recipient.choices), "")


class _CodeForm:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_code(self.fields["code"], self.advice)


class ConfirmLoginCodeForm(_CodeForm, account.ConfirmLoginCodeForm):
    advice = ""


class ConfirmReauthenticationCodeForm(_CodeForm, account.ConfirmReauthenticationCodeForm):
    advice = ""


class ConfirmEmailVerificationCodeForm(_CodeForm, account.ConfirmEmailVerificationCodeForm):
    advice = ""


class AuthenticateForm(_CodeForm, mfa.AuthenticateForm):
    advice = _("Sovelluksen kuusinumeroinen koodi tai yksi varakoodeistasi.")


class ReauthenticateCodeForm(_CodeForm, mfa.ReauthenticateForm):
    advice = AuthenticateForm.advice


class ActivateTOTPForm(_CodeForm, totp.ActivateTOTPForm):
    advice = _("Kuusi numeroa, jotka sovellus näyttää. Ne vaihtuvat puolen minuutin välein.")
