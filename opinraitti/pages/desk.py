"""The working desk: what waits for the person who has signed in, and for which organisation the person works."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from network.actors import SESSION_KEY
from network.permissions import LABELS, POLICY, Permission
from opinraitti.lib.access import requires
from opinraitti.pages.steps import steps_for
from opinraitti.pages.waiting import waiting_for


@require_safe
@never_cache
def desk(request):
    """`/tyopoyta/`; who belongs nowhere, or nowhere any more, is led to where one asks to belong."""
    if not request.actor.may(Permission.WORK):
        return redirect("own_memberships")
    return render(request, "work/desk.html", {"waiting": waiting_for(request), "steps": steps_for(request.actor)})


@require_POST
@requires(Permission.WORK)
def switch(request):
    """`/tyopoyta/vaihda/`: to another organisation of the person's own."""
    chosen = next((row for row in request.memberships if str(row.pk) == request.POST.get("membership")), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.pk
    return redirect("desk")


@require_safe
@requires(Permission.WORK)
def policy(request):
    """`/tyopoyta/oikeudet/`: who may do what, as the code has it."""
    rows = [
        {
            "label": LABELS[permission],
            "cells": [{"label": role.label, "may": permission in held} for role, held in POLICY.items()],
            "mine": request.actor.may(permission),
        }
        for permission in Permission
    ]
    return render(request, "work/policy.html", {"roles": list(POLICY), "rows": rows})
