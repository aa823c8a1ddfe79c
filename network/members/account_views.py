"""The administrator's pages of people's accounts: finding a person anywhere, closing, reopening, a lost second factor."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.accounts.enforcing import recently_signed_in
from network.accounts.sessions import sessions_of
from network.members import holdings, leaving, listing
from network.members.forms import CloseForm, PersonSearchForm, ResetForm
from network.members.refusals import Refused
from network.members.second_factor_reset import reset_second_factor
from network.members.views import note
from network.models import User
from network.permissions import Permission
from opinraitti.lib.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS_ANYWHERE)
def accounts(request):
    """`/jasenet/henkilot/`: a search by name or address. By POST: neither belongs in an address or a history."""
    form = PersonSearchForm(request.POST if request.method == "POST" else None)
    searched = form.is_valid()
    found = listing.people_found(form.cleaned_data["words"]) if searched else []
    shown, more = found[: listing.MOST_FOUND], len(found) > listing.MOST_FOUND
    note(request, shown)
    return render(request, "members/accounts.html", {"form": form, "people": shown, "more": more, "searched": searched})


@require_safe
@requires(Permission.MANAGE_MEMBERS_ANYWHERE)
def person_account(request, pk):
    """`/jasenet/henkilot/<pk>/`"""
    person = get_object_or_404(listing.with_second_factor(User.objects.all(), user="pk"), pk=pk)
    note(request, [person])
    memberships = person.memberships.select_related("organisation").prefetch_related("roles").order_by("-starts_on")
    facts = {
        "person": person,
        "memberships": memberships,
        "sessions": sessions_of(person),
        "is_own": person == request.user,
    }
    return render(request, "members/account.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS_ANYWHERE)
@recently_signed_in
def account_close(request, pk):
    """`/jasenet/henkilot/<pk>/sulje/`"""
    person = get_object_or_404(User, pk=pk)
    note(request, [person])
    memberships = person.memberships.not_over().select_related("organisation", "user")
    held = {membership: holdings.held_by(membership) for membership in memberships}
    form = CloseForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_valid() and form.act(leaving.close_account, by=request.actor, user=person, colleagues=form.colleagues()):
        messages.success(request, _("Tili on suljettu. Henkilölle lähti viesti."))
        return redirect("person_account", person.pk)
    return render(request, "members/account_close.html", {"form": form, "person": person, "held": held})


@require_POST
@requires(Permission.MANAGE_MEMBERS_ANYWHERE)
@recently_signed_in
def account_reopen(request, pk):
    """`/jasenet/henkilot/<pk>/avaa/`"""
    person = get_object_or_404(User, pk=pk)
    try:
        leaving.reopen_account(by=request.actor, user=person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Tili on avattu. Henkilölle lähti viesti."))
    return redirect("person_account", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS_ANYWHERE)
@recently_signed_in
def account_reset_factor(request, pk):
    """`/jasenet/henkilot/<pk>/vahvistus/`"""
    person = get_object_or_404(User, pk=pk)
    note(request, [person])
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.act(reset_second_factor, by=request.actor, user=person, **form.cleaned_data):
        messages.success(request, _("Vahvistus on nollattu. Henkilölle lähti viesti."))
        return redirect("person_account", person.pk)
    return render(request, "members/account_reset_factor.html", {"form": form, "person": person})
