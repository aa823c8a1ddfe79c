"""The pages on which access rights are reviewed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.members import listing, visibility
from network.members.refusals import Refused
from network.permissions import Permission
from network.reviewing.due import HALF_YEAR, due_on, reviewed_organisations, reviews_due, with_reviews
from network.reviewing.forms import ReviewForm
from network.reviewing.reviewing import review_access
from opinraitti.lib import reads
from opinraitti.lib.access import requires
from opinraitti.lib.calendar import today


@require_safe
@requires(Permission.REVIEW_ACCESS)
def access_reviews(request):
    """`/jasenet/tarkistus/`: the administrator sees every organisation, those due first; a lead has one."""
    if not request.actor.may(Permission.MANAGE_MEMBERS_ANYWHERE):
        return redirect("access_review", request.actor.organisation.slug)
    due = list(reviews_due())
    later = reviewed_organisations().exclude(pk__in=[row.pk for row in due]).order_by("counts_from", "slug")
    told = [(row, due_on(row), is_due) for rows, is_due in ((due, True), (later, False)) for row in rows]
    return render(request, "people/access_reviews.html", {"rows": told, "due_count": len(due)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVIEW_ACCESS)
def access_review(request, slug):
    """`/jasenet/toimija/<slug>/tarkistus/`: everyone with access, each to be kept, changed or ended."""
    organisation = get_object_or_404(with_reviews(visibility.organisations_of(request.actor)), slug=slug)
    members = listing.members_of(organisation)
    reads.note(request, [row.user.audit_name for row in members], "access_review")
    form = ReviewForm(request.POST if request.method == "POST" else None, members=members)
    if form.is_valid() and _review(form, by=request.actor, organisation=organisation, members=members):
        done = _("Käyttöoikeudet on tarkistettu. Seuraava tarkistus on viimeistään %(day)s.")
        messages.success(request, done % {"day": date_format(today() + HALF_YEAR, "j.n.Y")})
        return redirect("members_of", organisation.slug)
    due = due_on(organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "due_on": due,
        "is_late": due is not None and due < today(),
        "long_ago": timezone.now() - HALF_YEAR,
    }
    return render(request, "people/access_review.html", context)


def _review(form: ReviewForm, *, by, organisation, members) -> bool:
    try:
        review_access(by=by, organisation=organisation, members=[row.pk for row in members])
    except Refused as refusal:
        form.add_error(None, refusal)
        return False
    return True
