"""When an organisation's access rights are to be reviewed: half a year after the last time.

Half a year is 183 days, not six calendar months: the same sum in Python and in both databases, whatever the month.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from network.models import AccessReview, Membership, Organisation
from network.permissions import Actor, Permission
from opinraitti.lib.calendar import today

HALF_YEAR = timedelta(days=183)


def with_reviews(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Each knows `reviewed_on`, None before the first review, and `counts_from`: that day or its first membership's."""
    reviews = AccessReview.objects.filter(organisation=OuterRef("pk")).order_by("-done_on").values("done_on")[:1]
    memberships = Membership.objects.filter(organisation=OuterRef("pk")).order_by("starts_on").values("starts_on")[:1]
    reviewed = organisations.annotate(reviewed_on=Subquery(reviews))
    return reviewed.annotate(counts_from=Coalesce("reviewed_on", Subquery(memberships)))


def reviewed_organisations(day: date | None = None) -> QuerySet[Organisation]:
    """Those with somebody whose access there is to review on `day` (today)."""
    members = Membership.objects.current(day).of_active_people().filter(organisation=OuterRef("pk"))
    return with_reviews(Organisation.objects.filter(Exists(members)))


def reviews_due(day: date | None = None) -> QuerySet[Organisation]:
    """Those whose review is due on `day` (today), longest first."""
    last = (day or today()) - HALF_YEAR
    return reviewed_organisations(day).filter(counts_from__lte=last).order_by("counts_from", "slug")


def due_on(organisation: Organisation) -> date | None:
    """The day by which the organisation, one of `with_reviews`, is to be reviewed next; None without members ever."""
    return organisation.counts_from and organisation.counts_from + HALF_YEAR


def due_review(actor: Actor) -> date | None:
    """Since which day the review of the organisation for which the actor works has waited for the actor, if it does."""
    if actor.organisation is None or not actor.may(Permission.REVIEW_ACCESS):
        return None
    organisation = reviews_due().filter(pk=actor.organisation.pk).first()
    return organisation and due_on(organisation)
