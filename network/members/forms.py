"""The forms of the members' pages. Each does its action by `act`: a refusal becomes an error of the form."""

from collections.abc import Callable, Iterable

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from network.enums import Role
from network.members import rights
from network.members.leaving import at_once
from network.members.refusals import LastHolder, Refused
from network.members.second_factor_reset import IdentityCheck
from network.models import Invitation, JoinRequest, Membership, Organisation, User
from opinraitti.lib.calendar import today
from opinraitti.lib.forms import DayField
from opinraitti.lib.text import clean, folded, localised

# What a person does in the role, for whoever gives it.
DUTIES = {
    Role.COUNSELLOR: _("Ohjaa asiakkaita ja etsii heille oikean palvelun."),
    Role.EDITOR: _("Pitää organisaation palvelut hakemistossa ajan tasalla."),
    Role.LEAD: _("Kutsuu jäsenet, antaa roolit ja tarkistaa käyttöoikeudet."),
    Role.WORKING_GROUP: _("Hoitaa verkoston yhteisiä asioita."),
    Role.ADMINISTRATOR: _("Hoitaa koko portaalin tilit ja asetukset."),
}


class ActionForm(forms.Form):
    """`act` runs the action; when it refuses, the refusal stands in the error summary and what was typed stays."""

    refused_at: str | None = None
    refusal: Refused | None = None

    def act(self, action: Callable, **told) -> bool:
        try:
            self.result = action(**told)
        except Refused as refusal:
            at = "colleague" if isinstance(refusal, LastHolder) and "colleague" in self.fields else self.refused_at
            self.refusal = refusal
            self.add_error(at, refusal)
            return False
        return True


class RolesField(forms.MultipleChoiceField):
    """Only the roles that whoever acts may give; each says what is done in it."""

    def __init__(self, by, **kwargs):
        roles = [role for role in Role if role in rights.grantable_by(by)]
        choices = [(role, format_html("{}<br><span class='small soft'>{}</span>", role.label, DUTIES[role])) for role in roles]
        errors = {"required": _("Valitse ainakin yksi rooli.")}
        super().__init__(label=_("Roolit"), choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=errors, **kwargs)


class ColleagueField(forms.ModelChoiceField):
    """Another member of the organisation who stays."""

    def __init__(self, membership: Membership, **kwargs):
        fit = Membership.objects.lasting().of_active_people().filter(organisation=membership.organisation_id)
        fit = fit.exclude(pk=membership.pk).select_related("user").prefetch_related("roles").order_by("user__name")
        errors = {"required": _("Valitse, kuka jatkaa."), "invalid_choice": _("Valitse, kuka jatkaa.")}
        super().__init__(queryset=fit, empty_label=_("Valitse kollega"), error_messages=errors, **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.user} ({', '.join(map(str, obj.role_names))})"


