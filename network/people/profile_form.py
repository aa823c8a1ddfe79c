"""The form of one's own profile: a part for the person and a part for each membership, answering as one form."""

from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.enums import SpokenLanguage
from network.models import Membership, User
from network.people.contacts import Contact, contact
from opinraitti.lib.phone import kept, readable
from opinraitti.lib.text import clean


def _length(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class PersonForm(forms.Form):
    name = forms.CharField(
        label=_("Nimesi"),
        max_length=_length(User, "name"),
        error_messages={"required": _("Kirjoita nimesi, niin muut tietävät, kenestä on kyse.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Työpuhelin"),
        max_length=_length(User, "phone"),
        required=False,
        help_text=_("Muut ohjaajat näkevät numeron. Julkiselle sivulle se tulee vain, jos valitset niin."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    speaks = forms.MultipleChoiceField(
        label=_("Kielet, joilla palvelet"), choices=SpokenLanguage, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Sivujen ja viestien kieli"),
        choices=settings.LANGUAGES,
        help_text=_("Portaalin viestit tulevat tällä kielellä. Sivun kielen voit vaihtaa myös valikosta."),
    )

    def clean_name(self):
        if name := " ".join(clean(self.cleaned_data["name"]).split()):
            return name
        raise ValidationError(self.fields["name"].error_messages["required"])

    def clean_phone(self):
        try:
            return kept(self.cleaned_data["phone"])
        except ValueError:
            raise ValidationError(_("Tarkista numero. Kirjoita se suuntanumeroineen, esimerkiksi 08 xxx xxxx.")) from None

    def clean_speaks(self):
        """In the order of the list, so that the same choice is the same value."""
        return [code for code in SpokenLanguage.values if code in self.cleaned_data["speaks"]]


class PlaceForm(forms.Form):
    title = forms.CharField(
        label=_("Tehtävänimike"),
        max_length=_length(Membership, "title"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    advises_on = forms.CharField(
        label=_("Missä asioissa autat"),
        max_length=_length(Membership, "advises_on"),
        required=False,
        help_text=_("Kerro muutamalla sanalla, niin muut osaavat ohjata oikealle ihmiselle. Enintään 300 merkkiä."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_public = forms.BooleanField(label=_("Näytä nimeni ja tehtäväni toimijan julkisella sivulla"), required=False)
    is_email_public = forms.BooleanField(label=_("Näytä siellä myös sähköpostini"), required=False)
    is_phone_public = forms.BooleanField(label=_("Näytä siellä myös työpuhelimeni"), required=False)

    def __init__(self, *args, membership: Membership, **kwargs):
        told = {name: getattr(membership, name) for name in self.base_fields}
        super().__init__(*args, prefix=f"jasenyys-{membership.pk}", initial=told, **kwargs)
        self.membership = membership

    def clean_title(self):
        return " ".join(clean(self.cleaned_data["title"]).split())

    def clean_advises_on(self):
        return " ".join(clean(self.cleaned_data["advises_on"]).split())

    def clean(self):
        told = super().clean()
        if not told.get("is_public") and (told.get("is_email_public") or told.get("is_phone_public")):
            message = _("Yhteystietosi voivat näkyä vain nimesi kanssa. Valitse myös tämä tai poista kaksi muuta valintaa.")
            self.add_error("is_public", message)
        return told


class ProfileForm:
    """Answers the templates (`errors`, `non_field_errors`, `visible_fields`) and the view as one form would."""

    def __init__(self, data, *, user: User, memberships: list[Membership]):
        self.user = user
        told = {name: getattr(user, name) for name in PersonForm.base_fields}
        self.person = PersonForm(data, initial=told | {"phone": readable(user.phone)})
        self.places = [PlaceForm(data, membership=membership) for membership in memberships]
        self._parts = [self.person, *self.places]

    def is_valid(self) -> bool:
        if self.errors:
            return False
        if not self.person.cleaned_data["phone"] and any(part.cleaned_data["is_phone_public"] for part in self.places):
            self.person.add_error("phone", _("Kirjoita numero, jotta se voi näkyä julkisella sivulla."))
        return not self.errors

    @property
    def errors(self) -> dict:
        return {part.add_prefix(name): errors for part in self._parts for name, errors in part.errors.items()}

    @property
    def non_field_errors(self) -> list:
        return [error for part in self._parts for error in part.non_field_errors()]

    @property
    def visible_fields(self) -> list:
        return [field for part in self._parts for field in part.visible_fields()]

    def seen_by_the_public(self) -> list[tuple[PlaceForm, Contact | None]]:
        """Each part of a membership with what its organisation's page would show: of what is typed, once that holds."""
        if not self.person.is_bound or self.errors:
            return [(part, contact(self.user, part.membership)) for part in self.places]
        person = SimpleNamespace(email=self.user.email, **self.person.cleaned_data)
        return [(part, contact(person, SimpleNamespace(**part.cleaned_data))) for part in self.places]
