"""The form of a review: a tick for each member, so that nobody is passed over."""

from django import forms
from django.utils.translation import gettext as _

from network.models import Membership


class ReviewForm(forms.Form):
    """Whoever has become a member since the page was opened has no tick yet, and the form says so."""

    def __init__(self, data, *, members: list[Membership]):
        super().__init__(data)
        for row in members:
            errors = {"required": _("Merkitse Pidä, tai muuta jäsenyyttä tai päätä se.")}
            self.fields[f"pida-{row.pk}"] = forms.BooleanField(label=str(row.user), error_messages=errors)
        self._members = members

    def rows(self) -> list[tuple]:
        """(membership, its tick)"""
        return [(row, self[f"pida-{row.pk}"]) for row in self._members]
