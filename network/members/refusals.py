"""What the rules of membership do not allow: each refusal has a sentence a person can read."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The action was not done; the message says why, or what to do first."""


class LastHolder(Refused):
    """Nobody would be left to hold a role that somebody must hold."""


class AlreadyInvited(Refused):
    """An invitation to the address waits; it can be sent again."""

    def __init__(self, message, invitation):
        super().__init__(message)
        self.invitation = invitation
