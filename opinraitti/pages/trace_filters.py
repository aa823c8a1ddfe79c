"""What narrows the trace: GET forms whose address can be shared. Nonsense in it is an empty field."""

import re
from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.models import Organisation, User
from opinraitti.lib.calendar import HELSINKI
from opinraitti.lib.text import folded, localised
from opinraitti.pages.trace_words import JOBS, KINDS, name_without_person
from services.search.names import alphabetical

MAX_LENGTH = 100
# Outside these nothing was written, and the clock of the machine cannot reckon.
_FIRST, _LAST = date(2020, 1, 1), date(2200, 1, 1)
_NUMBER = re.compile("#[0-9]{1,18}")


def _text(label: str, help_text="") -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=MAX_LENGTH, widget=widget, help_text=help_text)


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        validators=[MinValueValidator(_FIRST), MaxValueValidator(_LAST)],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"}),
    )


def _choice(label: str, choices=()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "select"}))


class TraceForm(forms.Form):
    """What both lists have. `organisations`: {slug: (id, name)} of those one may choose from; None where there is no choice."""

    first = ("kuka",)
    who = ""

    kuka = _text(_("Kuka"))
    alkaen = _day(_("Alkaen"))
    asti = _day(_("Asti"))
    toimija = _choice(_("Organisaatio"))
    tunnus = _text(_("Tunnus"), _("Merkinnän numero (#12), kohteen tunnus tai virhesivulla näkyvä tunnus"))

    def __init__(self, data, *, organisations: dict[str, tuple[int, str]] | None):
        super().__init__(data)
        self._organisations = organisations
        if organisations is None:
            del self.fields["toimija"]
        else:
            names = sorted(((slug, name) for slug, (_pk, name) in organisations.items()), key=_by_name)
            self.fields["toimija"].choices = [("", _("Kaikki")), *names]

    @property
    def asked(self) -> dict:
        """{field: value} of what holds and is not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def number(self) -> int | None:
        """The one row asked for by its number (“#12”)."""
        asked = self.asked.get("tunnus", "")
        return int(asked[1:]) if _NUMBER.fullmatch(asked) else None

    def narrowed(self, rows):
        """Those of the rows that answer to all that is asked."""
        asked = self.asked
        if name := asked.get("kuka"):
            rows = rows.filter(**{f"{self.who}__in": actors_named(name)})
        if day := asked.get("alkaen"):
            rows = rows.filter(at__gte=_midnight(day))
        if day := asked.get("asti"):
            rows = rows.filter(at__lt=_midnight(day + timedelta(days=1)))
        if slug := asked.get("toimija"):
            rows = rows.of_organisation(self._organisations[slug][0])
        if asked.get("tunnus"):
            rows = rows.filter(pk=self.number) if self.number is not None else rows.filter(self.by_id(asked["tunnus"]))
        return rows

    def by_id(self, text: str) -> Q:
        return Q(request_id=text)

    def in_front(self) -> list:
        return [self[name] for name in self.first]

    def behind(self) -> list:
        """The fields that are folded away until they are needed."""
        return [self[name] for name in self.fields if name not in self.first]


class EventForm(TraceForm):
    first = ("kuka", "laji")
    who = "actor"

    laji = _choice(_("Mitä tehtiin"), [("", _("Kaikki")), *((kind.slug, kind.label) for kind in KINDS)])

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        actions = next((list(kind.words) for kind in KINDS if kind.slug == self.asked.get("laji")), None)
        return rows if actions is None else rows.filter(action__in=actions)

    def by_id(self, text: str) -> Q:
        return Q(request_id=text) | Q(subject_id=text)


class ReadForm(TraceForm):
    first = ("kuka", "kenen")
    who = "reader"

    kenen = _text(_("Kenen tietoja"))

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        name = self.asked.get("kenen")
        return rows.about(actors_named(name)) if name else rows


def tidied(form_class: type[TraceForm], data, **kwargs) -> TraceForm:
    """The form with what holds of `data`, dates as a date field wants them; what does not hold is empty."""
    return form_class(form_class(data, **kwargs).asked, **kwargs)


def actors_named(words: str) -> list[str]:
    """The codes of the persons and jobs whose name holds the words, or the code that they are.

    Compared here and not in the database, which may not know that Ä is ä.
    """
    wanted = folded(words)
    people = [f"user:{pk}" for pk, name in User.objects.values_list("pk", "name") if wanted in folded(name)]
    others = ["anonymous", *(f"system:{job}" for job in JOBS)]
    return [*people, *(code for code in others if wanted in folded(name_without_person(code))), words]


def organisations_with_people() -> dict[str, tuple[int, str]]:
    """{slug: (id, name)} of the organisations that have, or have had, people in the portal."""
    rows = Organisation.objects.filter(memberships__isnull=False).distinct().values_list("slug", "pk", "name")
    return {slug: (pk, localised(name).text) for slug, pk, name in rows}


def _by_name(choice: tuple[str, str]) -> str:
    return alphabetical(choice[1])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=HELSINKI)
