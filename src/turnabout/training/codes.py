"""The code of a room: six digits that whoever is there reads off the wall and types.

It is worked out from the installation's key, so no copy of the database tells it, and looking at it writes nothing.
"""

from __future__ import annotations

import hmac
import re
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

DIGITS = 6
OPENS, CLOSES = timedelta(minutes=15), timedelta(minutes=30)
"""How long before the session begins it can be shown, and how long after its end it can be shown and typed."""
MOST_TRIES = 10
"""Wrong codes of one person at one session: of a million codes that finds one in a hundred thousand."""


def code_of(session: Any) -> str:
    """The six digits of a session; others after each time that it was made anew."""
    made = salted_hmac("turnabout.training.codes", f"{session.pk}:{session.code_number}", algorithm="sha256")
    return f"{int(made.hexdigest(), 16) % 10**DIGITS:0{DIGITS}}"


def is_code_of(session: Any, typed: str) -> bool:
    """Whether these are the digits of the session, however they were spaced."""
    return hmac.compare_digest(re.sub(r"[^0-9]", "", typed), code_of(session))


def shows_code(session: Any, now: datetime) -> bool:
    """Whether the code can be shown in the room now, where people come in before the session begins."""
    opens, closes = session.starts_at - OPENS, session.ends_at + CLOSES
    return bool(session.status != "cancelled" and opens <= now <= closes)


def takes_codes(session: Any, now: datetime) -> bool:
    """Whether the code can be typed now: never before the session, which could still be moved or called off."""
    return shows_code(session, now) and bool(session.starts_at <= now)
