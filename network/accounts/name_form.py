"""The name of a person who signs in by the organisation's account: the account needs nothing else."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.models import User
from opinraitti.lib.text import clean


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Nimesi"),
        max_length=User._meta.get_field("name").max_length,
        error_messages={"required": _("Kirjoita nimesi.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self):
        if not (name := " ".join(clean(self.cleaned_data["name"]).split())):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name
