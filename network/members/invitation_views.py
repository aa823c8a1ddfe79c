"""The link of an invitation, for whoever holds it: with an account, without one, or with a link that works no more."""

import re

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.accounts import invited
from network.actors import SESSION_KEY
from network.members import inviting
from network.members.account_form import AccountForm
from network.members.refusals import Refused
from opinraitti.lib import audit

_TOKEN = re.compile(r"[\w-]*", re.ASCII)


@require_safe
@login_not_required
@never_cache
def invitation_link(request, token):
    """`/kutsu/<token>/`: keeps what was opened and goes on to an address without the token. Nothing is used up."""
    response = redirect("invitation")
    # Mail programs take a full stop after the address for a part of it.
    invited.remember(response, _TOKEN.match(token)[0])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def invitation(request):
    """`/kutsu/`: who invites to what. POST makes an account of who has none."""
    opened = invited.opened_invitation(request)
    if not opened or not opened.is_usable:
        return render(request, "members/invitation_dead.html", {"invitation": opened})
    form = AccountForm(request.POST if request.method == "POST" else None, invitation=opened)
    if not request.user.is_authenticated and form.is_valid() and form.act(invited.make_account, **form.told()):
        return _sign_in(request, form.result)
    facts = {"form": form, "invitation": opened, "has_account": invited.has_account(opened.email)}
    return render(request, "members/invitation.html", facts)


def _sign_in(request, user):
    """By allauth's own way, as after a password; enrolling a second factor comes next by itself."""
    login = Login(user=user, redirect_url=reverse("desk"), signup=True)
    response = perform_password_login(request, {"email": user.email}, login)
    invited.forget(response)
    return response


@require_POST
@login_not_required
@never_cache
def invitation_accept(request):
    """`/kutsu/hyvaksy/`: as the account that is signed in."""
    opened = invited.invitation_of(request)
    if not opened or not request.user.is_authenticated:
        return redirect("invitation")
    try:
        membership = inviting.accept(by=request.actor, invitation=opened)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("invitation")
    request.session[SESSION_KEY] = membership.pk
    messages.success(request, _("Olet nyt mukana. Tervetuloa."))
    response = redirect("desk")
    invited.forget(response)
    return response


@require_POST
@login_not_required
@never_cache
def invitation_ask_again(request):
    """`/kutsu/uusi/`: tells who invited that a new link is wanted; the answer is the same whether somebody was told."""
    if opened := invited.opened_invitation(request):
        inviting.ask_again(by=request.actor or audit.ANONYMOUS, invitation=opened)
    messages.success(request, _("Pyyntösi on välitetty. Jos kutsu on yhä ajankohtainen, saat uuden linkin sähköpostiisi."))
    return redirect("invitation")
