"""The settings as a process meets them: each case starts one with an environment of its own."""

import json
import re
from pathlib import Path

import pytest

from tests.processes import PRODUCTION, SECRET, python

ASK = (
    "import json, sys; from django.conf import settings as s; "
    "print(json.dumps([getattr(s, name) for name in sys.argv[1:]], default=str))"
)


def setting(*names, **env):
    """The values of settings in a process with this environment; one value alone when one name is asked."""
    answer = python("-c", ASK, *names, **env)
    assert answer.returncode == 0, answer.stderr
    values = json.loads(answer.stdout)
    return values[0] if len(names) == 1 else values


@pytest.fixture
def var(tmp_path) -> Path:
    return tmp_path / "polku ä ja väli"


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"DATABASE_URL": ""}, "Production runs on PostgreSQL: set DATABASE_URL=postgresql://"),
        ({"DATABASE_URL": "sqlite:////tmp/x.sqlite3"}, "Production runs on PostgreSQL"),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "must begin with sqlite:// or postgresql://"),
        ({"SECRET_KEY": ""}, "Production needs a SECRET_KEY of at least 50 random characters"),
        ({"SECRET_KEY": "a" * 60}, "Production needs a SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + SECRET}, "Production needs a SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "Production needs ALLOWED_HOSTS (for example"),
        ({"SITE_URL": ""}, "SITE_URL (for example"),
        ({"EMAIL_HOST": ""}, "Production needs EMAIL_HOST (for example"),
        ({"EMAIL_FROM": ""}, "EMAIL_FROM (for example"),
        ({"TRUSTED_PROXY": "maybe"}, "TRUSTED_PROXY must be 1 or 0, not “maybe”."),
        ({"EMAIL_PORT": "-5"}, "EMAIL_PORT must be a whole number, not “-5”."),
        ({"OPINRAITTI_ENV": "prod"}, "OPINRAITTI_ENV must be one of demo, development, production, not “prod”."),
        ({"OPINRAITTI_ANALYSER": "voikko"}, "OPINRAITTI_ANALYSER must be one of auto, native, wheel, not “voikko”."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_bad_value_stops_the_start_and_says_what_to_do(var, change, advice):
    answer = python("-c", ASK, "DEBUG", **PRODUCTION | {"OPINRAITTI_VAR": str(var)} | change)
    assert answer.returncode == 1
    assert advice in answer.stderr.splitlines()[-1]


def test_production_is_safe(var):
    names = ["DEBUG", "ALLOWED_HOSTS", "SITE_URL", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    assert setting(*names, **PRODUCTION, OPINRAITTI_VAR=str(var)) == [
        False,
        ["opinraitti.example", "www.opinraitti.example"],
        "https://opinraitti.example",
        "__Host-istunto",
        True,
        True,
    ]
    assert not var.exists(), "production keeps its secret in the environment, not in a file"


def test_djangos_own_list_for_deployment_finds_nothing_but_framing(var):
    """W002 asks for X-Frame-Options; the policy's `frame-ancestors 'none'` says the same to every browser of today."""
    answer = python("manage.py", "check", "--deploy", "--fail-level", "ERROR", **PRODUCTION, OPINRAITTI_VAR=str(var))
    assert answer.returncode == 0, answer.stderr
    assert set(re.findall(r"\((\w+\.\w\d{3})\)", answer.stderr)) <= {"security.W002"}, answer.stderr


@pytest.mark.parametrize("name", ["demo", "development"])
def test_without_a_word_about_hosts_only_this_machine_is_answered(var, name):
    hosts = setting("ALLOWED_HOSTS", OPINRAITTI_ENV=name, OPINRAITTI_VAR=str(var))
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]


def test_only_development_debugs(var):
    assert setting("DEBUG", OPINRAITTI_VAR=str(var)) is True
    assert setting("DEBUG", OPINRAITTI_ENV="demo", OPINRAITTI_VAR=str(var)) is False


def test_the_secret_is_made_once_and_kept_for_the_owner_only(var):
    first, second = (setting("SECRET_KEY", OPINRAITTI_VAR=str(var)) for _ in range(2))
    assert first == second
    assert len(first) >= 50
    assert (var / "secret_key").stat().st_mode & 0o777 == 0o600


def test_sqlite_works_in_a_path_with_a_space_and_a_letter(var):
    databases = setting("DATABASES", OPINRAITTI_VAR=str(var))
    assert databases["default"]["NAME"] == str(var / "opinraitti.sqlite3")
    answer = python("manage.py", "migrate", "contenttypes", "--verbosity=0", OPINRAITTI_VAR=str(var))
    assert answer.returncode == 0, answer.stderr
    assert (var / "opinraitti.sqlite3").stat().st_size


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:////tmp/other.sqlite3", {"NAME": "/tmp/other.sqlite3"}),
        ("postgresql://u:p%40ss@db.example:5433/n", {"USER": "u", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": 5433}),
        ("postgresql://%2Fvar%2Frun%2Fpostgresql/n", {"HOST": "/var/run/postgresql", "NAME": "n"}),
        ("postgresql://u@db.example/n?sslmode=verify-full", {"OPTIONS": {"sslmode": "verify-full"}}),
    ],
)
def test_the_database_is_told_by_its_address(var, url, expected):
    database = setting("DATABASES", DATABASE_URL=url, OPINRAITTI_VAR=str(var))["default"]
    assert {name: database[name] for name in expected} == expected


@pytest.mark.parametrize(("trusted", "expected"), [("1", ["HTTP_X_FORWARDED_PROTO", "https"]), ("0", None)])
def test_a_proxy_is_believed_only_when_told(var, trusted, expected):
    env = PRODUCTION | {"TRUSTED_PROXY": trusted, "OPINRAITTI_VAR": str(var)}
    assert setting("SECURE_PROXY_SSL_HEADER", **env) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [True, False]),
        ({"EMAIL_PORT": "465"}, [False, True]),
        ({"EMAIL_TLS": "0"}, [False, False]),
        ({"EMAIL_PORT": "465", "EMAIL_TLS": "0"}, [False, False]),
    ],
)
def test_mail_travels_encrypted_as_its_port_speaks(var, change, expected):
    assert setting("EMAIL_USE_TLS", "EMAIL_USE_SSL", **PRODUCTION | {"OPINRAITTI_VAR": str(var)} | change) == expected


def test_a_demo_sends_mail_to_nobody(var):
    env = {"OPINRAITTI_ENV": "demo", "OPINRAITTI_VAR": str(var), "EMAIL_HOST": "mail.opinraitti.example"}
    assert setting("EMAIL_BACKEND", **env) == "opinraitti.demo.letterbox.EmailBackend"
