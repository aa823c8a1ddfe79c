"""What: services, the ways to reach them, their hours, vocabularies, and where the data came from."""

from services.models.channel import Channel, ContactPoint, ServiceChannel
from services.models.front_door import FrontDoor
from services.models.hours import OpeningHours
from services.models.responsibility import Responsibility
from services.models.search import SearchDocument
from services.models.service import Service, ServiceProvider
from services.models.source import DirectoryState, SourceRecord
from services.models.synonym import Synonym
from services.models.tally import SearchTally
from services.models.vocabulary import Language, Term

__all__ = [
    "Channel",
    "ContactPoint",
    "DirectoryState",
    "FrontDoor",
    "Language",
    "OpeningHours",
    "Responsibility",
    "SearchDocument",
    "SearchTally",
    "Service",
    "ServiceChannel",
    "ServiceProvider",
    "SourceRecord",
    "Synonym",
    "Term",
]
