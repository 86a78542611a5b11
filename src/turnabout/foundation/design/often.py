"""How often something public may be done from one place: counted where sign-in counts, shared by every process."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WAIT = _(
    "That was tried too often from where you are. Wait a few minutes, then try again. What you typed is kept below."
)


def too_often(request: HttpRequest, deed: str) -> bool:
    """Count one more try of `deed` from the asker's network; whether that is one too many.

    How many are allowed stands in the setting ACCOUNT_RATE_LIMITS under the name of the deed.
    """
    return not ratelimit.consume(request, action=deed)
