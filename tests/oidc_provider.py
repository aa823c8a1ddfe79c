"""A real OpenID Connect provider on loopback (oidc-provider-mock, a process of its own), and a door before it that can lie.

Every request of the portal and of the visitor goes through the door. It notes what was asked, and when told to it answers
otherwise than the provider: with another answer at an address, late, or with an ID token whose claims it has changed and
signed anew with a key of its own (which it then shows as the provider's).
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "opinraitti"


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def provider_process():
    port = _free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | {"PYTHONWARNINGS": "ignore"}, **quiet)
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + 30
    while True:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, trust_env=False)
            break
        assert process.poll() is None, "the provider has gone"
        assert time.monotonic() < until, "the provider did not start"
        time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


@lru_cache(maxsize=2)
def signing_key(whose: str = "a stranger") -> rsa.RSAPrivateKey:
    """A key that the provider does not have."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def as_jwks(*keys: rsa.RSAPrivateKey, **told) -> dict:
    shown = [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())) for key in keys]
    return {"keys": [key | told for key in shown]}


class Provider:
    """`asked` holds (path, fields) of each request; `answers` {path: (status, text)} instead of the provider's own;
    `retold` the claims of the ID token that are told otherwise (None: left out)."""

    def __init__(self, behind: str):
        self.behind, self.asked, self.answers, self.retold, self.delay = behind, [], {}, {}, 0.0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def settings(self, **changed) -> dict:
        told = {"issuer": self.issuer, "client_id": CLIENT_ID, "secret": "secret", "name": "", "mfa_values": ["mfa", "otp"]}
        return told | changed

    def knows(self, subject: str, **claims) -> None:
        """A person of the organisation and what the ID token tells of them."""
        httpx.put(f"{self.issuer}/users/{subject}", json=claims, trust_env=False).raise_for_status()

    def visit(self, address: str, subject: str | None) -> str:
        """The visitor signs in at the provider as the person, or declines; tells where the provider sends them then."""
        form = {"sub": subject} if subject else {"action": "deny"}
        answer = httpx.post(address, data=form, trust_env=False)
        assert answer.status_code == 302, answer.text
        # RFC 6749 (4.1.2.1) has the state in an error too; this provider forgets it.
        forgotten = "" if subject else f"&state={question(address)['state']}"
        return answer.headers["Location"] + forgotten

    def answer(self, method: str, path: str, headers: dict, body: bytes) -> tuple[int, str, dict]:
        """What is said to a request, and with which headers."""
        self.asked.append((urlsplit(path).path, dict(parse_qsl(body.decode()))))
        time.sleep(self.delay)
        if (here := self.answers.get(urlsplit(path).path)) is not None:
            return *here, {"Content-Type": "application/json"}
        told = httpx.request(method, self.behind + path, headers=headers, content=body, trust_env=False)
        kept = {name: told.headers[name] for name in ("Content-Type", "Location") if name in told.headers}
        return told.status_code, self._retell(urlsplit(path).path, told.text) if self.retold else told.text, kept

    def _retell(self, path: str, text: str) -> str:
        if path == "/jwks":
            return json.dumps(as_jwks(signing_key(), kid="new"))
        if path != "/oauth2/token":
            return text
        told = json.loads(text)
        claims = jwt.decode(told["id_token"], options={"verify_signature": False}) | self.retold
        claims = {name: value for name, value in claims.items() if value is not None}
        return json.dumps(told | {"id_token": jwt.encode(claims, signing_key(), "RS256", headers={"kid": "new"})})


def _handler(provider: Provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "content-length"}
            with contextlib.suppress(BrokenPipeError):
                status, text, more = provider.answer(self.command, self.path, headers, body)
                self.send_response(status)
                for name, value in (more | {"Content-Length": str(len(text.encode()))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

        do_POST = do_PUT = do_GET

        def log_message(self, *args):
            """Not among the test's own words."""

    return Handler


@pytest.fixture
def provider(provider_process, settings):
    """The portal's provider for one test, telling the truth."""
    made = Provider(provider_process)
    settings.SINGLE_SIGN_ON = made.settings()
    yield made
    made.server.shutdown()
    made.server.server_close()


def question(address: str) -> dict[str, str]:
    """What the address of the provider asks."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
