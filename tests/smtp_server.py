"""A mail server on loopback that speaks just enough SMTP (RFC 5321) to take mail, slowly or unwillingly when told."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Inbox:
    """`replies`: what is answered instead of “250 ok” to a command that begins so; “” hangs up.

    `delay`: seconds the server thinks before each answer, so that a test can break in anywhere.
    `heard`: commands so far. `talking`: how many callers are being served; one who was killed may still be heard out.
    """

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    heard: int = 0
    talking: set[int] = field(default_factory=set)

    @property
    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    def reply(self, command: str) -> str:
        return next((told for begin, told in self.replies.items() if command.upper().startswith(begin.upper())), "250 ok")


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        caller = id(self)
        self.server.inbox.talking.add(caller)
        # Whoever calls may be killed in the middle of a word.
        with suppress(ConnectionError):
            self.talk()
        self.server.inbox.talking.discard(caller)

    def talk(self):
        inbox = self.server.inbox
        self.say("220 opinraitti.example")
        while line := self.rfile.readline():
            command = line.decode("ascii", "replace").strip()
            inbox.heard += 1
            time.sleep(inbox.delay)
            answer = inbox.reply(command)
            if not answer:
                return
            if command.upper() == "DATA" and answer.startswith("250"):
                answer = self.take(inbox)
            if not answer:
                return
            if command.upper() == "QUIT":
                self.say("221 bye")
                return
            self.say(answer)

    def take(self, inbox: Inbox) -> str:
        """What is answered to the text of a mail; "" when it ended in the middle: then there is no mail."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\r\n"):
                return ""
            lines.append(line[1:] if line.startswith(b".") else line)
        time.sleep(inbox.delay)
        answer = inbox.reply("END")
        if answer.startswith("250"):
            inbox.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return answer

    def say(self, answer: str):
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, inbox: Inbox):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.inbox = inbox


@contextmanager
def smtp_server(**inbox) -> Iterator[Inbox]:
    inbox = Inbox(**inbox)
    with _Server(inbox) as server:
        inbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield inbox
        finally:
            server.shutdown()
            thread.join()
