"""The list answers at once where scripts run: the same address, the same results, and no page load."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FREE = "input[name=kynnys][value=maksuton]"


@pytest.fixture
def stays():
    """Marks a document, and tells later whether it is still the same one."""

    def mark(page):
        page.evaluate("document.documentElement.stays = true")
        return lambda: page.evaluate("document.documentElement.stays === true")

    return mark


def test_a_chosen_filter_changes_results_address_and_the_number_told(open_page, stays):
    page = open_page("/palvelut/?kunta=kajaani")
    before = page.locator("#maara").inner_text()
    same_document = stays(page)
    page.locator(FREE).check()
    expect(page).to_have_url(re.compile(r"/palvelut/\?kunta=kajaani&kynnys=maksuton$"))
    expect(page.locator("#maara")).not_to_have_text(before)
    expect(page.locator("[role=status]")).to_have_text(page.locator("#maara").inner_text())
    expect(page.locator(".chip")).to_have_count(2)
    assert same_document()
    address, live = page.url, page.locator("#tulokset article").evaluate_all("(all) => all.map((one) => one.dataset.service)")
    page.goto(address)
    assert page.locator("#tulokset article").evaluate_all("(all) => all.map((one) => one.dataset.service)") == live


def test_typing_searches(open_page, stays):
    page = open_page("/palvelut/")
    same_document = stays(page)
    page.get_by_role("searchbox").press_sequentially("uraohjaus")
    expect(page).to_have_url(re.compile(r"/palvelut/\?q=uraohjaus$"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert same_document()


def test_back_restores_what_was_there(open_page):
    page = open_page("/palvelut/?kunta=kajaani")
    before = page.locator("#maara").inner_text()
    page.locator(FREE).check()
    expect(page.locator("#maara")).not_to_have_text(before)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/palvelut/\?kunta=kajaani$"))
    expect(page.locator("#maara")).to_have_text(before)
    expect(page.locator(FREE)).not_to_be_checked()
    expect(page.get_by_label("Missä")).to_have_value("kajaani")


def test_the_same_search_twice_is_one_step_back(open_page):
    page = open_page("/palvelut/", width=360)
    page.locator(".open-sheet").click()
    page.locator(FREE).check()
    expect(page).to_have_url(re.compile(r"/palvelut/\?kynnys=maksuton$"))
    with page.expect_response(re.compile(r"kynnys=maksuton")):
        page.get_by_role("button", name="Näytä palvelut").click()
    page.wait_for_function("!document.querySelector('.htmx-request')")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/palvelut/$"))
    expect(page.locator(FREE)).not_to_be_checked()


def test_after_back_the_sheet_of_a_phone_still_closes(open_page):
    page = open_page("/palvelut/", width=360)
    for _ in range(2):
        page.locator(".open-sheet").click()
        page.locator(FREE).check()
        page.get_by_role("button", name="Näytä palvelut").click()
        expect(page.locator("#rajaus")).to_be_hidden()
        expect(page.locator(".open-sheet")).to_contain_text("(1)")
        page.go_back()
        expect(page.locator(FREE)).not_to_be_checked()


def test_a_search_without_results_helps_on(open_page):
    page = open_page("/palvelut/")
    page.get_by_role("searchbox").fill("qwxz")
    expect(page.locator("[role=status]")).to_have_text("0 palvelua")
    expect(page.locator("#tulokset")).to_contain_text("Näillä ehdoilla ei löytynyt palveluja.")


def test_counts_follow_and_the_focus_and_open_folds_stay(open_page):
    page = open_page("/palvelut/?q=uraohjaus")
    training = page.locator("label:has(input[name=tyyppi][value=training]) span")
    everything_about_guidance = training.inner_text()
    situations = page.locator("details:has(input[name=tilanne])").first
    situations.locator("> summary").click()
    page.locator(FREE).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("kynnys=maksuton"))
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(FREE)).to_be_focused()
    expect(situations).to_have_attribute("open", "")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_url(re.compile(r"/palvelut/\?kynnys=maksuton$"))
    expect(training).not_to_have_text(everything_about_guidance)
    shown = "(all) => all.filter((one) => !one.hidden).map((one) => one.textContent.trim())"
    live = page.locator(".filters .choice").evaluate_all(shown)
    page.reload()
    assert sorted(page.locator(".filters .choice").evaluate_all(shown)) == sorted(live)


def test_the_links_to_other_languages_follow_the_search(open_page):
    page = open_page("/palvelut/")
    page.locator(FREE).check()
    expect(page.locator(".languages a[lang=sv]")).to_have_attribute("href", re.compile(r"/sv/palvelut/\?kynnys=maksuton$"))


def test_what_was_undone_is_forgotten_with_its_words(open_page):
    page = open_page("/palvelut/?q=kielikurssi+suomussalmella")
    page.get_by_role("link", name="Hae ilman paikkaa").click()
    expect(page).to_have_url(re.compile("sanana="))
    expect(page.get_by_role("link", name="Hae ilman paikkaa")).to_have_count(0)
    page.get_by_role("searchbox").fill("työpaja suomussalmella")
    expect(page).to_have_url(re.compile(r"/palvelut/\?q=[^&]+$"))
    expect(page.get_by_role("link", name="Hae ilman paikkaa")).to_be_visible()
