"""Who gets in where: the access table held against the addresses that exist."""

import pytest
from django.urls import get_resolver, reverse

from tests import builders
from tests.access import TABLE

pytestmark = pytest.mark.django_db


def url_names(patterns) -> set[str]:
    names = set()
    for pattern in patterns:
        names |= url_names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name}
    return names


def test_every_address_has_a_row_and_every_row_an_address():
    assert url_names(get_resolver().url_patterns) == {row.name for row in TABLE}


@pytest.fixture
def address():
    service = builders.full_service()
    things = {
        "service": service.slug,
        "service_id": service.uuid,
        "organisation": service.organisation.slug,
        "organisation_id": service.organisation.uuid,
        "services": "services",
    }

    def build(row):
        return reverse(row.name, kwargs={name: things[thing] for name, thing in row.kwargs.items()})

    return build


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_an_anonymous_visitor_gets_what_the_table_says(client, address, row):
    url = address(row)
    assert client.get(url).status_code == row.get
    assert client.post(url).status_code == row.post


def test_a_draft_is_nobodys_to_read(client):
    draft = builders.service(status="draft", published_at=None)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.slug not in client.get(reverse("services")).content.decode()
