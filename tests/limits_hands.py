"""Tries at the door, for the tests of guessing and of forged requests."""

LOGIN = "/kirjaudu/"


def try_password(client, person, password="ei tämä ole se", **extra):
    return client.post(LOGIN, {"login": person.email, "password": password}, **extra)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session
