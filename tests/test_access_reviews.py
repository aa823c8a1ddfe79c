"""The review of access rights: when it is due, that everyone is looked at, that it is reminded of, and the trace of it."""

from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from network.enums import Role
from network.members.refusals import Refused
from network.models import AccessReview, ReviewReminder
from network.reviewing.due import HALF_YEAR, due_review, reviews_due
from network.reviewing.reminding import remind
from network.reviewing.reviewing import review_access
from opinraitti.lib.audit import SystemActor
from opinraitti.lib.calendar import today
from opinraitti.models import AuditEvent, ReadRecord
from tests import builders, people

pytestmark = pytest.mark.django_db

JOB = SystemActor("remind_access_reviews")


def long_ago(days=0):
    """A day on which a half-year began that has ended by now, or will end in `days`."""
    return today() - HALF_YEAR + timedelta(days)


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(home):
    return people.member(Role.LEAD, organisation=home, starts_on=long_ago())


@pytest.fixture
def counsellor(home):
    return people.member(Role.COUNSELLOR, organisation=home)


@pytest.fixture
def own(client, lead):
    """The client of the lead."""
    return people.sign_in(client, lead)


def page_of(home) -> str:
    return reverse("access_review", args=[home.slug])


def ticks(*members) -> dict:
    return {f"pida-{person.memberships.get().pk}": "on" for person in members}


def reviewed(home, lead, *, done_on):
    return AccessReview.objects.create(organisation=home, done_by=lead, members=1, done_on=done_on)


def test_the_first_review_is_due_half_a_year_after_the_first_membership(home, lead, counsellor):
    assert list(reviews_due()) == [home]
    assert list(reviews_due(today() - timedelta(1))) == []
    assert due_review(people.actor(lead)) == today()


def test_the_next_is_due_half_a_year_after_the_last(home, lead):
    reviewed(home, lead, done_on=long_ago(-100))
    reviewed(home, lead, done_on=long_ago(1))
    assert list(reviews_due()) == []
    assert list(reviews_due(today() + timedelta(1))) == [home]


def test_nothing_is_due_where_nobody_has_access(home, lead):
    lead.memberships.update(ends_on=today() - timedelta(1))
    assert list(reviews_due()) == []


def test_a_review_waits_only_for_who_may_do_it(home, lead):
    assert due_review(people.actor(people.member(Role.COUNSELLOR, organisation=home))) is None
    assert due_review(people.actor(people.member(Role.LEAD))) is None
    assert due_review(people.actor(people.user())) is None


def test_the_page_tells_of_each_member_what_has_to_be_known(own, home, lead, counsellor):
    Authenticator.objects.create(user=counsellor, type=Authenticator.Type.TOTP, data={})
    counsellor.last_login = timezone.now() - HALF_YEAR - timedelta(1)
    counsellor.save()
    page = unescape(own.get(page_of(home)).content.decode())
    row = page.partition(str(counsellor))[2].partition("</tr>")[0]
    assert "Ohjaaja" in row
    assert f'<span class="tag tag-mind">{timezone.localtime(counsellor.last_login):%-d.%-m.%Y}</span>' in row
    assert "Käytössä" in row
    for url_name in ("member_change", "member_end"):
        assert reverse(url_name, args=[counsellor.memberships.get().pk]) in row
    other = page.partition(str(lead) + "\n")[2].partition("</tr>")[0]
    assert "Ei vielä" in other
    assert set(ReadRecord.objects.get(purpose="access_review").persons) == {lead.audit_name, counsellor.audit_name}


def test_a_review_of_everyone_is_kept_and_traced_and_nothing_is_due_any_more(own, home, lead, counsellor):
    answer = own.post(page_of(home), ticks(lead, counsellor))
    assert answer["Location"] == reverse("members_of", args=[home.slug])
    review = AccessReview.objects.get()
    assert (review.organisation, review.done_by, review.members, review.done_on) == (home, lead, 2, today())
    event = AuditEvent.objects.get(action="access_review.done")
    assert (event.actor, event.organisation, event.details) == (lead.audit_name, home.pk, {"members": 2})
    assert list(reviews_due()) == []


