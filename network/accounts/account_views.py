"""One's own account at a glance, the ways of signing in to it, and showing them."""

from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.accounts.factors import must_have_factor
from network.accounts.forms import ConfirmEmailVerificationCodeForm
from network.accounts.key_forms import AuthenticateWebAuthnForm
from network.models import User

# Fewer unused codes than this and it is time for new ones.
FEW_CODES = 4

# A new address is confirmed here, and at a first sign-in the old one: then nobody is signed in yet.
confirm_email = login_not_required(ConfirmEmailVerificationCodeView.as_view(form_class=ConfirmEmailVerificationCodeForm))


def _ways_in(user: User) -> dict:
    """What the person signs in with: one query."""
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at", "id"))
    codes = next((factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None)
    codes_left = len(codes.wrap().get_unused_codes()) if codes else 0
    return {
        "keys": [factor.wrap() for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "app": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
        "has_codes": codes is not None,
        "codes_left": codes_left,
        "few_codes": codes_left < FEW_CODES,
    }


class SecondStep(mfa.AuthenticateView):
    """A key is offered to who has one; everybody may type a code."""

    webauthn_form_class = AuthenticateWebAuthnForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"has_key": bool(context["js_data"]["request_options"]["publicKey"].get("allowCredentials"))}


class ProveWithKey(webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        """Again to this page, with the place the person was going to; allauth would send to the desk."""
        for message in form.errors["credential"]:
            messages.error(self.request, message)
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))


@require_safe
@never_cache
def account(request):
    """`/tili/`"""
    return render(request, "account/account.html", _ways_in(request.user))


@require_safe
@never_cache
def sign_in_methods(request):
    """`/tili/vahvistus/`"""
    return render(request, "mfa/index.html", _ways_in(request.user) | {"must_have": must_have_factor(request.user)})
