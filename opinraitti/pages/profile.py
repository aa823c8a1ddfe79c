"""One's own profile. Stands above `services`, because what the public sees of a person is a part of the directory."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.people.contacts import shown_of
from network.people.profile import change_place, change_profile
from network.people.profile_form import ProfileForm
from network.permissions import Permission
from opinraitti.lib.access import requires
from opinraitti.lib.languages import in_language
from services import directory_state


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK)
def profile(request):
    """`/tili/profiili/`: “Tallenna” writes; “Katso ensin” shows how the public would see what is typed."""
    typed = request.POST if request.method == "POST" else None
    form = ProfileForm(typed, user=request.actor.user, memberships=request.memberships)
    if typed is not None and form.is_valid() and "preview" not in typed:
        _save(form, by=request.actor)
        messages.success(request, _("Profiilisi on tallennettu."))
        return redirect(in_language(reverse("profile"), form.user.language))
    return render(request, "people/profile.html", {"form": form, "places": form.seen_by_the_public()})


@transaction.atomic
def _save(form: ProfileForm, *, by) -> None:
    """A public page that shows the person changes at once."""
    shown = shown_of(form.user)
    change_profile(by=by, user=form.user, told=form.person.cleaned_data)
    for part in form.places:
        change_place(by=by, membership=part.membership, told=part.cleaned_data)
    if shown_of(form.user) != shown:
        directory_state.touch()
