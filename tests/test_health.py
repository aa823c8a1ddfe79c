"""Liveness and readiness, and the wall between demo data and production."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from opinraitti import checks
from opinraitti.demo import seeding
from services.models import SourceRecord
from tests import builders
from tests.processes import NOWHERE, PRODUCTION, python

needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="production is on PostgreSQL only")


@pytest.fixture
def demo_data(db):
    service = builders.full_service()
    SourceRecord.objects.create(
        source="demo", foreign_id="x", target_kind="service", service=service, digest="0", seen_at=datetime.now(UTC)
    )


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True


def test_healthz_asks_no_database(client):
    """No database mark: a query would fail the test."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ready_with_every_migration(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_waits_for_migrations(client):
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("services")
    MigrationRecorder(connection).record_unapplied(*newest)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "manage.py migrate" in response.content.decode()


def test_readyz_says_when_the_database_does_not_answer(tmp_path):
    ask = "import django; django.setup(); from django.test import Client; r = Client(SERVER_NAME='localhost').get('/readyz')"
    answer = python("-c", f"{ask}; print(r.status_code, r.text)", DATABASE_URL=NOWHERE, OPINRAITTI_VAR=str(tmp_path))
    assert answer.stdout == "503 The database does not answer.\n", answer.stderr


def test_readyz_turns_away_demo_data_in_production_only(client, demo_data, settings):
    assert client.get("/readyz").status_code == 200
    settings.PRODUCTION = True
    response = client.get("/readyz")
    assert (response.status_code, response.content.decode()) == (503, checks.DEMO_DATA)


def test_production_refuses_demo_data_at_check_and_says_what_to_do(production, demo_data):
    with pytest.raises(SystemCheckError, match=r"must not show invented services(.|\n)*DATABASE_URL"):
        call_command("check", databases=["default"])


def load_wsgi(tmp_path, **env):
    return python("-c", "import opinraitti.wsgi", **PRODUCTION | {"OPINRAITTI_VAR": str(tmp_path)} | env)


def test_production_starts_while_the_database_sleeps(tmp_path):
    answer = load_wsgi(tmp_path)
    assert answer.returncode == 0, answer.stderr


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_production_does_not_start_on_demo_data(demo_data, tmp_path):
    told = {name: quote(str(connection.settings_dict[name]), safe="") for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    url = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**told)
    answer = load_wsgi(tmp_path, DATABASE_URL=url)
    assert answer.returncode == 1
    assert checks.DEMO_DATA in answer.stderr.splitlines()[-1]


def test_a_demo_may_hold_demo_data(demo_data):
    assert checks.no_demo_data_in_production(None, ["default"]) == []


def test_the_check_looks_for_what_the_demo_brings():
    assert seeding.SOURCE == checks.DEMO_SOURCE
