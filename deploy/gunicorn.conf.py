"""How the portal is served: `gunicorn --config deploy/gunicorn.conf.py`. Behind a proxy that buffers (deploy/nginx.conf).

| variable | meaning | default |
| --- | --- | --- |
| BIND | address:port or unix:/path | 127.0.0.1:8000 |
| WEB_CONCURRENCY | worker processes; about one a core | 2 |
| WEB_THREADS | threads a worker; one is fastest on two cores | 1 |
"""

import ctypes
import gc
import os
import socket
import time
from contextlib import suppress
from importlib import import_module

from django.db import connections

IDLE_SECONDS = 60
TIDY_SECONDS = 5
_tidied = {"at": 0.0}

wsgi_app = "opinraitti.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "1"))
# Code, translations and vocabulary are loaded once, before the fork, and shared by the workers.
preload_app = True
timeout = 30
graceful_timeout = 20
max_requests, max_requests_jitter = 20_000, 2_000
# No access log: addresses and search words of readers are nobody's business. The proxy may count.
accesslog = None
errorlog = "-"
# Nothing speaks to the running server but systemd.
control_socket_disable = True
# Heartbeats are files; a disk that stalls must not look like a worker that has died.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def give_back():
    """Free memory goes back to the system: the library keeps what lies between things still in use."""
    with suppress(OSError, AttributeError):  # only GNU's library has it
        ctypes.CDLL(None).malloc_trim(0)


def when_ready(server):
    """Before the fork: what is loaded by now stays where it is and is shared, what was freed goes back to the system.

    And a connection reaches a worker with its first byte: one that a browser opens in advance holds up nobody.
    """
    gc.collect()
    gc.freeze()
    give_back()
    for listener in server.LISTENERS:
        if listener.sock.family != socket.AF_UNIX and hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, IDLE_SECONDS)


def pre_fork(server, worker):
    """A connection opened while loading must not be shared by the workers."""
    connections.close_all()


def post_request(worker, req, environ, resp):
    """A costly question, or a changed directory, needs memory for a moment. To give it back takes under a millisecond."""
    now = time.monotonic()
    if now > _tidied["at"] + TIDY_SECONDS:
        _tidied["at"] = now
        give_back()


def worker_exit(server, worker):
    """What the worker has counted of searches is written before it goes. The application is loaded by now, not above."""
    import_module("services.search.tally").flush()
