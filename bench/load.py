"""How many pages a second a server hands out to a few readers at once, each on a connection that stays open."""

from __future__ import annotations

import http.client
import threading
import time

READERS = 4
"""As many as the server has threads."""


def rate(port: int, path: str, *, cookie: str = "", seconds: float = 1.0) -> float:
    """Answers per second on `path`; an answer other than 200 ends the measurement with an error."""
    faults: list[str] = []
    counts = [0] * READERS
    begun = time.monotonic()

    def read(reader: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < begun + seconds and not faults:
            line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                faults.append(f"{path} answered {answer.status}")
            counts[reader] += 1
        line.close()

    readers = [threading.Thread(target=read, args=[number]) for number in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    if faults:
        raise SystemExit(faults[0])
    return sum(counts) / (time.monotonic() - begun)
