"""Two windows of one person at the same moment take away the last two factors: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.urls import reverse

from network.accounts.factors import factors_of
from network.enums import Role
from tests import people

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


@pytest.mark.parametrize("_round", range(5))
def test_of_the_last_two_factors_one_stays(_round):
    person = people.member(Role.COUNSELLOR)
    TOTP.activate(person, generate_totp_secret())
    addresses = [reverse("mfa_deactivate_totp"), reverse("mfa_remove_webauthn", args=[people.key(person).pk])]
    windows = [people.sign_in(Client(), person) for _address in addresses]
    start = Barrier(len(addresses))

    def remove(window, address) -> int:
        start.wait(timeout=10)
        try:
            return window.post(address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(addresses)) as pool:
        answers = list(pool.map(remove, windows, addresses))
    assert set(answers) <= {200, 302}
    assert factors_of(person).count() == 1
