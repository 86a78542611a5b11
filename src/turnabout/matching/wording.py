"""The engine's reasons in words: the co-ordinator's say what counted, a partner's nothing of the other's strands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications.topics import words_of

MODES = {"in_person": lazy("in person"), "video": lazy("by video"), "phone": lazy("by phone")}
SENTENCES: dict[str, Any] = {
    "base.permitted": lazy("Every rule allows this pair ({points} points)."),
    "topics.all_wanted": lazy("Everything that the leader wants to learn about is offered ({points} of {out_of})."),
    "topics.some_wanted": lazy(
        "{shared} of the {wanted} topics that the leader wants are offered ({points} of {out_of})."
    ),
    "topics.open": lazy("No topic in common, but one of them is open to any ({points} of {out_of})."),
    "seniority.two_or_more": lazy("The leader stands {levels} levels above ({points} of {out_of})."),
    "seniority.one": lazy("The leader stands one level above ({points} of {out_of})."),
    "seniority.same": lazy("Both stand on the same level ({points} of {out_of})."),
    "seniority.mentor_senior": lazy("The reverse mentor stands {levels} levels above ({points} of {out_of})."),
    "seniority.unknown": lazy("A level is not known ({points} of {out_of})."),
    "organisation.different": lazy("The two work in different organisations."),
    "organisation.same": lazy("The two work in the same organisation."),
    "organisation.unknown": lazy("An organisation is not known."),
    "pair.locked": lazy("This pair was settled before the round."),
    "pair.kept": lazy("This pair was kept from the round before."),
    "pair.rules_met": lazy("Every rule of the programme is met."),
    "pair.total_only": lazy(
        "The total is {points} points. What it is made of is not shown, because the reverse mentor offers something "
        "that is told to nobody."
    ),
    "line.unknown_for_mentor": lazy("The reverse mentor’s manager is not known, so their line could not be checked."),
    "line.unknown_for_mentee": lazy("The leader’s manager is not known, so their line could not be checked."),
    "line.excepted": lazy("They are {levels_apart} levels apart in one line; the cohort recorded an exception."),
    "meeting.common_modes": lazy("You can meet {modes}."),
    "unmatched.not_ready": lazy("Not ready to be paired."),
    "unmatched.nobody_there": lazy("There is nobody in the other role yet."),
    "unmatched.nobody_permitted": lazy(
        "The rules leave nobody. Possible partners before them: {partners_before_rules}."
    ),
    "unmatched.outnumbered": lazy("There are partners, but too few places for all who could take them."),
    "unmatched.total_only": lazy(
        "We found nobody in this round. What counted is not shown, because this person offers something that is told "
        "to nobody."
    ),
    "unmatched.not_all_counted": lazy("Reverse mentors who offer something that is told to nobody are not counted."),
    "unmatched.changed": lazy("What counted is not shown any more, because what they offer has changed since."),
    "pair.changed": lazy(
        "What counted is not shown any more, because what the reverse mentor offers has changed since."
    ),
    "unmatched.competition": lazy("Places: {places}. Wanted: {places_wanted}, by {people} in all."),
    "unmatched.others_have_two": lazy("With two partners: {people}."),
    "unmatched.this_round": lazy("We found nobody for you in this round. We look again in the next."),
    "hindrance.untrained": lazy("They have not been to their training yet."),
    "hindrance.no_consent": lazy("A consent is missing."),
    "hindrance.inactive": lazy("They do not take part now."),
    "hindrance.hr": lazy("Human Resources asked to wait."),
    "hindrance.adjustments": lazy("An adjustment cannot be made yet."),
    "removed.not_ready": lazy("Not ready: {partners}."),
    "removed.hr": lazy("Human Resources asked to wait: {partners}."),
    "removed.management_line": lazy("In the same management line: {partners}."),
    "removed.avoid": lazy("Not available: {partners}."),
    "removed.paired_before": lazy("Proposed before: {partners}."),
    "removed.forbidden": lazy("Ruled out by the co-ordinator: {partners}."),
    "removed.no_way_to_meet": lazy("No way to meet in common: {partners}."),
    "removed.no_common_topic": lazy("No topic in common: {partners}."),
    "removed.no_place": lazy("No place left: {partners}."),
    "scarcity.topic": lazy("{topic}: offered by {offering}, wanted by {wanting}."),
}


def sentence(phrase: Mapping[str, Any]) -> str:
    """One stored phrase as a sentence; `KeyError` for a phrase that nobody has put into words."""
    values = dict(phrase["values"])
    if "topic" in values:
        values["topic"] = words_of([values["topic"]])[0]
    if "modes" in values:
        values["modes"] = _(" or ").join(str(MODES.get(mode, mode)) for mode in values["modes"])
    return str(SENTENCES[phrase["key"]]).format(**values)


def sentences(phrases: Iterable[Mapping[str, Any]]) -> list[str]:
    """Several stored phrases, each as a sentence."""
    return [sentence(phrase) for phrase in phrases]
