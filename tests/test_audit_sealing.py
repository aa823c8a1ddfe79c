"""What is sealed cannot be altered unnoticed, not even by one who may do everything in the database."""

import hashlib
import io
import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from opinraitti.lib import audit, sealing
from opinraitti.lib.trace_digests import CHAINS, witness
from opinraitti.models import AuditEvent, ReadRecord, Seal
from tests import builders
from tests.unprotected import unprotected

pytestmark = pytest.mark.django_db
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
EVENTS, READS = CHAINS


def write(count=1) -> None:
    for number in range(count):
        audit.record(by=builders.TESTER, action="x.done", details={"fields": ["name", "ä"], "count": number})
        ReadRecord.objects.create(reader="user:1", persons=[f"user:{number}"], page="people", purpose="people")


def seal(batch=3) -> list[Seal]:
    return [made for chain in CHAINS for made in sealing.seal(chain, batch=batch)]


def command(name, *arguments) -> str:
    told = io.StringIO()
    call_command(name, *arguments, stdout=told)
    return told.getvalue()


@pytest.fixture
def ids() -> list[int]:
    """The ids of ten sealed events and reads: both in seals of 3, 3, 3 and 1."""
    write(10)
    seal()
    return list(AuditEvent.objects.values_list("pk", flat=True))


def intrude(sql: str, *values, model=AuditEvent) -> None:
    with unprotected(model):
        connection.cursor().execute(sql, values)


def test_what_is_untouched_is_verified_up_to_its_last_row(ids):
    write(2)
    told = command("verify_audit")
    assert f"events: 10 rows are as they were sealed, up to row {ids[-1]} of opinraitti_auditevent" in told
    assert told.count("2 rows after that are not verified") == 2


def test_an_empty_trace_is_no_fault():
    assert command("seal_audit") == "events: nothing new\nreads: nothing new\n"
    assert "events: nothing is sealed yet; 0 rows" in command("verify_audit")


def test_sealing_again_adds_nothing_and_later_rows_go_on_where_it_ended(ids):
    assert seal() == []
    write(4)
    assert [(made.chain, made.number, made.count) for made in seal()] == [
        ("events", 5, 3), ("events", 6, 1), ("reads", 5, 3), ("reads", 6, 1),
    ]  # fmt: skip
    assert "events: 14 rows are as they were sealed" in command("verify_audit")


def test_gaps_of_transactions_that_failed_are_no_fault():
    write(2)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    write(2)
    seal()
    assert "events: 4 rows are as they were" in command("verify_audit")


@pytest.mark.parametrize(
    ("change", "model"),
    [
        ("UPDATE opinraitti_auditevent SET actor = 'system:testt' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET action = 'x.Done' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET subject_id = '1' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET organisation = 1 WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET request_id = 'a' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET details = '{}' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_auditevent SET at = '2026-11-27 12:00:00.000001+00:00' WHERE id = %s", AuditEvent),
        ("UPDATE opinraitti_readrecord SET persons = '[\"user:8\"]' WHERE id = %s", ReadRecord),
        ("UPDATE opinraitti_readrecord SET reader = 'user:2' WHERE id = %s", ReadRecord),
    ],
)
def test_one_changed_byte_is_found_in_its_row(ids, change, model):
    key = model.objects.order_by("pk")[4].pk
    intrude(change, key, model=model)
    with pytest.raises(CommandError, match=rf"row {key} of {model._meta.db_table} has been altered since it was sealed\."):
        command("verify_audit")


@pytest.mark.parametrize("place", [0, 4, 9])
def test_a_deleted_row_is_named(ids, place):
    intrude("DELETE FROM opinraitti_auditevent WHERE id = %s", ids[place])
    with pytest.raises(CommandError, match=rf"row {ids[place]} of opinraitti_auditevent is missing"):
        command("verify_audit")


@pytest.mark.parametrize("place", [0, 5])
def test_a_row_put_in_is_named(place):
    write(10)
    with unprotected(AuditEvent):
        gap = AuditEvent.objects.order_by("pk")[place]
        AuditEvent.objects.filter(pk=gap.pk).delete()
    seal()
    gap.save(force_insert=True)
    with pytest.raises(CommandError, match=rf"row {gap.pk} of opinraitti_auditevent has been added among rows"):
        command("verify_audit")


def test_of_several_the_first_is_named(ids):
    intrude("UPDATE opinraitti_auditevent SET actor = 'b' WHERE id IN (%s, %s)", ids[7], ids[8])
    intrude("DELETE FROM opinraitti_auditevent WHERE id = %s", ids[2])
    with pytest.raises(CommandError, match=f"row {ids[2]} of"):
        command("verify_audit")
    intrude("UPDATE opinraitti_readrecord SET reader = 'b'", model=ReadRecord)
    first_read = ReadRecord.objects.order_by("pk").first().pk
    with pytest.raises(
        CommandError, match=f"row {ids[2]} of opinraitti_auditevent .*; row {first_read} of opinraitti_readrecord"
    ):
        command("verify_audit")


def test_it_says_how_far_all_is_well(ids, capsys):
    intrude("UPDATE opinraitti_auditevent SET actor = 'b' WHERE id = %s", ids[7])
    with pytest.raises(CommandError):
        call_command("verify_audit")
    assert f"events: 6 rows are as they were sealed, up to row {ids[5]} " in capsys.readouterr().out


