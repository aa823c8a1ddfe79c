"""Taking a second factor into use, and going on from there to where the person was going."""

from allauth.mfa.recovery_codes import views as recovery
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.accounts.enforcing import GOING_TO
from network.accounts.factors import factors_of
from network.accounts.held_form import held
from opinraitti.lib.doors import door

CODES_SEEN = "recovery codes seen"


@require_safe
@never_cache
def enrol(request):
    """`/tili/vahvistus/kayttoon/`"""
    if factors_of(request.user).exists():
        return redirect("mfa_index")
    return render(request, "account/enrol.html")


@require_safe
@never_cache
def done(request):
    """`/tili/vahvistus/jatka/`: to the form that waits, to the page the person was going to, or to the desk."""
    if held(request):
        return redirect("held_form")
    return HttpResponseRedirect(request.session.pop(GOING_TO, None) or reverse("desk"))


@require_safe
@never_cache
def held_form(request):
    """`/kirjaudu/uudelleen/jatka/`: sends the held form to its own address, by a script or by the person's hand."""
    if not (form := held(request)):
        return redirect("desk")
    return render(request, "account/held_form.html", form)


def recovery_codes(request):
    with door(CODES_SEEN):
        return recovery.view_recovery_codes(request)


def download_recovery_codes(request):
    with door(CODES_SEEN):
        return recovery.download_recovery_codes(request)
