"""The members' pages and the link of an invitation: whole for assistive technology, on any screen, without scripts."""

import pytest

from tests.browser.persons import sign_in, take_app
from tests.browser.test_every_page import resize, violations
from tests.browser.watching import watched_pages
from tests.processes import python

pytestmark = pytest.mark.browser
LEAD, ADMINISTRATOR, TOKEN = "vastuu@esimerkki.example", "paakayttaja@esimerkki.example", "token-of-the-browser-{}"
HOME = "kuhmon-kaupunki"
MAKE = f"""
import django
django.setup()
from network.enums import Role
from network.models import Organisation
from tests import memberships, people
home = Organisation.objects.get(slug="{HOME}")
people.member(Role.LEAD, person=people.user(email="{LEAD}", name="Vastuullinen henkilö"), organisation=home)
elsewhere = Organisation.objects.get(slug="kajaanin-kaupunki")
people.member(Role.ADMINISTRATOR, person=people.user(email="{ADMINISTRATOR}", name="Hoitava henkilö"), organisation=elsewhere)
memberships.join_request(home, message="Aloitan syksyllä")
for number in range(3):
    memberships.invitation(home, token="{TOKEN}".format(number), email=f"kutsuttu-{{number}}@esimerkki.example")
"""


@pytest.fixture(scope="module")
def new_page(browser, portal, portal_folder):
    told = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "OPINRAITTI_VAR": str(portal_folder), "OPINRAITTI_ENV": "demo"}
    answer = python("-c", MAKE, **told)
    assert answer.returncode == 0, answer.stderr
    with watched_pages(browser, portal) as new_page:
        yield new_page


@pytest.fixture(scope="module")
def lead(new_page):
    return at_work(new_page(), LEAD)


@pytest.fixture(scope="module")
def administrator(new_page):
    return at_work(new_page(), ADMINISTRATOR)


def at_work(page, email: str):
    sign_in(page, email)
    take_app(page)
    page.wait_for_url("**/varakoodit/")
    return page


def hold(page) -> None:
    """axe-core finds nothing at either width, and nothing scrolls sideways on the narrowest screen."""
    for width in (1280, 360):
        resize(page, width)
        assert violations(page) == []
    resize(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.watched.settle()


@pytest.mark.parametrize("path", ["/jasenet/", f"/jasenet/toimija/{HOME}/kutsu/", "/jasenet/omat/", "/jasenet/liity/"])
def test_the_leads_pages_are_whole(lead, path):
    lead.goto(path)
    hold(lead)


@pytest.mark.parametrize("leads_to", ["Uusi Opo", "Vastuullinen henkilö"])
def test_what_the_members_page_leads_to_is_whole(lead, leads_to):
    lead.goto("/jasenet/")
    lead.get_by_role("main").get_by_role("link", name=leads_to).click()
    hold(lead)


@pytest.mark.parametrize("step", ["Muuta rooleja tai tietoja", "Lähde organisaatiosta"])
def test_changing_and_leaving_are_whole(lead, step):
    lead.goto("/jasenet/")
    lead.get_by_role("link", name="Vastuullinen henkilö").click()
    lead.get_by_role("main").get_by_role("link", name=step).click()
    hold(lead)


def test_a_form_with_errors_leads_to_the_field(lead):
    lead.goto(f"/jasenet/toimija/{HOME}/kutsu/")
    lead.get_by_role("button", name="Lähetä kutsu").click()
    assert lead.title().startswith("Virhe:")
    lead.get_by_role("link", name="Sähköposti: Kirjoita sähköpostiosoite.").click()
    assert lead.evaluate("document.activeElement.name") == "email"
    hold(lead)


def test_the_administrators_pages_are_whole(administrator):
    administrator.goto("/jasenet/")
    hold(administrator)
    administrator.goto("/jasenet/henkilot/")
    administrator.get_by_label("Nimi tai sähköposti").fill("vastuullinen")
    administrator.get_by_role("button", name="Etsi", exact=True).click()
    hold(administrator)
    administrator.get_by_role("link", name="Vastuullinen henkilö").click()
    hold(administrator)
    administrator.get_by_role("link", name="Sulje tili").click()
    hold(administrator)


def test_the_link_is_whole_and_its_token_is_nowhere_in_the_address(new_page):
    page = new_page()
    page.goto(f"/kutsu/{TOKEN.format(0)}/")
    assert page.url.endswith("/kutsu/")
    hold(page)


def test_a_link_that_works_no_more_is_whole(new_page):
    page = new_page()
    page.goto("/kutsu/nothing/")
    hold(page)


def test_the_invited_makes_an_account_without_scripts(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"/kutsu/{TOKEN.format(1)}/")
    page.get_by_label("Nimesi").fill("Uusi Toimittaja")
    page.get_by_label("Salasana").fill("lyhyt")
    page.get_by_role("button", name="Luo tili ja jatka").click()
    assert page.get_by_label("Nimesi").input_value() == "Uusi Toimittaja"
    page.get_by_label("Salasana").fill("hidas vihreä polkupyörä")
    page.get_by_role("button", name="Luo tili ja jatka").click()
    take_app(page)
    page.wait_for_url("**/varakoodit/")
    page.goto("/tyopoyta/")
    assert "Kuhmon kaupunki" in page.get_by_role("main").inner_text()
