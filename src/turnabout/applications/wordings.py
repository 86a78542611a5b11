"""The words that people agree to, by version. A wording that was once shown is never changed: add the next one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

LIVED_EXPERIENCE = "lived_experience"
"""The purpose in the ledger of consent; its scope is the cohort."""

EXPERIENCE_NOW = "lived-experience-1"
EXPERIENCE: dict[str, Any] = {
    "lived-experience-1": _(
        "I agree that what I have ticked and written here is kept, locked, and used to find a reverse mentee who wants "
        "to learn about it. I can take this back at any time, without a reason and without anything happening to me."
    ),
}
