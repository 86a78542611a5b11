"""A visitor with a real browser, who minds everything that a careful visitor would.

def test_…(visitor: Visit) -> None:
    page = visitor(width=375)
    page.goto("/account/sign-in/")
    page.check()                    # axe, reflow; at the end of the test: no complaint in the console
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK, NARROWEST = 375, 1280, 320
A_PHONE_AND_A_DESK = pytest.mark.parametrize(
    ("width", "javascript"),
    [pytest.param(PHONE, False, id="phone-no-js"), pytest.param(DESK, True, id="desk-js", marks=pytest.mark.long)],
)
"""Every run walks a long journey the hard way, on a phone without JavaScript; the easy way comes with the full figures.

What JavaScript adds has tests of its own: the form, saving by itself, sharing and the design's own pages.
"""
SHOTS = os.environ.get("SCREENSHOTS", "")
"""A folder to leave screenshots in; none are made without it."""


class Visit(Protocol):
    def __call__(self, *, width: int = DESK, javascript: bool = True) -> Visitor: ...


class Visitor:
    """One page in one fresh browser profile; `complaints` collects what went wrong behind the scenes."""

    def __init__(self, browser: Browser, site: str, *, width: int, javascript: bool) -> None:
        self.complaints: list[str] = []
        self.width = width
        self.javascript = javascript
        self._site = site
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=site,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        self.context = context
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("response", lambda answer: self._answered(answer.url, answer.status))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def problems(self) -> str:
        """What axe finds wrong with the page as it stands; empty when nothing."""
        found = Axe().run(
            self.page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        )
        return "" if found.violations_count == 0 else found.generate_report()

    def check(self, name: str = "") -> None:
        """No accessibility violation, and no sideways scrolling on this screen or on the narrowest one.

        Axe waits on timers, which never ring where scripts are off, so there only the width is looked at.
        """
        if name and SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}-{self.width}.png", full_page=True)
        self.page.wait_for_load_state()
        assert not (problems := self.problems() if self.javascript else ""), problems
        for width in (self.width, NARROWEST):
            self.page.set_viewport_size({"width": width, "height": 900})
            taken = self.page.evaluate("document.documentElement.scrollWidth")
            assert taken <= width, f"{self.page.url} is {taken} pixels wide on a screen of {width}"
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def _heard(self, kind: str, text: str) -> None:
        # A refused form comes back as 409 or 422, which the browser mentions; that is the page doing its work.
        if kind in {"error", "warning"} and not any(f"status of {code}" in text for code in (409, 422)):
            self.complaints.append(f"{kind} in the console of {self.page.url}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self._site, "data:", "blob:", "about:")):
            self.complaints.append(f"the page asked another site for {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400 and "/static/" in url:
            self.complaints.append(f"{status} for {url}")


def launch(playwright: Playwright) -> Browser:
    """This machine's Chromium, else the one that Playwright brought."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=QUIET)
