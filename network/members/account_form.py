"""The account that an invitation makes: a name and a password. The address is the one the link was sent to."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.accounts.forms import PASSWORD_ADVICE
from network.members.forms import ActionForm
from network.models import Invitation, User
from opinraitti.lib.text import clean


class AccountForm(ActionForm):
    """The name stays when something is wrong; the password never does."""

    name = forms.CharField(
        label=_("Nimesi"),
        max_length=User._meta.get_field("name").max_length,
        error_messages={"required": _("Kirjoita nimesi.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Salasana"),
        max_length=256,
        strip=False,
        help_text=PASSWORD_ADVICE,
        error_messages={"required": _("Keksi salasana.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation: Invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_name(self):
        if not (name := " ".join(clean(self.cleaned_data["name"]).split())):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name

    def clean_password(self):
        person = User(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
        validate_password(self.cleaned_data["password"], person)
        return self.cleaned_data["password"]

    def told(self) -> dict:
        """For `network.accounts.invited.make_account`."""
        return {"invitation": self.invitation, **self.cleaned_data}
