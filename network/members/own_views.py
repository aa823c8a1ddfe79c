"""One's own places: in which organisations, leaving one, asking to join another. For anybody with an account."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.accounts.enforcing import recently_signed_in
from network.members import holdings, joining, leaving
from network.members.forms import EndForm, JoinForm
from network.members.refusals import Refused

# How many of one's own requests are shown.
LATEST = 10


@require_safe
@never_cache
def own_memberships(request):
    """`/jasenet/omat/`"""
    mine = request.user.memberships.not_over().select_related("organisation").prefetch_related("roles")
    asked = request.user.join_requests.select_related("organisation").order_by("-created_at")[:LATEST]
    return render(request, "members/own.html", {"memberships": mine, "join_requests": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_signed_in
def leave(request, pk):
    """`/jasenet/omat/<pk>/lahde/`"""
    mine = request.user.memberships.not_over().select_related("organisation", "user")
    membership = get_object_or_404(mine, pk=pk)
    held = holdings.held_by(membership)
    form = EndForm(request.POST if request.method == "POST" else None, membership=membership, held=held)
    if form.is_valid() and form.act(leaving.end_membership, by=request.actor, membership=membership, **form.told()):
        messages.success(request, _("Lähtösi on tallennettu."))
        return redirect("own_memberships")
    return render(request, "members/leave.html", {"form": form, "membership": membership, "held": held})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request):
    """`/jasenet/liity/`"""
    form = JoinForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid() and form.act(joining.ask, by=request.actor, **form.cleaned_data):
        messages.success(request, _("Pyyntösi on lähetetty. Saat vastauksen sähköpostiisi."))
        return redirect("own_memberships")
    return render(request, "members/join.html", {"form": form})


@require_POST
@never_cache
def join_cancel(request, pk):
    """`/jasenet/liity/<pk>/peru/`"""
    asked = get_object_or_404(request.user.join_requests.select_related("organisation"), pk=pk)
    try:
        joining.take_back(by=request.actor, request=asked)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Pyyntösi on peruttu."))
    return redirect("own_memberships")
