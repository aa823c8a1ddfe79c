"""Second factors: taking them into use and away, and going on from there to where the person was going."""

from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.accounts.enforcing import GOING_TO
from network.accounts.factors import factors_of, is_needed
from network.accounts.held_form import held
from network.accounts.sign_ins import codes_renewed, factor_added
from network.accounts.wording import MFA_ERRORS
from network.models import User
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


class ActivateApp(totp.ActivateTOTPView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {"secret_parts": [secret[start : start + 4] for start in range(0, len(secret), 4)]}

    def form_valid(self, form):
        response = super().form_valid(form)
        factor_added(self.request, self.request.user, Authenticator.Type.TOTP)
        return response


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    def form_valid(self, form):
        response = super().form_valid(form)
        codes_renewed(self.request.user)
        return response


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """allauth notes on the first reading that the codes have been seen."""

    def get_context_data(self, **kwargs):
        with door(CODES_SEEN):
            context = super().get_context_data(**kwargs)
        return context | {"goes_on": GOING_TO in self.request.session or held(self.request) is not None}


def download_recovery_codes(request):
    with door(CODES_SEEN):
        return recovery.download_recovery_codes(request)


def _one_at_a_time(view):
    """Of two windows that take away the last two factors, the second one sees what the first has done."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST":
            User.objects.select_for_update().get(pk=request.user.pk)
        return view(request, *args, **kwargs)

    return answer


@_one_at_a_time
def deactivate_app(request):
    """The form asks the adapter whether the app is still needed."""
    return totp.deactivate_totp(request)


@_one_at_a_time
def remove_key(request, pk: int):
    key = get_object_or_404(factors_of(request.user), pk=pk, type=Authenticator.Type.WEBAUTHN)
    if is_needed(key):
        messages.error(request, MFA_ERRORS["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return webauthn.remove_webauthn(request, pk=pk)
