"""Opens the demo: database, the Kainuu demo network, static files, then the server and the sender of mail. Run by `make demo`."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from io import StringIO

import django
from django.core.management import call_command
from django.db import connections

WELCOME = """
Opinraitti on auki: http://localhost:{port}/

Kokeile näin
  http://localhost:{port}/palvelut/?q=työkkäri       hae arkisella sanalla
  http://localhost:{port}/palvelut/?kunta=kuhmo      rajaa kuntaan
  http://localhost:{port}/toimijat/                  katso, kuka auttaa
  http://localhost:{port}/kysy-neuvoa/               kysy ihmiseltä
  http://localhost:{port}/fi-simple/                 lue selkosuomeksi (myös /sv/ ja /en/)
  http://localhost:{port}/kirjaudu/                  kokeile roolia: ohjaaja, vastuuhenkilö, pääkäyttäjä
  http://localhost:{port}/demo/posti/                lue, mitä sähköpostia portaali lähettää

Tiedot ovat esimerkkejä ja tallessa kansiossa var/. Lopeta: Ctrl+C.
"""


def chosen_port() -> int:
    """`PORT`; says in a sentence when it is no port or somebody has it."""
    value = os.environ.get("PORT", "8000")
    if not (value.isdecimal() and 0 < int(value) < 65536):
        sys.exit(f"PORT on luku väliltä 1–65535, ei “{value}”. Esimerkiksi: make demo PORT=8001")
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(value)))
        except PermissionError:
            sys.exit(f"Portti {value} vaatii pääkäyttäjän oikeudet. Valitse toinen: make demo PORT=8001")
        except OSError:
            sys.exit(f"Portti {value} on jo käytössä. Valitse toinen: make demo PORT={int(value) % 65535 + 1}")
    return int(value)


def prepare() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("seed_demo")
    call_command("rebuild_search", if_stale=True)
    call_command("seal_audit", stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()


def start_mail_sender() -> None:
    """Beside the server, which this process becomes: the sender ends with it. Ctrl+C is for the server alone."""
    command = [sys.executable, "manage.py", "send_mail_queue", "--with-parent", str(os.getpid())]
    subprocess.Popen(command, start_new_session=True)


def main() -> None:
    port = chosen_port()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opinraitti.settings")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    # A browser opens connections it does not use yet. Linux keeps them from the workers (gunicorn.conf.py, when_ready);
    # elsewhere more threads do, or each would hold a whole worker.
    if not hasattr(socket, "TCP_DEFER_ACCEPT"):
        os.environ.setdefault("WEB_THREADS", "4")
    os.environ.update(OPINRAITTI_ENV="demo", BIND=f"127.0.0.1:{port}")
    prepare()
    start_mail_sender()
    print(WELCOME.format(port=port), flush=True)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--log-level", "warning"])


if __name__ == "__main__":
    main()
