"""A process that rehearses reaches nobody: from the moment it is shut, every attempt to connect or look up fails."""

from __future__ import annotations

import sys

WAYS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "smtplib.connect"})
"""What Python tells of before it happens (PEP 578). A hook cannot be taken out again."""


class NoWayOut(RuntimeError):
    """Something in a rehearsal tried to reach another machine."""


def shut() -> None:
    """Let nothing out of this process any more, whatever the settings say."""
    sys.addaudithook(_refuse)


def _refuse(event: str, args: object) -> None:
    if event in WAYS:
        raise NoWayOut(f"A rehearsal reaches nobody, and something in it tried to ({event}).")