def test_a_row_and_its_seal_altered_together_betray_the_seal(ids):
    intrude("UPDATE opinraitti_auditevent SET actor = 'b' WHERE id = %s", ids[4])
    second = EVENTS.seals().get(number=2)
    with unprotected(Seal):
        second.rows = sealing.packed(EVENTS.digests(after=ids[2], upto=ids[5]))
        second.save()
    with pytest.raises(CommandError, match="seal 2 of events has been altered, or was made with a SECRET_KEY"):
        command("verify_audit")


def test_a_seal_taken_out_is_missed(ids):
    intrude("DELETE FROM opinraitti_seal WHERE chain = 'events' AND number = 2", model=Seal)
    with pytest.raises(CommandError, match="seal 2 of events is missing"):
        command("verify_audit")


def test_a_genuine_seal_does_not_fit_another_chain(ids):
    """Taken from a copy in which other things had happened: genuine, but it does not follow."""
    second = EVENTS.seals().get(number=2)
    second.previous = b"p" * 32
    second.mac = sealing.mac(second, sealing.keys()[0])
    with unprotected(Seal):
        second.save()
    with pytest.raises(CommandError, match="seal 2 of events does not follow the seal before it"):
        command("verify_audit")


def test_an_end_cut_off_is_betrayed_by_a_line_kept_elsewhere(ids):
    kept = re.findall(r"events:\d+:[0-9a-f]{32}", "\n".join(map(witness, EVENTS.seals())))
    intrude("DELETE FROM opinraitti_auditevent WHERE id = %s", ids[9])
    intrude("DELETE FROM opinraitti_seal WHERE chain = 'events' AND number = 4", model=Seal)
    assert command("verify_audit", "--witness", kept[2])
    with pytest.raises(CommandError, match="seal 4 of events has existed and is gone"):
        command("verify_audit", "--witness", kept[2], "--witness", kept[3])


def test_a_chain_made_anew_is_betrayed_too(ids):
    kept = witness(EVENTS.seals().first())
    intrude("DELETE FROM opinraitti_seal", model=Seal)
    seal()
    assert command("verify_audit")
    with pytest.raises(CommandError, match="seal 1 of events is not the one that was made then"):
        command("verify_audit", "--witness", kept)


@pytest.mark.parametrize("told", ["events:1", "other:1:" + "a" * 32, "events:0:" + "a" * 32, "events:1:" + "g" * 32])
def test_what_is_no_line_of_the_sealing_is_said_so(told):
    with pytest.raises(CommandError, match="is not a line of seal_audit"):
        command("verify_audit", "--witness", told)


def test_seals_of_a_former_key_are_verified_while_it_is_told(ids, settings):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key for tests only, known to everyone"
    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        command("verify_audit")
    settings.SECRET_KEY_FALLBACKS = [former]
    write()
    command("seal_audit")
    assert "events: 11 rows are as they were" in command("verify_audit")


def test_the_form_of_a_row_is_the_documented_one():
    """Whatever the database: the digest is of exactly this text."""
    row = AuditEvent.objects.create(
        actor="user:7", organisation=3, action="membership.ended", subject_type="network.membership", subject_id="9",
        details={"b": [1, None], "a": "ä"},
    )  # fmt: skip
    at = datetime(2026, 11, 27, 12, 0, 0, 5, tzinfo=UTC)
    with unprotected(AuditEvent):
        AuditEvent.objects.filter(pk=row.pk).update(at=at)
    text = (
        '{"action":"membership.ended","actor":"user:7","at":1795780800000005,"details":{"a":"\\u00e4","b":[1,null]},'
        f'"id":{row.pk},"organisation":3,"subject_id":"9","subject_type":"network.membership"}}'
    )
    assert EVENTS.digests(after=None, upto=row.pk) == {row.pk: hashlib.sha256(text.encode()).digest()}


def test_the_administrator_is_told_when_nobody_seals():
    write()
    now = timezone.now()
    assert not sealing.is_overdue(now)
    assert sealing.is_overdue(now + timedelta(hours=25))
    seal()
    assert not sealing.is_overdue(now + timedelta(hours=25))


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_is_still_writing_is_waited_for():
    """An id given out first and committed last must not slip in under a seal."""
    written, may_commit = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            write()
            written.set()
            may_commit.wait(5)
        connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    written.wait(5)
    threading.Timer(0.3, may_commit.set).start()
    assert sum(made.count for made in sealing.seal(EVENTS)) == 1
    slow.join()


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_writes_for_too_long_is_told_and_nothing_is_sealed(monkeypatch):
    monkeypatch.setattr(sealing, "PATIENCE", "50ms")
    write()
    done, holding = threading.Event(), threading.Event()

    def write_for_ever():
        with transaction.atomic():
            write()
            holding.set()
            done.wait(5)
        connection.close()

    slow = threading.Thread(target=write_for_ever)
    slow.start()
    holding.wait(5)
    with pytest.raises(CommandError, match=r"opinraitti_auditevent has been written to for more than 50ms.*run this again"):
        command("seal_audit")
    done.set()
    slow.join()
    assert not Seal.objects.exists()


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_sealers_one_waits():
    write(40)
    made, start = [], threading.Barrier(3)

    def run():
        start.wait()
        made.extend(sealing.seal(EVENTS, batch=2))
        connection.close()

    sealers = [threading.Thread(target=run) for _number in range(3)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    assert sorted(seal.number for seal in made) == list(range(1, 21))
    assert "events: 40 rows are as they were" in command("verify_audit")
