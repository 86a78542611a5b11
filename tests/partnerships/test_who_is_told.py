"""Every tier, every reader, every moment: what is shown where, against a table written by hand.

Five topics stand in five tiers and a marker stands in each private text; every page is read from its source. What is
not in the table's cell must not be on the page, whoever opens it and however far the two have got.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, HELEN, MATCHING, Ready, page_of
from tests.partnerships.walk import Paired
from turnabout.applications import actions as applications
from turnabout.applications import queries as forms
from turnabout.applications.sharing import AGREED, BEFORE, COORDINATOR, NOBODY
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.matching import queries as matching
from turnabout.partnerships import actions
from turnabout.partnerships import queries as partnerships
from turnabout.selection import partners
from turnabout.selection import queries as selection

OFFERED = at(2024, 3, 14, 10)
TIERS = {"race": BEFORE, "disability": AGREED, "carers": COORDINATOR, "menopause": NOBODY, "veterans": NOBODY}
QUIETLY = ("menopause",)
MARKS = {
    "before": "Race and ethnicity",
    "agreed": "Disability and long-term conditions",
    "coordinator": "Caring for somebody",
    "silent": "Menopause",
    "alone": "Having served in the armed forces",
    "words": "zqx-own-words",
    "off limits": "zqx-off-limits",
    "about me": "zqx-about-me",
    "why": "Because nobody asked me in nine years.",
}
EVERYTHING = set(MARKS)
SHOWN: dict[str, set[str]] = {
    "the mentor, what I share": {"before", "agreed", "coordinator", "silent", "alone"},
    "the mentor, who can see this": {"before", "agreed", "coordinator", "silent", "alone"},
    "the co-ordinator, the application": {"before", "agreed", "coordinator", "words", "about me", "why"},
    "the co-ordinator, matching": set(),
    "the co-ordinator, people": set(),
    "the co-ordinator, pairs": set(),
    "the leader, before the mentor said yes": set(),
    "the leader, when asked": {"before", "about me"},
    "the leader, once both agreed": {"before", "agreed", "words", "off limits", "about me"},
    "the leader, when it has ended": set(),
}
"""The co-ordinator is told with every tier but the first, so the own words too, which stand in “once we both agree”."""


@pytest.fixture
def ready(world: World) -> Ready:
    """Amara offers five things, one in each tier and two told to nobody; Helen wants to learn about the first."""
    made = Ready.make(world, AMARA, HELEN)
    share(made)
    return made


def share(ready: Ready, **given: Any) -> Any:
    amara = ready.person("Amara Okafor")
    application = forms.mine(amara, ready.cohort)
    whole: dict[str, Any] = {
        "topics": TIERS,
        "quietly": QUIETLY,
        "words": MARKS["words"],
        "words_for": AGREED,
        "wording": EXPERIENCE_NOW,
    }
    applications.offer_experience(application=application, by=amara, now=OFFERED, **(whole | given))
    answers = {
        "about_me": MARKS["about me"],
        "off_limits": MARKS["off limits"],
        "off_limits_topics": [],
        "show_off_limits": True,
        "shown_before": ["first_name", "job", "about_me"],
    }
    applications.change_boundaries(application=application, answers=answers, by=amara, now=OFFERED)
    return application


def marks_on(person: Any, name: str, *args: Any, now: Any = MATCHING) -> set[str]:
    with clock.borrowed(now):
        page = page_of(person, name, *args)
    text = page.content.decode()
    assert page.status_code in (200, 404), page.status_code
    main = text[text.index("<main") :]
    return {mark for mark, words in MARKS.items() if words in main}


def test_every_reader_reads_at_every_moment_what_the_table_says(ready: Ready) -> None:
    amara, helen, keeper = ready.person("Amara Okafor"), ready.person("Helen Marlowe"), ready.coordinator
    application = forms.mine(amara, ready.cohort)
    assert application is not None
    found: dict[str, set[str]] = {}
    found["the mentor, what I share"] = marks_on(amara, "applications:sharing", application.pk)
    found["the mentor, who can see this"] = marks_on(amara, "home:who_sees", application.pk)
    found["the co-ordinator, the application"] = marks_on(keeper, "selection:decide", ready.cohort.pk, application.pk)
    pair = ready.pair("Amara Okafor", "Helen Marlowe", ready.publish())
    found["the co-ordinator, matching"] = marks_on(keeper, "matching:overview", ready.cohort.pk)
    found["the co-ordinator, people"] = marks_on(keeper, "selection:people", ready.cohort.pk)
    found["the leader, before the mentor said yes"] = marks_on(helen, "matching:answer", pair.pk)
    ready.answer("Amara Okafor", True, pair)
    found["the leader, when asked"] = marks_on(helen, "matching:answer", pair.pk)
    ready.answer("Helen Marlowe", True, ready.pair("Amara Okafor", "Helen Marlowe"))
    couple = Paired(ready, amara, helen)
    found["the leader, once both agreed"] = marks_on(helen, "partnerships:pair", couple.partnership.pk)
    found["the co-ordinator, pairs"] = marks_on(keeper, "partnerships:overview", ready.cohort.pk)
    actions.end(partnership=couple.partnership, by=helen, now=at(2024, 4, 20))
    found["the leader, when it has ended"] = marks_on(helen, "partnerships:pair", couple.partnership.pk)
    assert found == SHOWN
    assert set().union(*found.values()) == EVERYTHING, "each mark is found somewhere, so the search can find it"


def test_the_queries_give_each_reader_the_same_as_the_pages(ready: Ready) -> None:
    amara, helen = ready.part("Amara Okafor"), ready.person("Helen Marlowe")
    used = selection.profile(amara, ready.coordinator, "matching")
    assert (used["topics"], used["silent"]) == (["race", "disability", "menopause", "carers"], True)
    assert partners.before_meeting(amara, helen).topics == (MARKS["before"],)
    assert partners.once_agreed(amara, helen).topics == (MARKS["before"], MARKS["agreed"])
    assert partners.before_meeting(amara, helen).name == "Amara"
    assert partners.once_agreed(amara, helen).name == "Amara Okafor"
    read = forms.as_coordinator(forms.mine(amara.person, ready.cohort), ready.coordinator, MATCHING)
    assert read["topics"] == ["race", "disability", "carers"]
    assert not {"off_limits", "off_limits_topics", "shown_before", "show_off_limits"} & set(read)


def test_without_the_tick_a_leader_learns_nothing_of_what_is_off_limits(ready: Ready) -> None:
    amara = ready.person("Amara Okafor")
    application = forms.mine(amara, ready.cohort)
    given = {"off_limits": MARKS["off limits"], "off_limits_topics": ["faith"], "show_off_limits": False}
    applications.change_boundaries(application=application, answers=given, by=amara, now=OFFERED)
    told = partners.once_agreed(ready.part("Amara Okafor"), ready.person("Helen Marlowe"))
    assert (told.off_limits, told.off_limits_words) == ((), "")
    assert partners.before_meeting(ready.part("Amara Okafor"), ready.person("Helen Marlowe")).name == ""


def test_whoever_shows_nothing_before_is_asked_about_as_this_person(ready: Ready) -> None:
    amara = ready.person("Amara Okafor")
    applications.change_boundaries(
        application=forms.mine(amara, ready.cohort), answers={"shown_before": []}, by=amara, now=OFFERED
    )
    pair = ready.pair("Amara Okafor", "Helen Marlowe", ready.publish())
    ready.answer("Amara Okafor", True, pair)
    page = page_of(ready.person("Helen Marlowe"), "matching:answer", pair.pk).content.decode()
    main = page[page.index("<main") :]
    assert "Would you like this person to be your reverse mentor?" in main
    for words in ("Amara", "Staff nurse", "Fenwick", MARKS["about me"]):
        assert words not in main


def test_what_is_taken_back_is_gone_from_every_page_at_once(ready: Ready) -> None:
    pair = ready.pair("Amara Okafor", "Helen Marlowe", ready.publish())
    ready.agree(pair)
    amara, helen = ready.person("Amara Okafor"), ready.person("Helen Marlowe")
    application = forms.mine(amara, ready.cohort)
    applications.withdraw_experience(application=application, by=amara, now=at(2024, 4, 2))
    couple = Paired(ready, amara, helen)
    gone = {"before", "agreed", "coordinator", "silent", "alone", "words"}
    for person, name, *args in (
        (helen, "partnerships:pair", couple.partnership.pk),
        (ready.coordinator, "selection:decide", ready.cohort.pk, application.pk),
        (ready.coordinator, "matching:overview", ready.cohort.pk),
        (amara, "applications:sharing", application.pk),
        (amara, "home:who_sees", application.pk),
    ):
        assert not marks_on(person, name, *args) & gone, name


def test_somebody_who_is_not_one_of_the_two_is_told_nothing(ready: Ready, world: World) -> None:
    pair = ready.pair("Amara Okafor", "Helen Marlowe", ready.publish())
    ready.agree(pair)
    couple = Paired(ready, ready.person("Amara Okafor"), ready.person("Helen Marlowe"))
    assert partnerships.told_of_partner(ready.coordinator, couple.partnership) is None
    assert partnerships.told_of_partner(world.outsider, couple.partnership) is None
    assert matching.asked_about(ready.person("Helen Marlowe"), ready.part("Amara Okafor")) == []


def test_each_reading_of_a_partner_is_written_down_with_its_purpose(ready: Ready) -> None:
    pair = ready.pair("Amara Okafor", "Helen Marlowe", ready.publish())
    ready.agree(pair)
    helen = ready.person("Helen Marlowe")
    couple = Paired(ready, ready.person("Amara Okafor"), helen)
    marks_on(helen, "partnerships:pair", couple.partnership.pk)
    line = AuditEvent.objects.filter(event="sensitive.read").order_by("number").last()
    assert line is not None
    assert (line.by_id, line.details["purpose"], line.details["what"]) == (
        helen.pk,
        "meeting a partner",
        "selection.participation.profile",
    )


def test_a_leader_is_not_told_that_somebody_is_being_asked_about_them(ready: Ready) -> None:
    """Who can see this must not name a reverse mentor who has not said yes: before, after, or instead of a no."""
    helen = ready.person("Helen Marlowe")
    application = forms.mine(helen, ready.cohort)

    def page() -> str:
        with clock.borrowed(MATCHING):
            text = page_of(helen, "home:who_sees", application.pk).content.decode()
        return text[text.index("<main") :]

    before = page()
    ready.publish()
    assert page() == before
    ready.answer("Amara Okafor", False, ready.pair("Amara Okafor", "Helen Marlowe"))
    assert page() == before
