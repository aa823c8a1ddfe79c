"""A form that came too late: after its session had run out, or from a page of an earlier sign-in. It is kept, not lost.

The forms of signing in and of one's own account are not kept: there is nothing in them but secrets and settings.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from network.accounts.parked import SENT_FIELD, let_go, park
from network.models import User
from opinraitti.lib.languages import bare_path

_NOT_KEPT = ("/kirjaudu/", "/salasana/", "/tili/", "/istunto/")


def answer_late(request, view):
    """The answer to a POST whose session has run out; None when the view may answer itself."""
    if request.method != "POST" or not _asks_to_sign_in(view):
        return None
    if request.user.is_authenticated:
        if SENT_FIELD in request.POST:
            let_go(by=request.user, action="sent")
            request.session_clock.has_parked = False
        return None
    return _keep(request, _person_of_ended_session(request))


def csrf_failure(request, reason=""):
    """`CSRF_FAILURE_VIEW`: whoever signed in anew elsewhere sends an old page's form with an old token.

    The browser's word that the form is from a page of ours (`Origin`) is needed: a stranger's form is not kept.
    """
    from_our_page = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if from_our_page and request.method == "POST" and _asks_to_sign_in(request.resolver_match.func):
        person = request.user if request.user.is_authenticated else _person_of_ended_session(request)
        if answer := _keep(request, person):
            return answer
    return render(request, "403_csrf.html", status=403)


def _asks_to_sign_in(view) -> bool:
    return getattr(view, "login_required", True)


def _person_of_ended_session(request) -> User | None:
    pk = request.session_clock.ended_for
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


def _keep(request, person: User | None):
    """Parks the form for the person and shows the way to it; None when it is nobody's or of a kind that is not kept."""
    if person is None or bare_path(request.path).startswith(_NOT_KEPT):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if not park(by=person, path=request.get_full_path(), fields=fields, had_files=bool(request.FILES)):
        messages.warning(request, _("Lomake oli liian pitkä säilytettäväksi. Palaa edelliselle sivulle ja kopioi teksti."))
        return redirect_to_login(request.get_full_path())
    if request.user.is_authenticated:
        request.session_clock.has_parked = True
        return redirect("session_unfinished")
    messages.info(request, _("Se, mitä kirjoitit, on tallessa. Kirjaudu sisään, niin voit lähettää sen."))
    return redirect_to_login(reverse("session_unfinished"))
