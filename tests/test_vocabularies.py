"""The administrator edits the search's vocabulary, and the next search knows."""

import pytest
from django.urls import reverse

from network.enums import Role
from opinraitti.models import AuditEvent
from services.models import Synonym
from tests import builders, people

pytestmark = pytest.mark.django_db

ENTRY = {
    "kind": "synonym", "language": "fi", "said": "hommeli\r\nhomma", "said_all": "", "means": "uraohjaus",
    "situation": "", "group": "", "channel": "", "weight": "1.0", "note": "", "active": "on",
}  # fmt: skip


@pytest.fixture
def administrator(client):
    return people.sign_in(client, people.member(Role.ADMINISTRATOR))


def test_a_new_word_is_found_at_once_and_leaves_a_trace(administrator):
    row = builders.service("Uraohjaus")
    assert row.slug not in builders.found("hommeli")
    answer = administrator.post(reverse("vocabularies:services_synonym_add"), ENTRY)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert row.slug in builders.found("hommeli")
    entry = Synonym.objects.get(said=["hommeli", "homma"])
    assert (entry.origin, entry.key) == ("edited", None)
    assert AuditEvent.objects.filter(action="synonym.added", subject_id=str(entry.pk)).count() == 1


def test_an_entry_without_a_meaning_is_refused_with_a_reason(administrator):
    answer = administrator.post(reverse("vocabularies:services_synonym_add"), ENTRY | {"means": " "})
    assert answer.status_code == 200
    assert "Kerro, mitä sana tarkoittaa." in answer.content.decode()


def test_a_new_label_of_a_term_is_found_at_once(administrator):
    term = builders.term()
    row = builders.service("Neuvontapiste", terms=[term])
    answer = administrator.post(
        reverse("vocabularies:services_term_change", args=[term.pk]), {"label_0": "Lomautettu", "description_0": ""}
    )
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert row.slug in builders.found("lomautettu")


def test_nothing_is_deleted_here_and_people_are_not_here(administrator):
    entry = Synonym.objects.create(said=["aa"], means=["bb"])
    assert administrator.post(reverse("vocabularies:services_synonym_delete", args=[entry.pk])).status_code == 403
    page = administrator.get(reverse("vocabularies:index")).content.decode()
    assert "network" not in page
