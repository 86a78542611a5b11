"""Browsers that press "send": each opens its form, waits for its moment, and presses twice on two connections.

Knows HTTP and nothing of the product but its form, so it presses on whatever serves it.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

LONGEST = 120.0
"""Seconds that a browser waits for an answer."""
AT_ONCE = 8
"""How many forms are opened at a time."""


@dataclass
class Press:
    """One press on a button and what came of it; times are seconds of `time.time()`."""

    planned: float
    sent_at: float = 0.0
    took: float = 0.0
    status: int = 0
    body: str = ""
    landed: int = 0
    """The status of the page to which the answer led, 0 when it led nowhere."""


@dataclass
class Sender:
    """Somebody in front of a form, with the moments at which they press."""

    path: str
    cookie: str
    form: str = ""
    presses: list[Press] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many presses got no answer, or the server's own fault."""
        return sum(one.status == 0 or one.status >= 500 or one.landed >= 500 for one in self.presses)


def open_forms(address: tuple[str, int], senders: Iterable[Sender]) -> None:
    """Have everybody's page with its form before them, its tokens and ticked boxes included."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda one: _open_form(address, one), senders))


def press_all(address: tuple[str, int], senders: Iterable[Sender]) -> None:
    """Press at every planned moment, whatever happened to the press before; returns when all were answered."""
    threads = [threading.Thread(target=_press, args=[address, one, press]) for one in senders for press in one.presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _open_form(address: tuple[str, int], sender: Sender) -> None:
    with _connected(address) as line:
        line.request("GET", sender.path, headers={"Cookie": sender.cookie})
        answer = line.getresponse()
        page = answer.read().decode()
        if answer.status != 200 or not (inputs := dict(_inputs(page))):
            raise SystemExit(f"{sender.path} answered {answer.status} and has no form.")
        token = answer.headers["Set-Cookie"].partition(";")[0]
    sender.cookie = f"{sender.cookie}; {token}"
    sender.form = urlencode(inputs, doseq=True)


def _inputs(page: str) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    form = page[page.rindex("<form", 0, page.index('name="idempotency_key"')) :]
    for tag in re.findall(r"<input\b[^>]*>", form[: form.index("</form>")]):
        words = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if words.get("name"):
            found.setdefault(words["name"], []).append(words.get("value", ""))
    yield from found.items()


def _press(address: tuple[str, int], sender: Sender, press: Press) -> None:
    time.sleep(max(0.0, press.planned - time.time()))
    press.sent_at = time.time()
    head = {"Cookie": sender.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        with _connected(address) as line:
            line.request("POST", sender.path, sender.form, head)
            answer = line.getresponse()
            press.body, press.status = answer.read().decode(), answer.status
            press.took = time.time() - press.sent_at
        if press.status == 302:
            with _connected(address) as line:
                line.request("GET", answer.headers["Location"], headers={"Cookie": sender.cookie})
                landed = line.getresponse()
                press.body, press.landed = landed.read().decode(), landed.status
    except (OSError, http.client.HTTPException):
        press.took = time.time() - press.sent_at


@contextmanager
def _connected(address: tuple[str, int]) -> Iterator[http.client.HTTPConnection]:
    line = http.client.HTTPConnection(*address, timeout=LONGEST)
    try:
        yield line
    finally:
        line.close()
