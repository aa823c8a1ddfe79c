"""What narrows the list of people: a GET form whose address can be shared. Nonsense in it is an empty field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.enums import SpokenLanguage
from network.people.directory import Entry
from opinraitti.lib.text import localised

MAX_LENGTH = 200


class PeopleForm(forms.Form):
    """`found`: the entries that are there to be narrowed; only what they have is offered. `order`: a key for sorting names."""

    q = forms.CharField(
        label=_("Nimi, tehtävä tai asia"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off", "maxlength": MAX_LENGTH}),
    )
    toimija = forms.ChoiceField(label=_("Toimija"), required=False, widget=forms.Select(attrs={"class": "select"}))
    kunta = forms.ChoiceField(label=_("Missä"), required=False, widget=forms.Select(attrs={"class": "select"}))
    kieli = forms.ChoiceField(label=_("Palvelukieli"), required=False, widget=forms.Select(attrs={"class": "select"}))

    def __init__(self, data, *, found: list[Entry], order):
        super().__init__(data)
        organisations = {entry.organisation: entry.organisation_name for entry in found}
        municipalities = {slug: name for entry in found for slug, name in entry.municipalities.items()}
        spoken = {code for entry in found for code in entry.speaks}
        languages = [(code, label) for code, label in SpokenLanguage.choices if code in spoken]
        self.fields["toimija"].choices = [("", _("Kaikki toimijat")), *_by_name(organisations, order)]
        self.fields["kunta"].choices = [("", _("Kaikki kunnat")), *_by_name(municipalities, order)]
        self.fields["kieli"].choices = [("", _("Kaikki kielet")), *languages]

    @property
    def asked(self) -> dict[str, str]:
        """{field: value} of what holds and is not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def clean_q(self) -> str:
        return " ".join(self.cleaned_data["q"][:MAX_LENGTH].split())


def _by_name(names: dict[str, object], order) -> list[tuple[str, str]]:
    told = [(slug, localised(name).text) for slug, name in names.items()]
    return sorted(told, key=lambda pair: order(pair[1]))
