"""People who sign in with the browser: made in the running portal's own database, since the demo's people have no password."""

import time
from itertools import count
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.people import PASSWORD
from tests.processes import python

_numbers = count(1)
_MAKE = """
import django
django.setup()
from network.enums import Role
from network.models import Organisation
from tests import people
person = people.user(email={email!r}, name="Kokeileva ohjaaja")
people.member(Role.COUNSELLOR, person=person, organisation=Organisation.objects.get(slug="kajaanin-kaupunki"))
"""


def new_counsellor(folder: Path) -> str:
    """The address of somebody who has a password and a role, and no second factor yet; `folder` is the portal's."""
    email = f"selain-{next(_numbers)}@esimerkki.example"
    told = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "OPINRAITTI_VAR": str(folder), "OPINRAITTI_ENV": "demo"}
    answer = python("-c", _MAKE.format(email=email), **told)
    assert answer.returncode == 0, answer.stderr
    return email


def code_now(secret: str) -> str:
    """What an app that has the secret shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(page: Page, email: str, path: str = "/tyopoyta/") -> None:
    """As far as the password leads, on the way to `path`."""
    page.goto(path)
    page.get_by_label("Sähköposti").fill(email)
    page.get_by_label("Salasana", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/kirjaudu/ulos/")
    page.get_by_role("main").get_by_role("button", name="Kirjaudu ulos").click()


def take_app(page: Page) -> str:
    """Takes the app into use on the page that offers it; gives its secret."""
    page.get_by_role("link", name="Ota sovellus käyttöön").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_role("textbox", name="Koodi").fill(code_now(secret))
    page.get_by_role("button", name="Ota käyttöön").click()
    return secret


def take_key(page: Page, name: str = "Kannettava") -> None:
    page.get_by_role("link", name="Luo pääsyavain").click()
    page.get_by_label("Avaimen nimi").fill(name)
    page.get_by_role("button", name="Luo pääsyavain").click()


def with_authenticator(page: Page, *, verifies: bool = True):
    """The page's browser gets a device that makes passkeys; gives the session that steers it, and its id."""
    steering = page.context.new_cdp_session(page)
    steering.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    made = steering.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    return steering, made["authenticatorId"]
