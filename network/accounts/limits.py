"""The page of who has tried too often: `handler429`. How often is too often stands in `opinraitti.guessing`."""

from django.shortcuts import render

WAIT_SECONDS = 300


def too_many(request, exception=None):
    """Nothing typed is lost that could be kept: it was a password, a code or an address."""
    response = render(request, "429.html", {"minutes": WAIT_SECONDS // 60}, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
