"""The moves of a cohort as a co-ordinator makes them: what happens, and who is told, before the button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import actions


@dataclass(frozen=True, slots=True)
class Stage:
    """One move: its heading, what will happen in a sentence or two, the words of its button, and the action.

    It is made at about the date of `step`, or of `else_step` in a cohort that goes without that one.
    """

    heading: Any
    happens: Any
    button: Any
    action: Callable[..., Any]
    step: str = ""
    weighty: bool = False
    else_step: str = ""


STAGES: dict[str, Stage] = {
    "open": Stage(
        _("Open this cohort"),
        _(
            "The public page can be seen by everybody, and people can apply or confirm until the end of the last day. "
            "Who can take part, the strands and the rules of the cohort are fixed from then on. Nobody is written to."
        ),
        _("Open it now"),
        actions.open_applications,
    ),
    "close": Stage(
        _("Close applications now"),
        _(
            "Nothing more can be sent in. What people have not sent stays with them as a draft. This happens by "
            "itself at the end of the last day. You cannot open applications again. Nobody is written to."
        ),
        _("Close applications"),
        actions.close_applications,
        weighty=True,
    ),
    "prepare": Stage(
        _("Begin training and briefing"),
        _("Choosing is done. Those who were accepted can take part in training and briefing."),
        _("Begin getting ready"),
        actions.prepare,
        "mentee_training_a",
    ),
    "match": Stage(
        _("Begin matching"),
        _("Everybody who attended their training or briefing can be paired. Nobody is told before you publish pairs."),
        _("Begin matching"),
        actions.start_matching,
        "matching",
    ),
    "launch": Stage(
        _("Start the mentoring"),
        _("The cohort is shown as under way to everybody who takes part."),
        _("Start the mentoring"),
        actions.launch,
        "start",
    ),
    "begin_closing": Stage(
        _("Begin to ask what changed"),
        _("The cohort comes to its end. The end questionnaire can be opened."),
        _("Begin to ask"),
        actions.begin_closing,
        "end_questionnaire",
        else_step="end",
    ),
    "evaluate": Stage(
        _("Finish asking"),
        _("Everybody had the chance to answer. The report can be written."),
        _("Finish asking"),
        actions.evaluate,
        "end_questionnaire_closes",
        else_step="end",
    ),
    "complete": Stage(
        _("Complete this cohort"),
        _("The cohort is over. What was said and done is kept as it is, and nothing can be changed any more."),
        _("Complete the cohort"),
        actions.complete,
        "report",
        weighty=True,
    ),
    "call_off": Stage(
        _("Call this cohort off"),
        _("The cohort will not take place, its public page says so, and nothing can be sent in. It cannot be undone."),
        _("Call the cohort off"),
        actions.call_off,
        weighty=True,
    ),
}
