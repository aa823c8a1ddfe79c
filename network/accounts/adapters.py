"""Where allauth asks the portal: who may have an account, what is said and sent, and how secrets rest."""

import time
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from network.accounts import wording
from network.accounts.factors import is_needed, must_have_factor
from network.accounts.second_factor import has_second_factor
from network.models import User
from opinraitti.lib import mail
from opinraitti.lib.secrets import seal, unseal

NAME = "Opinraitti"
SEALED_FOR = "second factor"
# Ways of showing who one is that count as a fresh sign-in.
_SIGN_INS = {"password", "code", "mfa", "socialaccount"}
# A request over a Unix socket without a trusted proxy comes from this machine.
_THIS_MACHINE = "127.0.0.1"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | wording.ACCOUNT_ERRORS

    def is_open_for_signup(self, request) -> bool:
        """Accounts come by invitation (`network.members`)."""
        return False

    def add_message(self, request, level, message_template=None, *args, message=None, **kwargs) -> None:
        if text := message or wording.MESSAGES.get(message_template):
            messages.add_message(request, level, text)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        person = context.get("user") or User.objects.filter(email__iexact=email).first()
        mail.send(
            to=email,
            template=mail.template_of(template_prefix),
            language=person.language if person else get_language(),
            context={name: context[name] for name in wording.TOLD_IN_MAIL if name in context},
            name=person.name if person else "",
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the portal's public address, whatever name the request came by."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "uid", "key": "key"})
        return settings.SITE_URL + path.replace("uid-key", key)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not of a person who signed in a moment ago: allauth alone would ask again at once."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records if record.get("method") in _SIGN_INS), default=0)
        return time.time() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a second factor and has not shown it in this session may only show it: a password would go round it."""
        methods = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"].startswith("mfa_")]
        if factors and not has_second_factor(self.request):
            methods = factors
        return [method | {"description": wording.WAYS[method["id"]]} for method in methods]

    def is_safe_url(self, url: str) -> bool:
        """Only a place in the portal at the address the request came to; not every host of `ALLOWED_HOSTS`."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()}, require_https=settings.PRODUCTION)

    def is_ajax(self, request) -> bool:
        """Only the passkey button asks for JSON; a forged header makes no other page answer otherwise."""
        wants_json = request.headers.get("Accept") == "application/json"
        return wants_json and request.method == "GET" and request.resolver_match.url_name == "mfa_login_webauthn"

    def get_login_stages(self) -> list[str]:
        """allauth's, but a second factor that the organisation's sign-in has asked for is not asked twice."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "network.accounts.single_sign_on.AuthenticateStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """By the account alone: allauth's holds the host too, and a forged port in it would begin a new count."""
        return credentials.get("email", "").lower()

    def get_client_ip(self, request) -> str:
        return get_client_ip(request) or _THIS_MACHINE

    def get_login_redirect_url(self, request) -> str:
        """The desk is for who holds a role; others find their account."""
        return reverse("desk" if must_have_factor(request.user) else "account")

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("account")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | wording.MFA_ERRORS

    def encrypt(self, text: str) -> str:
        return seal(text, SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, SEALED_FOR)

    def build_totp_svg(self, url: str) -> str:
        """Without the XML declaration, which has no place inside a page."""
        return mark_safe(super().build_totp_svg(url).partition("?>")[2])

    def can_delete_authenticator(self, authenticator) -> bool:
        return not is_needed(authenticator)

    def generate_authenticator_name(self, user, type) -> str:
        kept = user.authenticator_set.filter(type=type).count()
        return gettext("Avain %(number)s") % {"number": kept + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A key belongs to the portal's public address, whatever name the request came by."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": NAME}
