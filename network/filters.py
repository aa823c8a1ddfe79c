"""The filters of the provider list: a GET form whose address can be shared. Nonsense in it is an empty field."""

import django_filters as filters
from django.forms import Select, TextInput
from django.utils.translation import gettext_lazy as _

from network.enums import OrganisationKind
from network.models import FormerName, Municipality, Organisation
from opinraitti.lib.text import folded, values

MAX_LENGTH = 100


def named(organisations, words: str):
    """Those whose name, present or former, holds `words` in any language.

    Compared here and not in the database, which keeps a name's languages as one text and may not know that Ä is ä.
    """
    wanted = folded(words)
    names = list(organisations.values_list("pk", "name"))
    names += FormerName.objects.filter(organisation__in=organisations.values("pk")).values_list("organisation", "name")
    return organisations.filter(
        pk__in={pk for pk, name in names if any(wanted in folded(text) for text in values(name).values())}
    )


class OrganisationFilter(filters.FilterSet):
    """`queryset`: the organisations listed when nothing is asked; only their municipalities are offered."""

    q = filters.CharFilter(
        label=_("Nimi tai entinen nimi"),
        method="by_name",
        max_length=MAX_LENGTH,
        widget=TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off", "id": "haku"}),
    )
    kunta = filters.ModelChoiceFilter(
        label=_("Missä"),
        field_name="municipality",
        to_field_name="slug",
        queryset=Municipality.objects.none(),
        empty_label=_("Kaikki kunnat"),
        widget=Select(attrs={"class": "select"}),
    )
    laji = filters.ChoiceFilter(
        label=_("Millainen toimija"),
        field_name="kind",
        choices=OrganisationKind,
        empty_label=_("Kaikki"),
        widget=Select(attrs={"class": "select"}),
    )

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.filters["kunta"].queryset = Municipality.objects.filter(pk__in=queryset.values("municipality"))

    def by_name(self, organisations, name, words):
        return named(organisations, words)
