"""The pages of single sign-on: to the provider and back, a new account by invitation, and one's own connection."""

from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal.flows.login import record_authentication
from allauth.socialaccount.internal.flows.signup import clear_pending_signup, get_pending_signup
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.accounts.enforcing import recently_signed_in
from network.accounts.invited import forget, has_account, invitation_of, make_account
from network.accounts.name_form import NameForm
from network.accounts.provider_words import ProviderTrouble
from network.accounts.second_factor import note_second_factor
from network.accounts.single_sign_on import (
    SECOND_FACTOR,
    OAuth2Adapter,
    current_provider,
    disconnect,
    may_disconnect,
    provider_id,
)
from network.members.refusals import Refused
from opinraitti.lib.doors import door

DOOR = "single sign-on"
_LANGUAGE = "single_sign_on_language"


def _only_where_set() -> None:
    if not settings.SINGLE_SIGN_ON:
        raise Http404


def _to_provider(request, process: str, next_url: str | None):
    """A page that goes on by itself. Not a redirect: `form-action 'self'` lets no form lead to another origin."""
    provider = current_provider(request)
    request.session[_LANGUAGE] = get_language()
    try:
        answer = provider.redirect(request, process, next_url=next_url)
    except ProviderTrouble as trouble:
        return render_authentication_error(request, provider, exception=trouble)
    page = render(request, "socialaccount/onward.html", {"address": answer["Location"]})
    page["Refresh"] = f"0; url={answer['Location']}"
    return page


@login_not_required
@require_POST
@never_cache
def start(request):
    """`/kirjaudu/organisaatio/`"""
    _only_where_set()
    if request.user.is_authenticated:
        return redirect("desk")
    return _to_provider(request, AuthProcess.LOGIN, get_next_redirect_url(request))


@require_POST
@never_cache
@recently_signed_in
def connect(request):
    """`/tili/organisaatio/liita/`"""
    _only_where_set()
    return _to_provider(request, AuthProcess.CONNECT, None)


@login_not_required
@require_GET
@never_cache
def callback(request):
    """`/kirjaudu/organisaatio/paluu/`: the provider sends the visitor here with a code, or with an error."""
    _only_where_set()
    activate(request.session.get(_LANGUAGE, settings.LANGUAGE_CODE))
    try:
        with door(DOOR), transaction.atomic():
            return OAuth2CallbackView.adapter_view(OAuth2Adapter(request, provider_id()))(request)
    except IntegrityError:
        # Of two tabs that connect the same account at once one does.
        return render_authentication_error(request, current_provider(request))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_account(request):
    """`/kirjaudu/organisaatio/uusi-tili/`: who came from the provider with an invitation makes an account."""
    _only_where_set()
    sociallogin, invitation = get_pending_signup(request), invitation_of(request)
    if not sociallogin or not invitation:
        return redirect("account_login")
    if has_account(invitation.email):
        return render(request, "socialaccount/connect_first.html", status=409)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": sociallogin.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, sociallogin, make_account(invitation=invitation, name=form.cleaned_data["name"]))
        except Refused as refusal:
            form.add_error(None, refusal)
    return render(request, "socialaccount/new_account.html", {"form": form, "invitation": invitation})


def _enter(request, sociallogin, user):
    sociallogin.connect(request, user)
    clear_pending_signup(request)
    record_authentication(request, sociallogin)
    if sociallogin.account.extra_data[SECOND_FACTOR]:
        note_second_factor(request, user, "provider")
    answer = perform_login(request, user, signal_kwargs={"sociallogin": sociallogin}, signup=True)
    forget(answer)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_signed_in
def own_connection(request):
    """`/tili/organisaatio/`: whether the organisation's account opens this one; a POST disconnects it."""
    accounts = SocialAccount.objects.filter(user=request.user).order_by("pk")
    if request.method == "POST":
        account = next((row for row in accounts if str(row.pk) == request.POST.get("account")), None)
        if account and may_disconnect(account):
            disconnect(by=request.actor, account=account)
            get_adapter().send_notification_mail("socialaccount/email/account_disconnected", request.user)
            messages.success(request, _("Organisaation tunnus ei enää avaa tätä tiliä."))
        elif account:
            messages.error(request, _("Tunnusta ei voi irrottaa: se on ainoa tapasi kirjautua. Aseta ensin salasana."))
        return redirect("socialaccount_connections")
    here = provider_id() if settings.SINGLE_SIGN_ON else ""
    rows = [(account, account.provider == here) for account in accounts]
    return render(
        request, "socialaccount/connections.html", {"rows": rows, "is_connected": any(current for _row, current in rows)}
    )
