"""The harness itself: a GET that writes fails its test, whatever the view catches."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from tests.read_only import ReadOnlyGetMiddleware, is_write


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("INSERT INTO a VALUES (1)", True),
        ("  update a set b = 1", True),
        ("DELETE FROM a", True),
        ("WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x", True),
        ("SELECT updated FROM a", False),
        ("WITH x AS (SELECT 1) SELECT * FROM a FOR UPDATE", False),
        ("BEGIN", False),
    ],
)
def test_what_counts_as_writing(sql, expected):
    assert is_write(sql) is expected


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_only_an_unsafe_method_may_write(method):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_session")
        return HttpResponse("written")

    middleware, request = ReadOnlyGetMiddleware(view), RequestFactory().generic(method, "/")
    if method == "POST":
        assert middleware(request).content == b"written"
    else:
        with pytest.raises(pytest.fail.Exception, match=f"{method} / wrote to the database"):
            middleware(request)
