"""For a person who has lost the phone: the administrator removes the second factors, the person takes new ones into use."""

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.accounts.sessions import end_sessions
from network.members import letters, rights
from network.members.refusals import Refused
from network.models import User
from opinraitti.lib import audit


class IdentityCheck(models.TextChoices):
    """How the administrator made sure who asks. A call or a mail alone proves nobody."""

    MET = "met", gettext_lazy("Tapasin henkilön ja katsoin hänen henkilöllisyystodistuksensa")
    VIDEO = "video", gettext_lazy("Näin henkilön videopuhelussa ja tunnen hänet ennestään")
    LEAD = "lead", gettext_lazy("Soitin vastuuhenkilölle, joka on tavannut henkilön ja vahvisti asian")


@transaction.atomic
def reset_second_factor(*, by, user: User, identity_check: str) -> None:
    """Removes every factor and recovery code and ends the sessions; tells the person by mail."""
    rights.require_managing_anywhere(by)
    if rights.person(by) == user:
        raise Refused(_("Et voi nollata omaa vahvistustasi. Pyydä toista pääkäyttäjää."))
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise Refused(_("Henkilöllä ei ole vahvistusta. Hän ottaa sen käyttöön, kun kirjautuu sisään."))
    factors.delete()
    end_sessions(by=by, user=user)
    details = {"identity_check": IdentityCheck(identity_check).value, "factors": kinds}
    audit.record(by=by, action="account.second_factor_reset", subject=user, details=details)
    letters.second_factor_reset(user)
