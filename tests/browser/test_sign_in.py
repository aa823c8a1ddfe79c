"""Signing in as people do it: password and app, recovery codes, passkeys; and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.persons import code_now, new_counsellor, sign_in, sign_out, take_app, take_key, with_authenticator
from tests.browser.watching import watched_pages

pytestmark = pytest.mark.browser


@pytest.fixture
def person(portal, portal_folder) -> str:
    return new_counsellor(portal_folder)


@pytest.fixture
def open_named(browser, portal):
    """Pages at http://localhost: a passkey belongs to a name, and an address in numbers is none."""
    with watched_pages(browser, portal.replace("127.0.0.1", "localhost")) as new_page:
        yield new_page


def go_on_from_codes(page) -> list[str]:
    """Reads the recovery codes and goes on; gives the codes."""
    expect(page).to_have_url(re.compile("/tili/vahvistus/varakoodit/$"))
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name="Olen tallentanut koodit, jatka").click()
    return codes


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_first_sign_in_takes_the_app_into_use_and_the_next_asks_for_its_code(open_page, person, scripts):
    page = open_page("/", java_script_enabled=scripts)
    sign_in(page, person, "/tyopoyta/oikeudet/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vahvista kirjautumisesi")
    secret = take_app(page)
    codes = go_on_from_codes(page)
    expect(page).to_have_url(re.compile("/tyopoyta/oikeudet/$"))
    sign_out(page)
    expect(page.get_by_text("Olet kirjautunut ulos.")).to_be_visible()
    sign_in(page, person)
    page.get_by_role("textbox", name="Koodi").fill(code_now(secret))
    page.get_by_role("button", name="Vahvista koodilla").click()
    expect(page).to_have_url(re.compile("/tyopoyta/$"))
    sign_out(page)
    sign_in(page, person)
    page.get_by_role("textbox", name="Koodi").fill(codes[0])
    page.get_by_role("button", name="Vahvista koodilla").click()
    expect(page).to_have_url(re.compile("/tyopoyta/$"))


def test_a_passkey_is_made_and_then_signs_in_alone(open_named, person):
    page = open_named()
    with_authenticator(page)
    sign_in(page, person, "/tyopoyta/oikeudet/")
    take_key(page)
    go_on_from_codes(page)
    expect(page).to_have_url(re.compile("/tyopoyta/oikeudet/$"))
    sign_out(page)
    page.goto("/kirjaudu/?next=/tili/vahvistus/avaimet/")
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    expect(page).to_have_url(re.compile("/tili/vahvistus/avaimet/$"))
    expect(page.get_by_role("heading", name="Kannettava")).to_be_visible()
    page.goto("/tyopoyta/")
    expect(page).to_have_url(re.compile("/tyopoyta/$"))


def test_a_passkey_passes_the_second_step_after_the_password(open_named, person):
    page = open_named()
    with_authenticator(page)
    sign_in(page, person)
    take_key(page)
    go_on_from_codes(page)
    sign_out(page)
    sign_in(page, person, "/tyopoyta/oikeudet/")
    page.get_by_role("button", name="Käytä pääsyavainta").click()
    expect(page).to_have_url(re.compile("/tyopoyta/oikeudet/$"))


def test_a_passkey_is_renamed_and_the_last_one_stays(open_named, person):
    page = open_named()
    with_authenticator(page)
    sign_in(page, person)
    take_key(page)
    go_on_from_codes(page)
    page.goto("/tili/vahvistus/avaimet/")
    page.get_by_role("link", name="Vaihda nimi Kannettava").click()
    page.get_by_label("Avaimen nimi").fill("Oma tabletti")
    page.get_by_role("button", name="Tallenna nimi").click()
    page.get_by_role("link", name="Poista Oma tabletti").click()
    expect(page.get_by_text("Tätä ei voi poistaa")).to_be_visible()
    expect(page.get_by_role("heading", name="Oma tabletti")).to_be_visible()


def test_a_device_that_does_not_know_its_user_is_told_in_words(open_named, person):
    page = open_named()
    with_authenticator(page, verifies=False)
    sign_in(page, person)
    take_key(page)
    expect(page.get_by_role("alert")).to_contain_text("Pääsyavainta ei saatu käyttöön")
    page.get_by_role("link", name="Käytä sovellusta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ota sovellus käyttöön")


def test_without_scripts_no_passkey_is_promised(open_page, person):
    page = open_page("/kirjaudu/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Kirjaudu pääsyavaimella")).to_have_count(0)
    sign_in(page, person)
    expect(page.get_by_role("link", name="Luo pääsyavain")).to_have_count(0)
    expect(page.get_by_role("link", name="Ota sovellus käyttöön")).to_be_visible()


def test_a_password_can_be_looked_at_while_it_is_typed(open_page):
    page = open_page("/kirjaudu/")
    field = page.get_by_label("Salasana", exact=True)
    field.fill("kolme sanaa")
    button = page.get_by_role("button", name="Näytä salasana")
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(field).to_have_attribute("type", "password")


def test_an_error_takes_the_focus_and_leads_to_its_field(open_page):
    page = open_page("/kirjaudu/koodi/")
    page.get_by_role("button", name="Lähetä koodi").click()
    expect(page).to_have_title(re.compile("^Virhe: Kirjaudu koodilla"))
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="Sähköposti: Kirjoita sähköpostiosoitteesi.").click()
    expect(page.get_by_label("Sähköposti")).to_be_focused()
