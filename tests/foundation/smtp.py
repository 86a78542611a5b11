"""A mail server of our own on this machine, as awkward as the test wants it."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any


class PostOffice(socketserver.ThreadingTCPServer):
    """Takes mail, or answers RCPT and DATA with `refusal` at the stage `refuses`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, refuses: str = "", refusal: str = "", port: int = 0) -> None:
        self.refuses, self.refusal = refuses, refusal
        self.letters: list[EmailMessage] = []
        super().__init__(("127.0.0.1", port), _Counter)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            verb = line.split(b":")[0].split()[0].decode().upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == self.server.refuses and verb != "DATA":
                self._say(self.server.refusal)
            elif verb == "DATA":
                self._take()
            else:
                self._say("250 yes")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.server.refuses == "DATA":
            self._say(self.server.refusal)
            return
        letter: Any = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.letters.append(letter)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office(**awkward: Any) -> Iterator[PostOffice]:
    with PostOffice(**awkward) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
