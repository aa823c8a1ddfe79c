"""`/sanastot/`: the administrator edits what the search knows, in Django's own admin.

Only vocabularies are here, never people, clients or the trace. In production it is there only when asked for
(`VOCABULARY_ADMIN=1`). The door is the portal's own: sign-in, second factor and permission as on every other page.
"""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.forms import I18nTextarea, I18nTextInput

from network.permissions import Permission
from opinraitti.lib.access import requires
from services.enums import TermScheme
from services.models import Synonym, Term
from services.vocabulary_editing import save_synonym, save_term


class VocabularySite(admin.AdminSite):
    site_title = site_header = _("Opinraitin sanastot")
    index_title = _("Mitä haku tuntee")
    site_url = None
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        return request.actor is not None and request.actor.may(Permission.EDIT_VOCABULARIES)

    def admin_view(self, view, cacheable=False):
        return requires(Permission.EDIT_VOCABULARIES)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return redirect(settings.LOGIN_URL)


class _Vocabulary(admin.ModelAdmin):
    """Whoever may enter the site may look and change; nothing is deleted here."""

    actions = None
    formfield_overrides = {I18nCharField: {"widget": I18nTextInput}, I18nTextField: {"widget": I18nTextarea}}

    def has_view_permission(self, request, obj=None) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request, obj=None) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


def _codes(scheme: TermScheme) -> list[tuple[str, str]]:
    terms = Term.objects.filter(scheme=scheme)
    return [("", "–"), *((term.code, str(term.label)) for term in terms)]


class Words(forms.CharField):
    """A list of words, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data) -> bool:
        return (initial or []) != self.to_python(data)


class SynonymForm(forms.ModelForm):
    said = Words(label=_("Jokin näistä sanoista"), required=False, help_text=_("Yksi sana tai sanonta riville."))
    said_all = Words(
        label=_("Kaikki nämä sanat"),
        required=False,
        help_text=_("Yksi sana riville. Erota saman asian sanat pystyviivalla: koulu|opinnot."),
    )
    means = Words(label=_("Tarkoittaa"), required=False, help_text=_("Yksi sana riville, paras ensin."))
    situation = forms.ChoiceField(label=_("Elämäntilanne"), required=False, choices=partial(_codes, TermScheme.SITUATION))
    group = forms.ChoiceField(label=_("Kohderyhmä"), required=False, choices=partial(_codes, TermScheme.GROUP))

    class Meta:
        model = Synonym
        fields = (
            "kind", "language", "said", "said_all", "means", "situation", "group", "channel", "instead",
            "weight", "both_ways", "note", "active",
        )  # fmt: skip


class SynonymAdmin(_Vocabulary):
    form = SynonymForm
    list_display = ("__str__", "kind", "language", "weight", "origin", "active")
    list_filter = ("kind", "language", "origin", "active")
    search_fields = ("said", "said_all", "means", "note")

    def has_add_permission(self, request) -> bool:
        return self.admin_site.has_permission(request)

    def save_model(self, request, obj, form, change):
        save_synonym(by=request.actor, synonym=obj, changed=form.changed_data)


class TermAdmin(_Vocabulary):
    list_display = ("label", "scheme", "code")
    list_filter = ("scheme",)
    search_fields = ("label", "code")
    fields = ("label", "description")

    def save_model(self, request, obj, form, change):
        save_term(by=request.actor, term=obj, changed=form.changed_data)


site = VocabularySite(name="vocabularies")
site.register(Synonym, SynonymAdmin)
site.register(Term, TermAdmin)
