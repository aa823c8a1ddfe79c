"""The sender as a process of its own, killed, doubled and stopped in mid-flow: nothing is lost, at most one is repeated.

The real command speaks real SMTP to a server on loopback. More kills than here: MAIL_KILLS=200.
"""

import json
import os
import random
import signal
import time
from collections import Counter
from itertools import pairwise
from urllib.parse import quote

import pytest
from django.db import connection

from tests.outbox import ask
from tests.processes import SECRET, python, running
from tests.smtp_server import smtp_server

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("MAIL_KILLS", "20"))
SENDER = ("manage.py", "send_mail_queue")


def database(var) -> dict:
    """The environment of processes with an outbox: on PostgreSQL the tests' database, on SQLite a file of their own."""
    ours = {"SECRET_KEY": SECRET, "OPINRAITTI_VAR": str(var)}
    if connection.vendor == "sqlite":
        assert python("manage.py", "migrate", "post_office", "--verbosity=0", **ours).returncode == 0
        return ours
    told = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items() if isinstance(value, str | int)}
    password = f":{told['PASSWORD']}" if told["PASSWORD"] else ""
    url = f"postgresql://{told['USER']}{password}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
    return ours | {"DATABASE_URL": url}


@pytest.fixture
def server():
    with smtp_server(delay=0.002) as inbox:
        yield inbox


@pytest.fixture
def env(tmp_path, server):
    return database(tmp_path / "var") | {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_TLS": "0"}


def put(number: int, env: dict) -> None:
    ask(f"put({number})", env)


def told(env: dict) -> list:
    return json.loads(ask("tell()", env))


def until(holds, seconds=30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.005)


def killed_at_random(server, env) -> None:
    """Starts the sender and kills it somewhere between its first word to the server and the tenth mail or so."""
    heard = server.heard
    with running(*SENDER, **env) as sender:
        until(lambda: server.heard > heard)
        time.sleep(random.uniform(0, 0.15))
        sender.kill()
    until(lambda: not server.talking)


def send_the_rest(server, env) -> None:
    """The sender works until it has nothing to say for a while."""
    heard = server.heard
    with running(*SENDER, **env) as sender:
        until(lambda: server.heard > heard)
        while heard != server.heard:
            heard = server.heard
            time.sleep(3)
        sender.terminate()
        assert sender.wait(10) == 0


def test_a_sender_killed_at_any_moment_loses_nothing_and_repeats_at_most_one(server, env):
    number = 12 * KILLS
    put(number, env)
    marks = [0]
    for _ in range(KILLS):
        killed_at_random(server, env)
        marks.append(len(server.messages))
    assert len(set(server.message_ids)) < number, "the kills were to come before the end"
    assert sum(after > before for before, after in pairwise(marks)) > KILLS / 2, "most kills were to come in mid-flow"
    server.delay = 0
    send_the_rest(server, env)
    marks.append(len(server.messages))
    rows = told(env)
    assert set(server.message_ids) == {key for key, _sent, _emptied in rows}, "a mail was lost"
    assert all(sent and emptied for _key, sent, emptied in rows)
    repeats = 0
    for before, after in pairwise(marks):
        sent_before, sent_now = set(server.message_ids[:before]), Counter(server.message_ids[before:after])
        assert max(sent_now.values(), default=0) <= 1
        assert len(sent_before & set(sent_now)) <= 1, "only the mail in hand at the kill may come again"
        repeats += len(sent_before & set(sent_now))
    print(f"{KILLS} kills, {number} mails: 0 lost, {repeats} repeated")


def test_two_senders_never_send_the_same(server, env, tmp_path):
    """On PostgreSQL they may be on two machines, with a folder each."""
    put(60, env)
    other = env | ({"OPINRAITTI_VAR": str(tmp_path / "other")} if connection.vendor == "postgresql" else {})
    with running(*SENDER, **env) as first, running(*SENDER, **other) as second:
        until(lambda: len(server.messages) >= 60)
        for sender in (first, second):
            sender.terminate()
        assert (first.wait(10), second.wait(10)) == (0, 0)
    assert Counter(server.message_ids).most_common(1)[0][1] == 1
    assert all(sent and emptied for _key, sent, emptied in told(env))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_sender_told_to_stop_finishes_the_mail_in_hand(server, env, number):
    server.delay = 0.05
    put(20, env)
    with running(*SENDER, **env) as sender:
        until(lambda: server.messages)
        sender.send_signal(number)
        assert sender.wait(10) == 0
    sent = [key for key, sent, _emptied in told(env) if sent]
    assert 0 < len(sent) < 20
    assert sorted(server.message_ids) == sorted(sent)


def test_a_sender_goes_on_when_the_mail_server_comes_back(server, env):
    put(3, env)
    server.replies = {"EHLO": "421 not now", "HELO": "421 not now"}
    with running(*SENDER, **env):
        until(lambda: server.heard > 1)
        server.replies = {}
        until(lambda: len(server.messages) == 3)


def test_a_sender_ends_with_the_process_that_started_it(server, env):
    """As in the demo, where nobody else would end it. Its output closes when it ends."""
    start = "subprocess.Popen([sys.executable, 'manage.py', 'send_mail_queue', '--with-parent', str(os.getpid())])"
    script = f"import os, subprocess, sys, time; {start}; time.sleep(60)"
    put(1, env)
    with running("-c", script, **env) as parent:
        until(lambda: server.messages)
        parent.kill()
        parent.communicate(timeout=10)
