"""The words that a new cohort's public page starts with: a person changes them, nobody starts from nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def first_words(pattern: str, leaders: str = "") -> dict[str, Any]:
    """The words of a pattern ("board" or "system") for what it is, who it is for and how to apply.

    `leaders` says in a few words who the leaders of a system programme are.
    """
    what = _(
        "Reverse mentoring turns mentoring on its head: a colleague with lived experience mentors somebody more "
        "senior. It helps leaders to see what they have not had to notice, and to change how things are done."
    )
    if pattern == "board":
        return {
            "what": what,
            "who_for": _(
                "The members of our Board are the reverse mentees. Any member of staff who has experience of being "
                "under-represented can apply as a reverse mentor. You choose what you share, and with whom."
            ),
            "how_to_apply": _(
                "If you are a member of the Board, use the link in the email we send you.\n\n"
                "If you would like to be a reverse mentor, apply below. You can stop at any time and come back."
            ),
        }
    return {
        "what": what,
        "who_for": _(
            "**Reverse mentors** are staff of any grade who want to share their lived experience. You choose what you "
            "share, and with whom.\n\n"
            "**Reverse mentees** are leaders who want to listen and learn: %(leaders)s. You would usually be more "
            "senior than your reverse mentor, but you can be on the same grade."
        )
        % {"leaders": leaders.strip().rstrip(".") or first_leaders([])},
        "how_to_apply": _(
            "Choose one of the two roles and answer the questions. You can stop at any time and come back.\n\n"
            "If you took part before and want to continue, you do not need to apply again: write to us."
        ),
    }


def first_leaders(organisations: list[str]) -> str:
    """Who the leaders are, in words, when nobody has said it yet; `organisations` by name."""
    if len(organisations) == 1:
        return _("directors and other senior leaders of %(name)s") % {"name": organisations[0]}
    if organisations:
        return _("directors and other senior leaders of the %(many)d organisations that take part") % {
            "many": len(organisations)
        }
    return _("directors and other senior leaders of the organisations that take part")
