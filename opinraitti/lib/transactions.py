"""One transaction a request, around everything inside it, rendering included.

Django's `ATOMIC_REQUESTS` ends before a `TemplateResponse` is rendered. On SQLite a GET runs in autocommit:
IMMEDIATE transactions around reads would queue them behind each other. On PostgreSQL a signed-in person's
GET and HEAD are wrapped too, because row-level security reads its scope from the transaction.
"""

from django.conf import settings
from django.db import connection, transaction

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


def needs_transaction(request) -> bool:
    if request.method not in SAFE_METHODS:
        return True
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return connection.vendor == "postgresql" and signed_in and request.method in ("GET", "HEAD")


class TransactionMiddleware:
    """Opens the transaction around the view; an answer of 500 or above, or an exception, rolls it back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not needs_transaction(request):
            return self.get_response(request)
        request.failed = False
        with transaction.atomic():
            response = self.get_response(request)
            # The view's exception never reaches us: Django has made it a response by now.
            if request.failed or response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception):
        # Only noted: the page that tells of it may ask the database, and a transaction marked for rollback answers nothing.
        request.failed = True
