"""What an audit event tells: who, what, to what, for which organisation, in which request."""

import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.urls import path

from network.enums import Role
from opinraitti.lib import audit
from opinraitti.lib.request_ids import LogFilter
from opinraitti.models import AuditEvent
from tests import builders, people

pytestmark = pytest.mark.django_db


@login_not_required
def twice(request):
    for _time in range(2):
        audit.record(by=audit.ANONYMOUS, action="sign_in.failed")
    return HttpResponse("done")


urlpatterns = [path("twice/", twice)]


def test_an_event_tells_who_did_what_to_what():
    thing = builders.organisation()
    audit.record(by=builders.TESTER, action="organisation.named", subject=thing, details={"fields": ["name"]})
    event = AuditEvent.objects.get()
    assert (event.actor, event.action) == ("system:tests", "organisation.named")
    assert (event.subject_type, event.subject_id) == ("network.organisation", str(thing.pk))
    assert (event.details, event.organisation, event.request_id) == ({"fields": ["name"]}, None, "")


def test_it_concerns_the_organisation_that_the_actor_works_for_unless_told():
    home, other = builders.organisation(), builders.organisation()
    lead = people.actor(people.member(Role.LEAD, organisation=home))
    audit.record(by=lead, action="x.done", subject=lead.user)
    audit.record(by=lead, action="x.done", subject=lead.user, organisation=other)
    assert list(AuditEvent.objects.values_list("actor", "organisation")) == [
        (f"user:{lead.user.pk}", home.pk),
        (f"user:{lead.user.pk}", other.pk),
    ]


def test_somebody_not_signed_in_is_nobody_in_particular():
    audit.record(by=audit.ANONYMOUS, action="sign_in.failed")
    event = AuditEvent.objects.get()
    assert (event.actor, event.subject_type, event.subject_id, event.organisation) == ("anonymous", "", "", None)


def test_the_database_asks_for_an_actor():
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.create(actor="", action="x.done")


@pytest.mark.urls(__name__)
def test_the_events_of_a_request_carry_its_name_and_the_next_has_another(client):
    # What the client calls its request is not listened to.
    client.post("/twice/", headers={"X-Request-ID": "0" * 32})
    client.post("/twice/")
    names = list(AuditEvent.objects.values_list("request_id", flat=True))
    assert all(len(name) == 32 and name != "0" * 32 for name in names)
    assert names[0] == names[1] != names[2] == names[3]


def test_outside_a_request_a_line_of_the_log_has_no_name_of_one():
    line = logging.makeLogRecord({"msg": "a job speaks"})
    assert LogFilter().filter(line)
    assert line.request_id == "-"