class InviteForm(ActionForm):
    refused_at = "email"

    email = forms.EmailField(
        label=_("Sähköposti"),
        max_length=Invitation._meta.get_field("email").max_length,
        help_text=_("Työsähköposti, johon kutsu lähetetään."),
        error_messages={
            "required": _("Kirjoita sähköpostiosoite."),
            "invalid": _("Kirjoita osoite muodossa nimi@esimerkki.fi."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Kutsun kieli"), choices=settings.LANGUAGES)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"] = RolesField(by)
        self.order_fields(["email", "roles", "language"])


class ApproveForm(ActionForm):
    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"] = RolesField(by)


class MemberForm(ActionForm):
    """Roles, title and first day. Roles that whoever acts may not touch stay as they are: `kept`."""

    title = forms.CharField(label=_("Tehtävänimike"), max_length=Membership._meta.get_field("title").max_length, required=False)
    starts_on = DayField(label=_("Alkaen"), help_text=_("Muodossa 24.11.2026."))

    def __init__(self, *args, by, membership: Membership, only_lead: bool, **kwargs):
        held = [row.role for row in membership.roles.all()]
        initial = {"roles": held, "title": membership.title, "starts_on": membership.starts_on}
        super().__init__(*args, initial=initial, **kwargs)
        touchable = rights.grantable_by(by)
        self.kept = [role for role in Role if role in held and role not in touchable]
        self.fields["roles"] = RolesField(by, required=not self.kept)
        if only_lead:
            self.fields["colleague"] = ColleagueField(
                membership,
                required=False,
                label=_("Uusi vastuuhenkilö"),
                help_text=_("Valitse, jos poistat vastuuhenkilön roolin: organisaatiolla on oltava vastuuhenkilö."),
            )
        self.order_fields(["roles", "colleague", "title", "starts_on"])

    def clean_title(self):
        return " ".join(clean(self.cleaned_data["title"]).split())

    def clean_roles(self):
        return [*self.cleaned_data["roles"], *self.kept]


class EndForm(ActionForm):
    """When access ends, and who goes on with what the member holds; asks for a colleague only when something is held."""

    last_day = DayField(label=_("Viimeinen päivä"), help_text=_("Muodossa 24.11.2026. Pääsy loppuu, kun päivä on päättynyt."))
    at_once = forms.BooleanField(label=_("Pääsy loppuu heti, päivää odottamatta"), required=False)

    def __init__(self, *args, membership: Membership, held: Iterable, **kwargs):
        super().__init__(*args, initial={"last_day": membership.ends_on or today()}, **kwargs)
        if held:
            self.fields["colleague"] = ColleagueField(membership, label=_("Kuka jatkaa"))

    def clean(self):
        told = super().clean()
        if told["at_once"]:
            told["last_day"] = at_once()
            self.errors.pop("last_day", None)
        elif told.get("last_day") and told["last_day"] < today():
            self.add_error("last_day", _("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
        return told

    def told(self) -> dict:
        """For `leaving.end_membership`."""
        return {"last_day": self.cleaned_data["last_day"], "colleague": self.cleaned_data.get("colleague")}


class CloseForm(ActionForm):
    """Asks who goes on in each organisation in which the person holds something: `held` {membership: what is held}."""

    def __init__(self, *args, held: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships = [membership for membership, holdings in held.items() if holdings]
        for membership in self.memberships:
            name = localised(membership.organisation.name).text
            label = format_lazy(_("Kuka jatkaa: {organisation}"), organisation=name)
            self.fields[f"colleague_{membership.pk}"] = ColleagueField(membership, label=label)

    def colleagues(self) -> dict[int, Membership]:
        return {membership.pk: self.cleaned_data[f"colleague_{membership.pk}"] for membership in self.memberships}


class ResetForm(ActionForm):
    identity_check = forms.ChoiceField(
        label=_("Miten varmistit, kuka pyytää?"),
        choices=IdentityCheck,
        widget=forms.RadioSelect,
        error_messages={"required": _("Valitse, miten varmistit henkilön.")},
    )


class JoinForm(ActionForm):
    """`user` chooses among the organisations at work in which the person is not a member."""

    refused_at = "organisation"

    organisation = forms.ChoiceField(
        label=_("Organisaatio"),
        error_messages={
            "required": _("Valitse organisaatio."),
            "invalid_choice": _("Valitse organisaatio luettelosta."),
        },
    )
    message = forms.CharField(
        label=_("Viesti vastuuhenkilölle"),
        max_length=JoinRequest._meta.get_field("message").max_length,
        required=False,
        help_text=_("Kerro lyhyesti, miksi tarvitset pääsyn. Älä kirjoita asiakkaiden tietoja."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        own = user.memberships.not_over().values("organisation")
        self.organisations = {row.slug: row for row in Organisation.objects.public().exclude(pk__in=own)}
        names = {slug: localised(row.name).text for slug, row in self.organisations.items()}
        options = sorted(names.items(), key=lambda option: folded(option[1]))
        self.fields["organisation"].choices = [("", _("Valitse organisaatio")), *options]

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]

    def clean_message(self):
        return clean(self.cleaned_data["message"])


class OrganisationSearchForm(forms.Form):
    """Nonsense in the address is an empty field."""

    q = forms.CharField(
        label=_("Etsi organisaatio"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )


class PersonSearchForm(forms.Form):
    """Sent by POST: a name has no place in an address."""

    words = forms.CharField(
        label=_("Nimi tai sähköposti"),
        max_length=100,
        error_messages={"required": _("Kirjoita nimi tai sähköposti, tai osa niistä.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
