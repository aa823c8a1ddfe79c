"""A second factor for everyone who holds a role, and a fresh sign-in before what matters most.

What a person sends too early is not done and not lost: it is held, and goes on when enough has been shown.
"""

from functools import wraps

from allauth.account.internal.flows.reauthentication import is_reauthentication_required, stash_and_reauthenticate
from allauth.mfa.models import Authenticator
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from network.accounts.factors import factors_of, must_have_factor
from network.accounts.held_form import hold, let_go
from network.accounts.second_factor import has_second_factor
from opinraitti.lib.transactions import SAFE_METHODS

GOING_TO = "going_to"
# Open to a person who has no second factor yet: taking one into use, and proving the password before it.
ENROLLING = {
    "second_factor_enrol",
    "session_keep_on",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_request_reauthentication_code",
    "account_confirm_reauthentication_code",
}
# Open to a person who has one and has not shown it in this session: showing it, nothing else.
SHOWING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "session_keep_on"}


class SecondFactorMiddleware:
    """Stands after `ClosedByDefaultMiddleware`: whatever is not public asks for a second factor of who must have one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated or has_second_factor(request):
            return None
        kinds = set(factors_of(request.user).values_list("type", flat=True))
        if not kinds and not must_have_factor(request.user):
            return None
        open_now, place = (SHOWING, _showing_place(kinds)) if kinds else (ENROLLING, reverse("second_factor_enrol"))
        return None if request.resolver_match.url_name in open_now else _send_to(request, place)


def _showing_place(kinds: set[str]) -> str:
    name = "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
    return f"{reverse(name)}?next={reverse('second_factor_done')}"


def _send_to(request, url: str):
    """To the page where the factor is shown; remembers where the person was going."""
    if not request.accepts("text/html"):
        return JsonResponse({"detail": "A second factor is needed. Sign in with a browser."}, status=403)
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(url)
    if request.method in SAFE_METHODS:
        request.session[GOING_TO] = request.get_full_path()
    else:
        hold(request)
    return HttpResponseRedirect(url)


def recently_signed_in(view):
    """For views that change what matters most: who signed in over five minutes ago proves once more who they are.

    A GET is let through, so that the form can be read; the POST is held and goes on by itself after the proof. Stands
    under `requires`.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in SAFE_METHODS:
            return view(request, *args, **kwargs)
        if is_reauthentication_required(request, app="network"):
            hold(request)
            return stash_and_reauthenticate(request, {}, f"{__name__}.{go_on.__name__}")
        let_go(request)
        return view(request, *args, **kwargs)

    return answer


def go_on(request, state):
    """What allauth calls when the person has proved who they are."""
    return HttpResponseRedirect(reverse("held_form"))
