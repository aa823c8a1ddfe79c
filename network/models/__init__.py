"""Who: people, places of Finland, organisations and their service points."""

from network.models.municipality import Area, Municipality
from network.models.organisation import FormerName, Organisation, Succession
from network.models.service_point import ServicePoint
from network.models.user import User

__all__ = ["Area", "FormerName", "Municipality", "Organisation", "ServicePoint", "Succession", "User"]
