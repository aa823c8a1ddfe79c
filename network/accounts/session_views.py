"""Going on with a session, the form it left unfinished, and the devices on which one is signed in."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.accounts.field_words import field_word
from network.accounts.parked import SENT_FIELD, let_go, parked_of
from network.accounts.sessions import end_sessions, sessions_of


@require_POST
@never_cache
def keep_on(request):
    """`/istunto/jatka/`: what the page asks when the person says to be still there."""
    clock = request.session_clock
    return JsonResponse({"seconds": clock.seconds_left if clock.note() else 0})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unfinished(request):
    """`/istunto/kesken/`: what was typed before the session ended; it is sent from here to where it was going."""
    if request.method == "POST":
        let_go(by=request.user, action="discarded")
        request.session_clock.has_parked = False
        messages.success(request, _("Keskeneräinen lomake on hylätty."))
        return redirect("desk")
    parked = parked_of(request.user)
    request.session_clock.has_parked = parked is not None
    shown = [(field_word(name), value) for name, value in parked.fields if value.strip()] if parked else []
    return render(request, "sessions/unfinished.html", {"parked": parked, "shown": shown, "sent_field": SENT_FIELD})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_sessions(request):
    """`/tili/istunnot/`"""
    here = request.session.session_key
    rows = sessions_of(request.user, here=here)
    if request.method == "POST":
        chosen = next((row.id for row in rows if str(row.id) == request.POST.get("session")), None)
        if chosen is not None or "others" in request.POST:
            ended = end_sessions(by=request.actor, user=request.user, only=chosen, but=here)
            text = ngettext("%(count)s laite kirjattiin ulos.", "%(count)s laitetta kirjattiin ulos.", ended)
            messages.success(request, text % {"count": ended})
        return redirect("usersessions_list")
    others = [row for row in rows if not row.is_here]
    return render(request, "sessions/own.html", {"rows": rows, "others": others})
