"""Who: people, places of Finland, organisations and their service points, and who works where."""

from network.models.joining import Invitation, JoinRequest
from network.models.membership import AccessReview, Membership, MembershipRole, ReviewReminder
from network.models.municipality import Area, Municipality
from network.models.organisation import FormerName, Organisation, Succession
from network.models.parked_form import ParkedForm
from network.models.service_point import ServicePoint
from network.models.user import User

__all__ = [
    "AccessReview",
    "Area",
    "FormerName",
    "Invitation",
    "JoinRequest",
    "Membership",
    "MembershipRole",
    "Municipality",
    "Organisation",
    "ParkedForm",
    "ReviewReminder",
    "ServicePoint",
    "Succession",
    "User",
]
