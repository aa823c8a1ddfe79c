"""Accounts nobody uses: told first, closed a month later, and never the last one that somebody depends on."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from network.enums import Role
from network.members.closing_unused import NOTICE, UNUSED, Outcome, close, to_be_closed, to_be_noticed
from network.members.leaving import reopen_account
from network.models import User
from opinraitti.lib.audit import SystemActor
from opinraitti.lib.mail import TEMPLATE_HEADER
from opinraitti.models import AuditEvent
from tests import builders, people

pytestmark = pytest.mark.django_db

JOB = SystemActor("close_unused_accounts")


@pytest.fixture
def moment():
    return timezone.now()


@pytest.fixture
def home():
    """An organisation with a lead who works and a portal with an administrator who does."""
    home = builders.organisation("Kuhmon kaupunki")
    for role in (Role.LEAD, Role.ADMINISTRATOR):
        at(people.member(role, organisation=home), last_login=timezone.now())
    return home


def at(person: User, **moments) -> User:
    User.objects.filter(pk=person.pk).update(**moments)
    person.refresh_from_db()
    return person


@pytest.fixture
def absent(home, moment):
    """A counsellor who has not signed in for a year."""
    return at(people.member(Role.COUNSELLOR, organisation=home), last_login=moment - UNUSED)


def run(*arguments) -> str:
    out = StringIO()
    call_command("close_unused_accounts", *arguments, stdout=out)
    return out.getvalue().strip()


def sent() -> list[tuple[str, str]]:
    """(mail, receiver) in the order of sending."""
    return [(mail.headers[TEMPLATE_HEADER], mail.to[0]) for mail in Email.objects.order_by("pk")]


def test_a_year_without_a_sign_in_counts_from_the_last_one_or_from_the_accounts_first_day(home, moment):
    users = {
        "just": at(people.user(), last_login=moment - UNUSED + timedelta(hours=1)),
        "long": at(people.user(), last_login=moment - UNUSED),
        "never": at(people.user(), date_joined=moment - UNUSED),
        "new": people.user(),
        "closed": at(people.user(), last_login=moment - UNUSED, is_active=False),
    }
    assert set(to_be_noticed(moment)) == {users["long"], users["never"]}


def test_without_write_it_only_counts(absent):
    assert run() == "Would tell 1 and close 0. Nothing was done: add --write."
    absent.refresh_from_db()
    assert absent.closing_noticed_at is None
    assert sent() == []


def test_the_person_is_told_once_and_the_trace_knows(absent):
    assert run("--write") == "Told 1, closed 0, kept 0."
    assert run("--write") == "Told 0, closed 0, kept 0."
    assert sent() == [("account_unused", absent.email)]
    absent.refresh_from_db()
    assert absent.is_active
    event = AuditEvent.objects.get(action="account.closing_noticed")
    closes_on = timezone.localdate(absent.closing_noticed_at + NOTICE).isoformat()
    assert (event.actor, event.subject_id, event.details) == (JOB.audit_name, str(absent.pk), {"closes_on": closes_on})


def test_a_month_later_the_account_is_closed(absent, moment):
    at(absent, closing_noticed_at=moment - NOTICE + timedelta(hours=1))
    assert run("--write") == "Told 0, closed 0, kept 0."
    at(absent, closing_noticed_at=moment - NOTICE)
    assert run("--write") == "Told 0, closed 1, kept 0."
    assert run("--write") == "Told 0, closed 0, kept 0."
    absent.refresh_from_db()
    assert not absent.is_active
    assert not absent.memberships.current().exists()
    assert sent() == [("account_closed", absent.email)]
    assert AuditEvent.objects.get(action="account.closed").actor == JOB.audit_name


def test_signing_in_takes_the_notice_back(absent, moment):
    at(absent, closing_noticed_at=moment - timedelta(29))
    Client().force_login(absent)
    absent.refresh_from_db()
    assert absent.closing_noticed_at is None
    assert not to_be_closed(moment + timedelta(2)).exists()


def test_who_signs_in_while_the_job_runs_stays(absent, moment):
    at(absent, closing_noticed_at=moment - NOTICE)
    at(absent, last_login=moment, closing_noticed_at=None)
    assert close(by=JOB, user=absent, moment=moment) == Outcome.IN_USE
    absent.refresh_from_db()
    assert absent.is_active


def test_an_account_opened_again_is_told_again_before_it_closes(absent, home, moment):
    at(absent, closing_noticed_at=moment - NOTICE)
    run("--write")
    absent.refresh_from_db()
    reopen_account(by=JOB, user=absent)
    assert run("--write") == "Told 1, closed 0, kept 0."


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR])
def test_the_last_one_of_its_kind_stays_and_the_administrators_are_told_once_a_month(moment, role):
    lone = at(people.member(role), last_login=moment - UNUSED, closing_noticed_at=moment - NOTICE)
    told = lone if role == Role.ADMINISTRATOR else at(people.member(Role.ADMINISTRATOR), last_login=moment)
    assert run("--write") == "Told 0, closed 0, kept 1."
    assert run("--write") == "Told 0, closed 0, kept 0."
    lone.refresh_from_db()
    assert lone.is_active
    assert lone.memberships.current().exists()
    assert sent() == [("account_not_closed", told.email)]
    assert AuditEvent.objects.get(action="account.not_closed").subject_id == str(lone.pk)
    at(lone, closing_noticed_at=moment - NOTICE)
    assert run("--write") == "Told 0, closed 0, kept 1."


def test_of_two_absent_leads_one_stays(moment):
    home = builders.organisation()
    people.member(Role.ADMINISTRATOR)
    leads = [people.member(Role.LEAD, organisation=home) for _ in range(2)]
    for lead in leads:
        at(lead, last_login=moment - UNUSED, closing_noticed_at=moment - NOTICE)
    assert run("--write") == "Told 0, closed 1, kept 1."
    assert User.objects.filter(pk__in=[lead.pk for lead in leads], is_active=True).count() == 1
