"""How long a session lives: it ends 30 minutes after its last request, and 10 hours after it began, whatever is done.

The clock runs on the server, in the session's own data. It is looked at where somebody asks who the person is
(`request.user`), so a public page that asks nobody reads no session. A request moves `seen` at most once a minute.
"""

import time
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from network.accounts.late_forms import answer_late
from network.accounts.parked import has_parked
from network.accounts.sessions import IDLE, LONGEST
from network.models import User
from opinraitti.lib.doors import door

WARNING_SECONDS, NOTED_SECONDS = 120, 60
DOOR = "last seen"
_BEGAN, _SEEN, _ENDED, _PARKED = "began", "seen", "ended", "parked"


class SessionClock:
    """The clock of one request's session: `request.session_clock`."""

    idle_minutes, longest_hours = int(IDLE.total_seconds() // 60), int(LONGEST.total_seconds() // 3600)
    warning_seconds = WARNING_SECONDS

    def __init__(self, request):
        self.request = request

    def person(self) -> User | AnonymousUser:
        """Who is signed in, unless the session has run out: then it is ended, and remembers only whose it was."""
        user = get_user(self.request)
        if not user.is_authenticated:
            return user
        session, now = self.request.session, time.time()
        if _BEGAN not in session:
            self._begin(user, now)
        elif self._left(now) <= 0:
            session.flush()
            session[_ENDED] = str(user.pk)
            return self._nobody()
        elif now - session[_SEEN] >= NOTED_SECONDS and not self.note(now):
            return self._nobody()
        return user

    def _nobody(self) -> AnonymousUser:
        """Also for whoever asks Django past `request.user`."""
        self.request._cached_user = AnonymousUser()
        return self.request._cached_user

    def _begin(self, user: User, now: float) -> None:
        session = self.request.session
        session.pop(_ENDED, None)
        session.update({_BEGAN: now, _SEEN: now, _PARKED: has_parked(user)})
        with door(DOOR):
            UserSession.objects.create_from_request(self.request, user=user, session=session)

    def note(self, now: float | None = None) -> bool:
        """Moves the last moment of the session; False when somebody has ended it meanwhile.

        Saved at once: between reading and writing there must be no time for another request to change the session.
        """
        session, changed = self.request.session, self.request.session.modified
        session[_SEEN] = now or time.time()
        try:
            session.save()
        except UpdateError:
            session.flush()
            return False
        session.modified = changed
        with door(DOOR):
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())
        return True

    def _left(self, now: float) -> float:
        session = self.request.session
        return min(session.get(_SEEN, now) + IDLE.total_seconds(), session.get(_BEGAN, now) + LONGEST.total_seconds()) - now

    @property
    def seconds_left(self) -> int:
        """Until the session ends if nothing more is asked."""
        return max(0, int(self._left(time.time())))

    @property
    def ends_at(self) -> datetime:
        """When it ends whatever is done."""
        return datetime.fromtimestamp(self.request.session.get(_BEGAN, time.time()), UTC) + LONGEST

    @property
    def longest_seconds(self) -> int:
        """Until then."""
        return max(0, int((self.ends_at - timezone.now()).total_seconds()))

    @property
    def ended_for(self) -> str | None:
        """The id of the person whose session ran out in this browser and who has not signed in since."""
        return self.request.session.get(_ENDED)

    @property
    def has_parked(self) -> bool:
        """Whether something typed waits to be sent."""
        return self.request.session.get(_PARKED, False)

    @has_parked.setter
    def has_parked(self, value: bool) -> None:
        self.request.session[_PARKED] = value


class SessionClockMiddleware:
    """Stands after `AuthenticationMiddleware`: from here on `request.user` goes by the clock.

    An answer for which the session was looked at is kept by no browser and no proxy, unless its view says otherwise.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session_clock = SessionClock(request)
        request.user = SimpleLazyObject(request.session_clock.person)
        response = self.get_response(request)
        if request.session.accessed and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        return answer_late(request, view_func)
