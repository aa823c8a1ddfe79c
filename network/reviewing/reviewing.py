"""The action: somebody has gone through everyone who has access to an organisation."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from network.members.refusals import Refused
from network.models import AccessReview, Membership, Organisation
from opinraitti.lib import audit
from opinraitti.lib.calendar import today


@transaction.atomic
def review_access(*, by, organisation: Organisation, members: Collection[int]) -> AccessReview:
    """`members`: the ids of the memberships that were looked at, which must be all there are; else raises `Refused`.

    Sent twice it is one review.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    there = set(Membership.objects.not_over().filter(organisation=organisation).values_list("pk", flat=True))
    if not there or there != set(members):
        raise Refused(_("Jäsenissä tapahtui juuri muutos. Katso luettelo vielä kerran läpi."))
    told = {"done_on": today(), "done_by": by.user, "members": len(there)}
    review, is_new = AccessReview.objects.get_or_create(organisation=organisation, **told)
    if is_new:
        details = {"members": review.members}
        audit.record(by=by, action="access_review.done", subject=review, details=details, organisation=organisation)
    return review