def test_sent_twice_it_is_one_review(own, home, lead):
    for _ in range(2):
        assert own.post(page_of(home), ticks(lead)).status_code == 302
    assert AccessReview.objects.count() == AuditEvent.objects.filter(action="access_review.done").count() == 1


def test_who_was_not_looked_at_is_named_and_the_ticks_stay(own, home, lead, counsellor):
    page = unescape(own.post(page_of(home), ticks(lead)).content.decode())
    assert "<title>Virhe: " in page
    tick = f"id_pida-{counsellor.memberships.get().pk}"
    assert f'<a href="#{tick}">{counsellor}: Merkitse Pidä, tai muuta jäsenyyttä tai päätä se.</a>' in page
    assert f'id="{tick}"' in page
    assert page.count(" checked") == 1
    assert not AccessReview.objects.exists()


def test_somebody_who_came_meanwhile_stops_the_review(home, lead, counsellor):
    with pytest.raises(Refused):
        review_access(by=people.actor(lead), organisation=home, members=[lead.memberships.get().pk])
    assert not AccessReview.objects.exists()


def test_the_administrator_reviews_any_organisation_and_sees_which_wait(home, lead):
    administrator = people.member(Role.ADMINISTRATOR)
    client = people.sign_in(Client(), administrator)
    page = unescape(client.get(reverse("access_reviews")).content.decode())
    assert page.index(f'href="{page_of(home)}"') < page.index(page_of(administrator.memberships.get().organisation))
    assert "1 organisaatio odottaa tarkistusta." in page
    assert client.post(page_of(home), ticks(lead)).status_code == 302
    assert AccessReview.objects.get().done_by == administrator
    assert "Yksikään organisaatio ei odota tarkistusta." in client.get(reverse("access_reviews")).content.decode()


def test_a_lead_comes_straight_to_the_own_organisation(own, home):
    assert own.get(reverse("access_reviews"))["Location"] == page_of(home)


def test_an_organisation_without_members_has_nothing_to_review(home):
    client = people.sign_in(Client(), people.member(Role.ADMINISTRATOR))
    for answer in (client.get(page_of(home)), client.post(page_of(home))):
        assert "tarkistettavaa ei ole" in answer.content.decode()
    assert not AccessReview.objects.exists()


def run() -> str:
    out = StringIO()
    call_command("remind_access_reviews", stdout=out)
    return out.getvalue().strip()


def test_leads_are_reminded_once_a_week_until_it_is_done(home, lead, counsellor):
    assert run() == "Due: 1. Reminded now: 1, in 1 mails."
    assert run() == "Due: 1. Reminded now: 0, in 0 mails."
    assert [mail.to for mail in Email.objects.all()] == [[lead.email]]
    ReviewReminder.objects.update(sent_on=today() - timedelta(6))
    assert run() == "Due: 1. Reminded now: 0, in 0 mails."
    ReviewReminder.objects.update(sent_on=today() - timedelta(7))
    assert run() == "Due: 1. Reminded now: 1, in 1 mails."
    reviewed(home, lead, done_on=today())
    assert run() == "Due: 0. Reminded now: 0, in 0 mails."
    events = AuditEvent.objects.filter(action="access_review.reminded")
    assert [(row.actor, row.organisation, row.details) for row in events] == [(JOB.audit_name, home.pk, {"mails": 1})] * 2


def test_a_review_done_while_the_job_runs_is_not_reminded_of(home, lead):
    reviewed(home, lead, done_on=today())
    assert remind(by=JOB, organisation=home, day=today()) == 0
    assert not Email.objects.exists()


def test_where_nobody_leads_the_administrators_are_reminded(home, counsellor):
    counsellor.memberships.update(starts_on=long_ago())
    administrator = people.member(Role.ADMINISTRATOR)
    run()
    assert [mail.to for mail in Email.objects.all()] == [[administrator.email]]


def test_the_page_costs_the_same_for_3_and_30_members(own, home, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(10) as queries:
            own.get(page_of(home))
        return len(queries)

    for _ in range(2):
        people.member(Role.COUNSELLOR, Role.EDITOR, organisation=home)
    own.get(page_of(home))
    few = asked()
    for _ in range(27):
        people.member(Role.COUNSELLOR, Role.EDITOR, organisation=home)
    assert asked() == few
