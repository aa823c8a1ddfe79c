"""Forms of passkeys. What a browser sends of a key is read by allauth; whatever is wrong with it is said in one sentence."""

import json

from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60
NOT_MADE = _("Avainta ei luotu. Yritä uudelleen.")
NOT_SHOWN = _("Pääsyavainta ei saatu käyttöön. Yritä uudelleen tai valitse toinen tapa.")


def _word_name(field: forms.Field) -> None:
    field.label = _("Avaimen nimi")
    field.help_text = _("Nimi, josta tunnistat laitteen, esimerkiksi Työpuhelin.")
    field.required = True
    field.error_messages["required"] = _("Anna avaimelle nimi.")
    field.widget.attrs.update(autocomplete="off", maxlength=LONGEST_NAME)
    field.validators.append(MaxLengthValidator(LONGEST_NAME))


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    """Always a passkey, which signs in alone as well: the page's hidden box `passwordless` is ticked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_name(self.fields["name"])
        self.fields["credential"].error_messages = {"required": NOT_MADE, "invalid": NOT_MADE}

    def clean_credential(self) -> dict:
        credential = self.cleaned_data["credential"]
        # A NUL would be no text for PostgreSQL.
        if not isinstance(credential, dict) or "\\u0000" in json.dumps(credential):
            raise forms.ValidationError(NOT_MADE)
        return credential

    def clean(self) -> dict:
        try:
            return super().clean()
        except (forms.ValidationError, ValueError, TypeError, KeyError, AttributeError) as fault:
            raise forms.ValidationError(NOT_MADE) from fault

    def add_error(self, field, error) -> None:
        """The key has no field to be seen: its faults stand above the form."""
        super().add_error(None if field == "credential" else field, error)


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_name(self.fields["name"])


class _ShownKey:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages = {"required": NOT_SHOWN, "invalid": NOT_SHOWN}

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError as fault:
            raise fault if fault.code == "too_many_login_attempts" else forms.ValidationError(NOT_SHOWN) from fault
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise forms.ValidationError(NOT_SHOWN) from fault


class LoginWebAuthnForm(_ShownKey, webauthn.LoginWebAuthnForm):
    pass


class AuthenticateWebAuthnForm(_ShownKey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(_ShownKey, webauthn.ReauthenticateWebAuthnForm):
    pass
