"""One member, as the lead and the administrator see and change them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.accounts.enforcing import recently_signed_in
from network.accounts.sessions import end_sessions, sessions_of
from network.enums import Role
from network.members import holdings, last_holders, leaving, listing, roles, visibility
from network.members.forms import EndForm, MemberForm
from network.members.history import history_of
from network.members.refusals import Refused
from network.members.views import note
from opinraitti.lib import reads
from opinraitti.lib.access import requires
from opinraitti.lib.calendar import today


def _membership(request, pk):
    """One that the actor manages; the page shows its person."""
    membership = get_object_or_404(visibility.memberships_of(request.actor), pk=pk)
    note(request, [membership.user])
    return membership


@require_safe
@requires(*visibility.MANAGING)
def member(request, pk):
    """`/jasenet/jasen/<pk>/`"""
    membership = get_object_or_404(listing.with_second_factor(visibility.memberships_of(request.actor)), pk=pk)
    history = history_of(membership)
    note(request, [membership.user])
    reads.note(request, [told.actor for told in history if told.who], "members")
    is_over = bool(membership.ends_on and membership.ends_on < today())
    facts = {
        "membership": membership,
        "is_over": is_over,
        "is_own": membership.user == request.user,
        "sessions": [] if is_over else sessions_of(membership.user),
        "history": history,
    }
    return render(request, "members/member.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*visibility.MANAGING)
@recently_signed_in
def member_change(request, pk):
    """`/jasenet/jasen/<pk>/muuta/`"""
    membership = _membership(request, pk)
    form = MemberForm(
        request.POST if request.method == "POST" else None,
        by=request.actor,
        membership=membership,
        only_lead=last_holders.is_last(Role.LEAD, membership),
    )
    if form.is_valid() and form.act(roles.change_member, by=request.actor, membership=membership, **form.cleaned_data):
        messages.success(request, _("Jäsenen tiedot on tallennettu."))
        return redirect("member", membership.pk)
    return render(request, "members/member_change.html", {"form": form, "membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*visibility.MANAGING)
@recently_signed_in
def member_end(request, pk):
    """`/jasenet/jasen/<pk>/paata/`"""
    membership = _membership(request, pk)
    held = holdings.held_by(membership)
    form = EndForm(request.POST if request.method == "POST" else None, membership=membership, held=held)
    if form.is_valid() and form.act(leaving.end_membership, by=request.actor, membership=membership, **form.told()):
        messages.success(request, _("Jäsenyyden päättyminen on tallennettu. Jäsenelle lähti viesti."))
        return redirect("members_of", membership.organisation.slug)
    return render(request, "members/member_end.html", {"form": form, "membership": membership, "held": held})


@require_POST
@requires(*visibility.MANAGING)
@recently_signed_in
def member_keep(request, pk):
    """`/jasenet/jasen/<pk>/jatka/`: takes back an end that is to come."""
    membership = _membership(request, pk)
    try:
        leaving.keep_membership(by=request.actor, membership=membership)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Jäsenyys jatkuu."))
    return redirect("member", membership.pk)


@require_POST
@requires(*visibility.MANAGING)
def member_sign_out(request, pk):
    """`/jasenet/jasen/<pk>/istunnot/`: out on every device."""
    membership = get_object_or_404(visibility.memberships_of(request.actor).not_over(), pk=pk)
    end_sessions(by=request.actor, user=membership.user)
    messages.success(request, _("Jäsen on kirjattu ulos kaikista laitteista."))
    return redirect("member", membership.pk)
