"""Signing in by the organisation's own account (OpenID Connect: Entra ID, Keycloak), by django-allauth.

A person is the issuer and its subject, never an e-mail address. allauth leads the way (state, PKCE, the code for the
token); added here: nothing in the visitor's address changes the question, the issuer of the discovery is the one that
was set, the ID token is read whole (`id_token`), and nothing of the person is kept but the subject.
"""

import hashlib
import logging

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage as AllauthStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.accounts.id_token import UnknownKey, Untrue, nonce_of, read_id_token, shows_second_factor
from network.accounts.invited import invitation_of
from network.accounts.provider_words import ProviderTrouble, discovery, signing_keys
from network.accounts.second_factor import note_second_factor
from opinraitti.lib import audit
from opinraitti.lib.languages import absolute

logger = logging.getLogger(__name__)
SECOND_FACTOR = "second_factor"


def provider_id() -> str:
    """Of the issuer: when another issuer is set, its subjects are other people, whatever they are called."""
    return f"oidc-{hashlib.sha256(settings.SINGLE_SIGN_ON['issuer'].encode()).hexdigest()[:32]}"


def _app() -> SocialApp:
    told = settings.SINGLE_SIGN_ON
    return SocialApp(
        provider=Provider.id,
        provider_id=provider_id(),
        name=told["name"],
        client_id=told["client_id"],
        secret=told["secret"],
        settings={"server_url": told["issuer"], "scope": ["openid", "profile"]},
    )


class OAuth2Adapter(OpenIDConnectOAuth2Adapter):
    nonce = ""

    @property
    def openid_config(self) -> dict:
        return discovery(settings.SINGLE_SIGN_ON["issuer"])

    def get_callback_url(self, request, app) -> str:
        """One address for all languages: the provider knows it by heart."""
        with override(settings.LANGUAGE_CODE):
            return absolute(request, reverse("single_sign_on_callback"))

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.nonce = nonce_of(pkce_code_verifier)
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise ProviderTrouble(f"The provider's token cannot be read: {type(fault).__name__}.") from fault

    def parse_token(self, data) -> SocialToken:
        return SocialToken(token=data["access_token"])

    def complete_login(self, request, app, token, **kwargs):
        claims = self._claims(app, kwargs["response"].get("id_token") or "")
        return self.get_provider().sociallogin_from_response(request, claims)

    def _claims(self, app, id_token: str) -> dict:
        asked = {"issuer": settings.SINGLE_SIGN_ON["issuer"], "client_id": app.client_id, "nonce": self.nonce}
        address = self.openid_config["jwks_uri"]
        try:
            try:
                return read_id_token(id_token, keys=signing_keys(address), **asked)
            except UnknownKey:
                return read_id_token(id_token, keys=signing_keys(address, fresh=True), **asked)
        except Untrue as fault:
            raise ProviderTrouble(str(fault)) from fault


class Provider(OpenIDConnectProvider):
    pkce_enabled_default = True
    oauth2_adapter_class = OAuth2Adapter

    def get_pkce_params(self) -> dict:
        params = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data) -> str:
        return data["sub"]

    def extract_extra_data(self, data) -> dict:
        return {SECOND_FACTOR: shows_second_factor(data, settings.SINGLE_SIGN_ON["mfa_values"])}

    def extract_common_fields(self, data) -> dict:
        name = data.get("name")
        return {"name": name if isinstance(name, str) else ""}

    def extract_email_addresses(self, data) -> list:
        """None: what the provider calls the person's address proves nothing."""
        return []


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None) -> list[SocialApp]:
        """The environment tells it; there are none in the database."""
        return [_app()] if settings.SINGLE_SIGN_ON else []

    def get_provider(self, request, provider, client_id=None) -> Provider:
        if not settings.SINGLE_SIGN_ON or provider not in (Provider.id, provider_id()):
            raise SocialApp.DoesNotExist
        return Provider(request, app=_app())

    def populate_user(self, request, sociallogin, data):
        sociallogin.user.name = data.get("name", "")[:150]
        return sociallogin.user

    def pre_social_login(self, request, sociallogin) -> None:
        """Known by now: whose account it is, if anybody's."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if request.user.is_authenticated:
            if request.user != sociallogin.user:
                messages.warning(request, _("Olet jo kirjautunut toisella tilillä. Kirjaudu ensin ulos, niin voit vaihtaa."))
            raise ImmediateHttpResponse(redirect("desk"))
        if sociallogin.is_existing and sociallogin.account.extra_data[SECOND_FACTOR]:
            note_second_factor(request, sociallogin.user, "provider")

    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Nobody gets an account by being known elsewhere: an invitation is needed."""
        if invitation_of(request):
            return True
        raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))

    def is_auto_signup_allowed(self, request, sociallogin) -> bool:
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        cancelled = error in (AuthError.CANCELLED, AuthError.DENIED)
        if exception:
            why = str(exception) if isinstance(exception, ProviderTrouble) else type(exception).__name__
            logger.warning("Single sign-on did not succeed: %s", why)
        name = "login_cancelled" if cancelled else "authentication_error"
        page = render(request, f"socialaccount/{name}.html", {"is_provider": bool(exception)}, status=200 if cancelled else 400)
        raise ImmediateHttpResponse(page)


class AuthenticateStage(AllauthStage):
    """The second step of signing in, left out when the provider has asked for one."""

    def _should_handle(self, request) -> bool:
        records = get_authentication_records(request, self.login.user)
        return not any(record.get("type") == "provider" for record in records) and super()._should_handle(request)


def current_provider(request) -> Provider:
    return get_adapter(request).get_provider(request, Provider.id)


def may_disconnect(account: SocialAccount) -> bool:
    """Not the last way in: a password, a passkey or an address to which a code is sent must be left."""
    user = account.user
    return (
        user.has_usable_password()
        or Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
        or EmailAddress.objects.filter(user=user, verified=True).exists()
    )


@transaction.atomic
def disconnect(*, by, account: SocialAccount) -> None:
    audit.record(by=by, action="single_sign_on.disconnected", subject=account.user)
    account.delete()
