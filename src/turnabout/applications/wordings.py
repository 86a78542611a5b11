"""The words that people agree to, by version. A wording that was once shown is never changed: add the next one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

LIVED_EXPERIENCE = "lived_experience"
"""The purpose in the ledger of consent; its scope is the cohort."""

LATER_COHORTS = "later_cohorts"
"""Letters about later cohorts; its scope is the cohort in which it was said."""
OWN_LIFE = "own_life"
"""A leader declares a strand as part of their own life; its scope is the cohort."""
LATER_NOW, OWN_LIFE_NOW = "later-cohorts-1", "own-life-1"
LATER: dict[str, Any] = {
    "later-cohorts-1": _("You may write to me about later cohorts and about what former participants do"),
}
OWN: dict[str, Any] = {
    "own-life-1": _(
        "I agree that what I have ticked here is kept, locked, so that the co-ordinator can take it into account when "
        "a reverse mentor is found for me. I can take it back at any time, without a reason."
    ),
}

EXPERIENCE_NOW = "lived-experience-2"
EXPERIENCE: dict[str, Any] = {
    "lived-experience-1": _(
        "I agree that what I have ticked and written here is kept, locked, and used to find a reverse mentee who wants "
        "to learn about it. I can take this back at any time, without a reason and without anything happening to me."
    ),
    "lived-experience-2": _(
        "I agree that what I offer is kept, locked, told to those whom I chose here and to nobody else, and used to "
        "find a reverse mentee who wants to learn about it. I can change this or take it back at any time, without a "
        "reason and without anything happening to me."
    ),
    "lived-experience-call-1": _(
        "Do you agree that what you offer is written down here, kept, locked, told to those whom you chose in this "
        "call and to nobody else, and used to find a reverse mentee who wants to learn about it? You can change this "
        "or take it back at any time, without a reason and without anything happening to you."
    ),
    "lived-experience-paper-1": _(
        "I agree that what I offer on this form is kept, locked, told to those whom I chose here and to nobody else, "
        "and used to find a reverse mentee who wants to learn about it. I can change this or take it back at any time, "
        "without a reason and without anything happening to me."
    ),
}
EXPERIENCE_BY = {"phone": "lived-experience-call-1", "paper": "lived-experience-paper-1"}
"""The words that are read aloud in a call, and those that a paper form holds above a signature: the version says how
somebody agreed, and the ledger says who wrote it down. From a list nobody agrees to anything."""

ASK_MANAGER = "ask_manager"
"""The purpose in the ledger of consent; its scope is the cohort."""

ASK_MANAGER_NOW = "ask-manager-1"
ASK_MANAGER_WORDS: dict[str, Any] = {
    "ask-manager-1": _(
        "I agree that my manager is sent this letter and can open this page. They see my name, that it is a leadership "
        "and inclusion programme, and the dates; my role only if I show it."
    ),
}
