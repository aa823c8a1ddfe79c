"""The receivers of Django's and allauth's sign-in signals, all of them: what they tell of is written into the trace.

Connected when the app starts (`NetworkConfig.ready`). Each runs in the transaction of the request that caused it. A
failed sign-in carries no address and does not tell whether the account exists.
"""

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as single_sign_on
from django.contrib.auth import signals as django
from django.dispatch import receiver

from network.accounts.second_factor import has_second_factor, note_second_factor
from network.accounts.sessions import end_sessions
from opinraitti.lib import audit

# allauth tells of these only after the transaction has ended; the views of `enrolment_views` tell of them inside it.
_TOLD_BY_VIEWS = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


@receiver(django.user_logged_in)
def signed_in(sender, request, user, **kwargs):
    ways = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    audit.record(by=user, action="sign_in.done", subject=user, details={"ways": ways})
    if user.closing_noticed_at:
        user.closing_noticed_at = None
        user.save(update_fields=["closing_noticed_at"])


@receiver(django.user_login_failed)
def sign_in_failed(sender, request, **kwargs):
    if request.user.is_authenticated:
        audit.record(by=request.user, action="sign_in.proof_failed", subject=request.user, details={"way": "password"})
    else:
        audit.record(by=audit.ANONYMOUS, action="sign_in.failed", details={"way": "password"})


@receiver(account.login_code_rejected)
def code_rejected(sender, request, user, **kwargs):
    if request.user.is_authenticated:
        audit.record(by=user, action="sign_in.proof_failed", subject=user, details={"way": "code"})
    else:
        audit.record(by=audit.ANONYMOUS, action="sign_in.failed", details={"way": "code"})


@receiver(mfa.authentication_failed)
def second_factor_failed(sender, request, user, authenticator, **kwargs):
    """Its person is told: whoever came this far has shown the first factor of that account."""
    by = user if request.user.is_authenticated else audit.ANONYMOUS
    audit.record(by=by, action="second_factor.failed", subject=user, details={"kind": authenticator.type})


@receiver(django.user_logged_out)
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        audit.record(by=user, action="sign_in.ended", subject=user)


@receiver(mfa.authenticator_added)
def added(sender, request, user, authenticator, **kwargs):
    if authenticator.type not in _TOLD_BY_VIEWS:
        factor_added(request, user, authenticator.type)


def factor_added(request, user, kind: str) -> None:
    """Taking a factor into use also shows it: the session of the first one goes on at once."""
    audit.record(by=user, action="second_factor.added", subject=user, details={"kind": kind})
    if not has_second_factor(request):
        note_second_factor(request, user, kind)


@receiver(mfa.authenticator_removed)
def removed(sender, request, user, authenticator, **kwargs):
    audit.record(by=user, action="second_factor.removed", subject=user, details={"kind": authenticator.type})


@receiver(mfa.authenticator_used)
def used(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        audit.record(by=user, action="recovery_code.used", subject=user)


def codes_renewed(user) -> None:
    audit.record(by=user, action="recovery_codes.renewed", subject=user)


@receiver(single_sign_on.social_account_added)
def single_sign_on_connected(sender, request, sociallogin, **kwargs):
    audit.record(by=sociallogin.user, action="single_sign_on.connected", subject=sociallogin.user)


@receiver([account.password_changed, account.password_set])
def password_changed(sender, request, user, **kwargs):
    audit.record(by=user, action="password.changed", subject=user)
    end_sessions(by=user, user=user, but=request.session.session_key)


@receiver(account.password_reset)
def password_reset(sender, request, user, **kwargs):
    audit.record(by=user, action="password.reset", subject=user)
    end_sessions(by=user, user=user)


@receiver(account.email_changed)
def email_changed(sender, request, user, **kwargs):
    audit.record(by=user, action="email.changed", subject=user)
