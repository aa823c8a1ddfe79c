"""Trap 15 of PTV and what goes with it: pages, batches, no answer, going on after an interruption."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.models import Organisation
from services.exchange.ptv import keeping
from services.models import Channel, Service
from tests import ptv_payloads as ptv
from tests.ptv_payloads import guid, uses
from tests.ptv_server import PtvServer

SERVICES, BATCH = "/api/v11/Service", "/api/v11/Service/serviceWithGD/list"
CHANNELS, ORGANISATIONS = "/api/v11/ServiceChannel/list", "/api/v11/Organization/list"
pytestmark = pytest.mark.django_db


def by_id(*payloads) -> dict[str, dict]:
    return {payload["id"]: payload for payload in payloads}


@pytest.fixture
def server(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    services = [ptv.service(f"Palvelu {number}", key=f"palvelu {number}", serviceChannels=uses("kanava")) for number in range(5)]
    payloads = {
        "Service": by_id(*services),
        "ServiceChannel": by_id(ptv.channel(), ptv.channel("WebPage", key="irrallinen")),
        "Organization": by_id(ptv.organisation()),
    }
    with PtvServer(payloads) as found:
        yield found


def run(url, *arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_ptv", url, *arguments, pause=0, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_all_pages_and_batches_of_the_three_collections_come_in(server):
    report, progress = run(server.url, "--write")
    assert "added 8" in report
    assert (Service.objects.count(), Channel.objects.count(), Organisation.objects.filter(kind="municipality").count()) == (
        5,
        2,
        1,
    )
    assert server.count()[SERVICES] == 3
    assert "Service: page 3 of 3 listed" in progress
    assert "added 0, changed 0, unchanged 8" in run(server.url, "--write")[0]


def test_a_base_address_may_name_the_version(server):
    assert "added 8" in run(f"{server.url}/api/v11/")[0]


def test_an_id_list_of_hundreds_is_asked_for_in_batches_of_at_most_a_hundred(server):
    server.page_size = 1000
    server.payloads["Service"] = by_id(*(ptv.service(key=f"palvelu {number}") for number in range(250)))
    run(server.url)
    assert sorted(server.batches, reverse=True)[:3] == [100, 100, 50]


@pytest.mark.parametrize("status", [429, 500, 503, 504])
def test_pitfall_15_no_answer_is_asked_for_again(server, status):
    server.failures = {SERVICES: [status, status], BATCH: [status], CHANNELS: [status]}
    report, progress = run(server.url)
    assert "added 8" in report
    assert f"no answer (status {status}), asking again" in progress


def test_pitfall_15_one_service_ptv_never_answers_for_is_told_and_the_rest_comes_in(server):
    run(server.url, "--write")
    server.poison = {guid("palvelu 3")}
    report, _progress = run(server.url, "--write", "--complete")
    assert f"service {guid('palvelu 3')}: PTV did not answer (status 504)" in report
    assert "added 0, changed 0, unchanged 7, archived 0, refused 1" in report
    assert Service.objects.public().count() == 5


def test_pitfall_15_without_any_answer_the_old_data_stay_and_a_sentence_tells(server):
    run(server.url, "--write")
    server.failures = {SERVICES: [503] * 100}
    with pytest.raises(CommandError, match=r"cannot be had \(status 503\)\. Run the import again to go on\."):
        run(server.url, "--write", "--complete")
    assert Service.objects.public().count() == 5


def test_a_server_that_is_not_there_is_a_sentence(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with pytest.raises(CommandError, match="cannot be reached"):
        run("http://127.0.0.1:9")


def test_a_server_that_is_no_ptv_is_a_sentence(server):
    server.payloads = {}
    with pytest.raises(CommandError, match="does not answer with a page"):
        run(server.url)


def test_an_interrupted_import_goes_on_where_it_stopped(server):
    server.failures = {CHANNELS: [503] * 100, "/api/v11/ServiceChannel": [503] * 5}
    with pytest.raises(CommandError):
        run(server.url, "--write")
    asked = server.count()
    server.failures = {}
    report, progress = run(server.url, "--write")
    assert "going on with what was fetched before" in progress
    assert (server.count()[SERVICES], server.count()[BATCH]) == (asked[SERVICES], asked[BATCH])
    assert "added 8" in report


def test_half_a_line_left_by_a_kill_is_fetched_again(server, tmp_path):
    run(server.url)
    (kept,) = (tmp_path / "import").glob("*/Service.jsonl")
    kept.write_bytes(kept.read_bytes()[:-20])
    assert "added 8, changed 0, unchanged 0, archived 0, refused 0" in run(server.url, "--write")[0]


def test_what_a_dry_run_showed_is_what_is_written(server, tmp_path):
    run(server.url)
    asked = len(server.asked)
    run(server.url, "--write")
    assert len(server.asked) == asked
    assert list((tmp_path / "import").iterdir()) == []


def test_fresh_and_old_fetches_are_begun_anew(server, monkeypatch):
    run(server.url)
    asked = len(server.asked)
    run(server.url, "--fresh")
    assert len(server.asked) == 2 * asked
    monkeypatch.setattr(keeping, "STALE_AFTER", timedelta(0))
    run(server.url)
    assert len(server.asked) == 3 * asked


def test_a_municipality_is_asked_for_with_the_nationwide_and_only_what_its_services_use(server):
    report, _progress = run(server.url, "--municipality", "290")
    assert "/api/v11/Service/area/Municipality/code/290" in server.asked
    assert "/api/v11/ServiceChannel" not in server.asked
    assert "added 7" in report


def test_a_server_without_the_national_texts_is_asked_for_the_plain_list(server):
    server.failures = {BATCH: [404] * 10}
    assert "added 8" in run(server.url)[0]
    assert "/api/v11/Service/list" in server.asked
