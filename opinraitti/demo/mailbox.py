"""The demo's mailbox on the screen: what the portal has sent, to whoever tries it. Only the demo has these addresses."""

from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe

from opinraitti.demo.letterbox import letter, letters
from opinraitti.lib.access import public_page


@public_page
def mailbox(request):
    """`/demo/posti/`"""
    return render(request, "demo/mailbox.html", {"letters": letters()})


@public_page
def read(request, key: str):
    """`/demo/posti/<key>/`: one mail, as HTML and as plain text."""
    found = letter(key)
    if found is None:
        raise Http404
    # Written anew by the letterbox, tag by tag.
    return render(request, "demo/letter.html", {"letter": found, "html": mark_safe(found.html)})
