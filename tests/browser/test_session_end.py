"""The end of a session as a person meets it: a warning in time, tabs that agree, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import resize, violations
from tests.processes import python

pytestmark = pytest.mark.browser
FORM, TEXT = "/jasenet/liity/", "Olen uusi ohjaaja.\nHaluaisin mukaan."
_HALF_AN_HOUR_LATER = """
import django
django.setup()
from django.contrib.sessions.models import Session
from network.accounts.session_store import SessionStore
for key in Session.objects.values_list("session_key", flat=True):
    session = SessionStore(key)
    if "seen" in session:
        session["seen"] -= 1860
        session.save()
"""


@pytest.fixture
def worker(open_page):
    """A page of a lead of the demo, whose clock the test moves."""
    page = open_page("/kirjaudu/")
    page.clock.install()
    page.get_by_role("button", name="Kokeile Kuhmon vastuuhenkilö").click()
    page.goto(FORM)
    page.get_by_label("Viesti").fill(TEXT)
    return page


@pytest.fixture
def half_an_hour_later(portal_folder):
    """For the server."""

    def turn():
        told = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "OPINRAITTI_ENV": "demo"}
        answer = python("-c", _HALF_AN_HOUR_LATER, OPINRAITTI_VAR=str(portal_folder), **told)
        assert answer.returncode == 0, answer.stderr

    return turn


def dialog(page):
    return page.get_by_role("dialog")


def test_two_minutes_before_the_end_a_question_takes_the_focus_and_yes_goes_on(worker):
    worker.clock.fast_forward("27:00")
    expect(dialog(worker)).to_have_count(0)
    worker.clock.fast_forward("01:05")
    expect(dialog(worker)).to_be_visible()
    expect(worker.get_by_text("Istunto päättyy 2 minuutin kuluttua.")).to_be_visible()
    expect(worker.get_by_role("button", name="Jatka työtä")).to_be_focused()
    with worker.expect_response(re.compile("/istunto/jatka/$")) as answered:
        worker.keyboard.press("Enter")
    assert answered.value.json()["seconds"] > 1700
    expect(dialog(worker)).to_have_count(0)
    expect(worker.get_by_label("Viesti")).to_have_value(TEXT)


def test_the_time_that_is_left_is_told_as_it_goes(worker):
    worker.clock.fast_forward("29:05")
    expect(worker.get_by_role("status").get_by_text("Istunto päättyy minuutin kuluttua.")).to_be_visible()
    worker.clock.fast_forward("00:40")
    expect(worker.get_by_role("status").get_by_text("Istunto päättyy 20 sekunnin kuluttua.")).to_be_visible()


def test_escape_goes_on_too(worker):
    worker.clock.fast_forward("28:30")
    expect(dialog(worker)).to_be_visible()
    with worker.expect_response(re.compile("/istunto/jatka/$")):
        worker.keyboard.press("Escape")
    expect(dialog(worker)).to_have_count(0)


def test_tabs_agree(worker):
    other = worker.context.new_page()
    other.goto(worker.url)
    worker.clock.fast_forward("28:30")
    expect(dialog(worker)).to_be_visible()
    expect(dialog(other)).to_be_visible()
    other.get_by_role("button", name="Jatka työtä").click()
    expect(dialog(other)).to_have_count(0)
    expect(dialog(worker)).to_have_count(0)


def test_after_the_end_the_page_says_so_and_hides_nothing(worker):
    worker.clock.fast_forward("31:00")
    expect(worker.get_by_role("heading", name="Istunto on päättynyt")).to_be_visible()
    worker.get_by_role("button", name="Takaisin sivulle").click()
    expect(worker.get_by_text("Kun lähetät lomakkeen, kirjaudut ensin sisään ja kirjoittamasi säilyy.")).to_be_visible()
    expect(worker.get_by_label("Viesti")).to_have_value(TEXT)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_sent_too_late_waits_and_is_sent_after_signing_in(open_page, half_an_hour_later, scripts):
    page = open_page("/kirjaudu/", java_script_enabled=scripts)
    page.get_by_role("button", name="Kokeile Työllisyysalueen uraohjaaja").click()
    page.goto(FORM)
    page.get_by_label("Viesti").fill(TEXT)
    page.get_by_label("Organisaatio").select_option(label="Kuhmon kaupunki")
    half_an_hour_later()
    page.get_by_role("button", name="Lähetä pyyntö").click()
    expect(page.get_by_text("Se, mitä kirjoitit, on tallessa.")).to_be_visible()
    page.get_by_role("button", name="Kokeile Työllisyysalueen uraohjaaja").click()
    page.get_by_role("link", name="Jatka siitä, mihin jäit").click()
    expect(page.get_by_text("Haluaisin mukaan.")).to_be_visible()
    page.get_by_role("button", name="Lähetä nyt").click()
    expect(page).to_have_url(re.compile("/jasenet/(omat|liity)/$"))
    page.goto("/istunto/kesken/")
    expect(page.get_by_text("Mitään ei ole kesken.")).to_be_visible()


@pytest.mark.parametrize("minutes", ["28:30", "31:00"], ids=["the question", "the end"])
def test_axe_finds_nothing_in_the_dialog(worker, minutes):
    worker.clock.fast_forward(minutes)
    expect(dialog(worker)).to_be_visible()
    for width in (1280, 360, 320):
        resize(worker, width)
        assert not violations(worker)
        assert worker.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_on_the_page_of_what_waits(worker, half_an_hour_later):
    half_an_hour_later()
    worker.get_by_role("button", name="Lähetä pyyntö").click()
    worker.get_by_role("button", name="Kokeile Kuhmon vastuuhenkilö").click()
    worker.goto("/istunto/kesken/")
    for width in (1280, 360, 320):
        resize(worker, width)
        assert not violations(worker)
        assert worker.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_menu_tells_how_long_a_session_lives(open_page):
    page = open_page("/kirjaudu/", java_script_enabled=False)
    page.get_by_role("button", name="Kokeile Kuhmon vastuuhenkilö").click()
    page.locator(".person-menu summary").click()
    expect(page.get_by_text(re.compile(r"ole tehnyt mitään 30 minuuttiin, viimeistään kello \d+\.\d\d\."))).to_be_visible()
