"""See it as they will: the readers' own pages with one's own words, opened by nobody else and sent by nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.selection.walk import accepted
from turnabout.applications import actions
from turnabout.applications.sharing import AGREED, BEFORE, PARTNER, PROPOSED
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.next_steps import SEE_AS, Step
from turnabout.foundation.encryption.models import DataKey
from turnabout.home.web.seeing import lifeless
from turnabout.monitoring import actions as monitoring
from turnabout.selection import partners

READERS = ("coordinator", "before", "agreed", "board")


@pytest.fixture
def cohort(world: Any) -> Any:
    return world.open_cohort()


@pytest.fixture
def amara(cohort: Any) -> Any:
    """A draft with everything in it: race for a leader before, disability once both agree."""
    application = walk.fill(walk.start(cohort))
    return offer(application, {"race": BEFORE, "disability": AGREED})


def offer(application: Any, topics: Any) -> Any:
    return actions.offer_experience(
        application=application, topics=topics, wording=EXPERIENCE_NOW, by=application.person, now=DURING
    )


def main_of(person: Any, name: str, *args: Any, status: int = 200) -> str:
    client = Client()
    client.force_login(person)
    with clock.borrowed(DURING):
        page = client.get(reverse(name, args=args))
    assert page.status_code == status
    text = page.content.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("reader", READERS)
def test_a_preview_is_ones_own_and_reads_and_writes_nothing_of_anybody_elses(
    amara: Any, world: Any, reader: str
) -> None:
    lines, keys = AuditEvent.objects.count(), DataKey.objects.count()
    page = main_of(amara.person, "home:see_as", amara.pk, reader)
    assert "This is a preview, and only you can see it." in page
    assert (AuditEvent.objects.count(), DataKey.objects.count()) == (lines, keys)
    for other in (world.coordinator, world.outsider):
        main_of(other, "home:see_as", amara.pk, reader, status=404)


def test_a_reader_who_does_not_exist_has_no_page(amara: Any) -> None:
    main_of(amara.person, "home:see_as", amara.pk, "manager-of-nobody", status=404)


@pytest.mark.parametrize("reader", READERS)
def test_nothing_on_a_preview_can_be_pressed(amara: Any, reader: str) -> None:
    page = main_of(amara.person, "home:see_as", amara.pk, reader)
    assert "<form" not in page and "href=" not in page
    assert re.findall(r"<button(?! disabled)", page) == []
    client = Client()
    client.force_login(amara.person)
    assert client.post(reverse("home:see_as", args=[amara.pk, reader])).status_code == 405


def test_what_is_seen_beforehand_is_what_they_are_told_afterwards(world: Any, cohort: Any) -> None:
    """The preview and the reader's own page are made by one function, of one copy: they cannot differ."""
    [part] = accepted(cohort, world, "Amara Okafor")
    application = offer(part.person.applications.get(), {"race": BEFORE, "disability": AGREED, "age": "nobody"})
    part.refresh_from_db()
    for reader, real in ((PROPOSED, partners.before_meeting), (PARTNER, partners.once_agreed)):
        assert partners.as_they_will(application, part.person, reader)[1] == real(part, world.outsider)


def test_each_preview_shows_what_its_reader_may_read(amara: Any) -> None:
    marks = {"race": "Race and ethnicity", "disability": "Disability and", "words": "when I pray", "off": "My family"}
    marks |= {"why": "nobody asked me", "helps": "Time to think.", "surname": "Okafor"}
    expected = {
        "coordinator": {"race", "disability", "why", "surname"},
        "before": {"race", "helps"},
        "agreed": {"race", "disability", "helps", "surname"},
        "board": set(),
    }
    found = {}
    for reader in READERS:
        page = main_of(amara.person, "home:see_as", amara.pk, reader)
        found[reader] = {mark for mark, words in marks.items() if words in page}
    assert found == expected


def test_a_leader_looks_at_what_a_reverse_mentor_will_read(cohort: Any) -> None:
    helen = walk.fill(walk.start(cohort, "mentee", "Helen Marlowe"))
    page = main_of(helen.person, "home:see_as", helen.pk, "before")
    for words in (
        "Would you like to be the reverse mentor of Helen Marlowe?",
        "I keep hearing only good news.",
        "Race",
    ):
        assert words in page
    assert "Fair recruitment" not in page
    assert "Robin Example" in main_of(helen.person, "home:see_as", helen.pk, "agreed")


def test_a_draft_with_nothing_in_it_can_be_looked_at_too(cohort: Any) -> None:
    empty = walk.start(cohort)
    for reader in READERS:
        main_of(empty.person, "home:see_as", empty.pk, reader)
    main_of(empty.person, "home:who_sees", empty.pk)
    main_of(empty.person, "applications:sharing", empty.pk)


def test_whoever_would_take_either_role_has_no_partner_to_look_as_before_they_are_placed(cohort: Any) -> None:
    either = walk.fill(walk.start(cohort, "either"))
    shared = main_of(either.person, "applications:sharing", either.pk)
    for reader, status in (("coordinator", 200), ("before", 404), ("agreed", 404), ("board", 200)):
        client = Client()
        client.force_login(either.person)
        address = reverse("home:see_as", args=[either.pk, reader])
        assert client.get(address).status_code == status
        assert (f'href="{address}"' in shared) == (status == 200)


def test_a_room_that_has_a_page_for_another_reader_finds_its_place_beside_them(amara: Any, monkeypatch: Any) -> None:
    def as_manager(viewer: Any, application: Any, now: Any) -> list[Step]:
        return [Step("See the page as your manager will", f"/managers/{application.pk}/")]

    monkeypatch.setitem(next_steps._offers, SEE_AS + "manager", [as_manager])
    page = main_of(amara.person, "applications:sharing", amara.pk)
    assert page.index("Your line manager") < page.index("See the page as your manager will") < page.index("The Board")


def test_lifeless_leaves_the_words_and_takes_every_way_out() -> None:
    page = lifeless(
        '<form method="post"><input type="hidden" name="csrf" value="x"><a class="nhsuk-button" role="button" '
        'href="/y">Go</a><button>Send</button></form>'
    )
    assert page == (
        '<div><a class="nhsuk-button" role="link" aria-disabled="true">Go</a><button disabled>Send</button></div>'
    )


def test_who_can_see_this_names_them(world: Any, cohort: Any, amara: Any) -> None:
    page = main_of(amara.person, "home:who_sees", amara.pk)
    assert "You offer to talk about: Race and ethnicity" in page
    assert f"{world.coordinator.name}, co-ordinator: once you have sent it" in page
    sent = walk.send(amara)
    with_name = main_of(sent.person, "home:who_sees", sent.pk)
    assert f"{world.coordinator.name}, co-ordinator" in with_name
    assert "once you have sent it" not in with_name
    monitoring.record(cohort=cohort, person=sent.person, answers={}, by=sent.person, now=DURING)
    assert "Nobody: counted in totals only" in main_of(sent.person, "home:who_sees", sent.pk)
    for other in (world.coordinator, world.outsider):
        main_of(other, "home:who_sees", sent.pk, status=404)


def test_the_page_of_readers_is_linked_beside_the_questions(amara: Any) -> None:
    named = reverse("home:who_sees", args=[amara.pk])
    for section in ("why", "boundaries", "apart", "adjustments", "manager"):
        assert f'href="{named}"' in main_of(amara.person, "applications:section", amara.pk, section), section
    assert f'href="{named}"' in main_of(amara.person, "applications:experience", amara.pk)
