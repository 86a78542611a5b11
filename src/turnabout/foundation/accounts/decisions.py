"""Whether somebody may do something, and why not: the reason is the button's text, the page's and the test's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a `may_<verb>(by, thing, now)`.

    `hidden` means the asker must not learn that the thing exists: they get the page for "not here".
    """

    yes: bool
    reason: Any = ""
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.yes


YES = Decision(True)
NOT_YOURS = Decision(False, _("This is not here, or not for the account you are signed in with."), hidden=True)


def no(reason: Any) -> Decision:
    """A refusal that says why, for somebody who may know that the thing exists."""
    return Decision(False, reason)


class Refused(Exception):
    """An action was not allowed; nothing was written. `reason` is a sentence for the person who tried.

    `field` names the argument of the action that it is about, so that a form can say it where that was filled in.
    """

    def __init__(self, decision: Decision | Any, *, field: str = "") -> None:
        self.decision = decision if isinstance(decision, Decision) else no(decision)
        self.field = field
        super().__init__(str(self.decision.reason))

    @property
    def reason(self) -> Any:
        return self.decision.reason


def require(decision: Decision) -> None:
    """Raise `Refused` unless the decision is yes."""
    if not decision.yes:
        raise Refused(decision)
