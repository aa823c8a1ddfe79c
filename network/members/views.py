"""The members of an organisation, for its lead and for the administrator: who there is, who waits, who is invited."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.accounts.enforcing import recently_signed_in
from network.members import inviting, joining, listing, visibility
from network.members.forms import ApproveForm, InviteForm, OrganisationSearchForm
from network.members.refusals import Refused
from network.permissions import Permission
from opinraitti.lib import reads
from opinraitti.lib.access import requires
from opinraitti.lib.calendar import today


def note(request, people) -> None:
    """The page shows these persons."""
    reads.note(request, [person.audit_name for person in people], "members")


@require_safe
@requires(*visibility.MANAGING)
def members(request):
    """`/jasenet/`: the administrator chooses an organisation, a lead has one."""
    if not request.actor.may(Permission.MANAGE_MEMBERS_ANYWHERE):
        return redirect("members_of", request.actor.organisation.slug)
    form = OrganisationSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = listing.organisations_with_members(words)
    return render(request, "members/organisations.html", {"search": form, "organisations": rows, "words": words})


@require_safe
@requires(*visibility.MANAGING)
def members_of(request, slug):
    """`/jasenet/toimija/<slug>/`"""
    organisation = get_object_or_404(visibility.organisations_of(request.actor), slug=slug)
    rows = listing.members_of(organisation)
    asking = list(organisation.join_requests.waiting().select_related("user"))
    former = list(listing.former_members_of(organisation)[: listing.MOST_FOUND])
    used = list(listing.used_invitations_of(organisation)[: listing.MOST_FOUND])
    note(request, [row.user for row in (*rows, *asking, *former)] + [row.accepted_by for row in used])
    facts = {
        "organisation": organisation,
        "today": today(),
        "members": rows,
        "join_requests": asking,
        "invitations": list(listing.open_invitations_of(organisation)),
        "used_invitations": used,
        "former": former,
    }
    return render(request, "members/members.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*visibility.MANAGING)
@recently_signed_in
def invite(request, slug):
    """`/jasenet/toimija/<slug>/kutsu/`"""
    organisation = get_object_or_404(visibility.organisations_of(request.actor), slug=slug)
    sent = request.POST if request.method == "POST" else None
    form = InviteForm(sent, by=request.actor, initial={"language": get_language()})
    if form.is_valid() and form.act(inviting.invite, by=request.actor, organisation=organisation, **form.cleaned_data):
        messages.success(request, _("Kutsu on lähetetty. Linkki on voimassa viikon."))
        return redirect("members_of", organisation.slug)
    return render(request, "members/invite.html", {"form": form, "organisation": organisation})


def _on_invitation(request, pk, action, done: str):
    invitation = get_object_or_404(visibility.invitations_of(request.actor), pk=pk)
    try:
        action(by=request.actor, invitation=invitation)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("members_of", invitation.organisation.slug)


@require_POST
@requires(*visibility.MANAGING)
def send_again(request, pk):
    """`/jasenet/kutsut/<pk>/uudelleen/`"""
    return _on_invitation(request, pk, inviting.send_again, _("Kutsu on lähetetty uudelleen. Vanha linkki ei enää toimi."))


@require_POST
@requires(*visibility.MANAGING)
def withdraw(request, pk):
    """`/jasenet/kutsut/<pk>/peru/`"""
    return _on_invitation(request, pk, inviting.withdraw, _("Kutsu on peruttu. Linkki ei enää toimi."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*visibility.MANAGING)
@recently_signed_in
def join_request(request, pk):
    """`/jasenet/pyynnot/<pk>/`: take in with roles. Whoever comes second sees who has answered and when (409)."""
    asked = get_object_or_404(visibility.join_requests_of(request.actor), pk=pk)
    note(request, [asked.user])
    form = ApproveForm(request.POST if request.method == "POST" else None, by=request.actor)
    if (
        not asked.decided_at
        and form.is_valid()
        and form.act(joining.approve, by=request.actor, request=asked, **form.cleaned_data)
    ):
        messages.success(request, _("Uusi jäsen on mukana. Hänelle lähti viesti."))
        return redirect("members_of", asked.organisation.slug)
    return _asked(request, asked, form)


@require_POST
@requires(*visibility.MANAGING)
def join_refuse(request, pk):
    """`/jasenet/pyynnot/<pk>/kieltaydy/`"""
    asked = get_object_or_404(visibility.join_requests_of(request.actor), pk=pk)
    try:
        joining.refuse(by=request.actor, request=asked)
    except Refused:
        note(request, [asked.user])
        return _asked(request, asked)
    messages.success(request, _("Pyyntöön on vastattu kieltävästi. Pyytäjälle lähti viesti."))
    return redirect("members_of", asked.organisation.slug)


def _asked(request, asked, form=None):
    """The request, or when it has been answered by now, the answer."""
    if asked.decided_at:
        note(request, [asked.decided_by])
        status = 409 if request.method == "POST" else 200
        return render(request, "members/join_request_decided.html", {"asked": asked}, status=status)
    return render(request, "members/join_request.html", {"form": form, "asked": asked})
