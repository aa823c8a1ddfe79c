"""No query string, header or path gives a 500."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders

pytestmark = pytest.mark.django_db
NAMES = ("q", "tyyppi", "kunta", "tilanne", "kohderyhma", "kanava", "kieli", "kynnys", "toimija", "sivu")
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
raw = st.binary(max_size=60).map(lambda value: "".join(f"%{byte:02X}" for byte in value))
value = st.one_of(
    raw, st.integers().map(str), st.sampled_from(["%00", "%ED%A0%80", "9" * 40, "-1", "kuhmo", "%F0%9F%98%80", "'", '"'])
)
header = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60)


@pytest.fixture
def a_service():
    return builders.full_service()


@relaxed
@given(pairs=st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), raw), value), max_size=12))
def test_no_query_string_breaks_the_list(client, a_service, pairs):
    query = "&".join(f"{name}={given}" for name, given in pairs)
    response = client.get("/palvelut/", QUERY_STRING=query)
    assert response.status_code in (200, 400)


@relaxed
@given(path=st.one_of(raw, st.lists(raw, max_size=4).map("/".join), st.lists(value, max_size=3).map("/".join)))
def test_no_path_breaks_the_portal(client, a_service, path):
    for prefix in ("/", "/sv/", "/palvelut/", "/toimijat/"):
        assert client.get(prefix + path).status_code in (200, 301, 302, 400, 404, 410)


@relaxed
@given(
    name=st.sampled_from(
        ["Accept-Language", "If-None-Match", "If-Modified-Since", "Cookie", "HX-Request", "HX-Current-URL", "X-Forwarded-For",
         "Range", "Accept-Encoding", "Content-Type", "Content-Length", "Host", "HX-Target"]
    ),
    content=header,
)  # fmt: skip
def test_no_header_breaks_a_page(client, a_service, name, content):
    response = client.get("/palvelut/", headers={name: content})
    assert response.status_code in (200, 304, 400)


def test_a_question_of_any_size_stays_bounded(client, a_service):
    assert client.get("/palvelut/", {"q": "x" * 100_000}).status_code == 200
    assert client.get("/palvelut/", {"sivu": "1000000000"}).status_code == 200
    many = "&".join(f"kynnys=maksuton{number}" for number in range(300))
    assert client.get("/palvelut/", QUERY_STRING=many).status_code == 200
