"""A process that rehearses reaches nobody.

From the moment it is shut, every attempt to connect, to look up a name or to begin another process fails.
"""

from __future__ import annotations

import sys

WAYS = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "smtplib.connect",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
        "subprocess.Popen",
    }
)
"""What Python tells of before it happens (PEP 578). A hook cannot be taken out again; programs in C are not asked."""


class NoWayOut(RuntimeError):
    """Something in a rehearsal tried to reach another machine."""


def shut() -> None:
    """Let nothing out of this process any more, whatever the settings say."""
    sys.addaudithook(_refuse)


def _refuse(event: str, args: object) -> None:
    if event in WAYS:
        raise NoWayOut(f"A rehearsal reaches nobody, and something in it tried to ({event}).")
