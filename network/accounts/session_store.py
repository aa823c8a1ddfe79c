"""Django's sessions in the database. What a page remembers between two requests may be written by a GET as well."""

from django.contrib.sessions.backends import db

from opinraitti.lib.doors import door

DOOR = "session"


class SessionStore(db.SessionStore):
    def save(self, must_create=False):
        with door(DOOR):
            super().save(must_create)

    def delete(self, session_key=None):
        with door(DOOR):
            super().delete(session_key)
