"""A cohort's short address, and an address left to hear of the next opening: used once, seen by nobody, forgotten."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cohorts.world import World, at
from turnabout.cohorts import actions, joining, queries
from turnabout.cohorts.models import Cohort, Interest, ShortLink
from turnabout.cohorts.strands import STRANDS
from turnabout.foundation import clock, ids
from turnabout.foundation.accounts.actors import CLOCK, VISITOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.audit.trail import action
from turnabout.foundation.encryption.models import DataKey
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.models import Message

LATER = at(2024, 5, 1)
"""After the first cohort has closed, long before the next one opens."""


@pytest.fixture
def world(db: Any) -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def over(world: World) -> Cohort:
    """A cohort whose applications have closed; nothing else of the programme is open."""
    return actions.close_applications(cohort=world.just_open(), by=world.coordinator, now=world.now)


def get(client: Any, address: str, moment: Any = LATER) -> Any:
    with clock.borrowed(moment):
        return client.get(address)


def leave(client: Any, cohort: Cohort, email: str, page: str = "tell_me", moment: Any = LATER) -> Any:
    with clock.borrowed(moment):
        return client.post(reverse(f"cohorts:{page}", args=[cohort.short_link.code]), {"email": email})


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def public(cohort: Cohort) -> str:
    return reverse("home:public", args=[cohort.programme.slug, cohort.slug])


def tell(world: World) -> None:
    """Let the worker do what waits, every job twice over."""
    with clock.borrowed(world.now):
        queue.drain(runs=2)


def told() -> list[str]:
    """The addresses that a letter went to."""
    return sorted(sent.to[0] for sent in mail.outbox if sent.subject.endswith("programme: open now"))


# The short address.


def test_the_short_address_leads_to_the_public_page_however_it_is_typed(client: Any, world: World) -> None:
    cohort = world.just_open()
    code = cohort.short_link.code
    for typed in (f"/j/{code}", f"/j/{code}/", f"/j/{code.upper()}", f"/J/{code.upper()}", f"/j/{code[:2]} {code[2:]}"):
        response = get(client, typed)
        assert (response.status_code, response["Location"]) == (302, public(cohort)), typed
    assert joining.address(cohort).endswith(f"/j/{code}")


def test_a_code_can_be_said_on_the_phone(world: World) -> None:
    codes = [world.cohort(number=number).short_link.code for number in range(1, 7)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(f"[{joining.SIGNS}]{{5}}", code) for code in codes)
    assert not set(joining.SIGNS) & set("01258bgilnoqsuvwz")


def test_before_the_cohort_opens_the_page_says_so_and_nothing_else_of_it(client: Any, world: World) -> None:
    draft = world.cohort(title="A secret name")
    response = get(client, f"/j/{draft.short_link.code}", world.now)
    assert response.status_code == 200
    shown = words(response)
    assert "Fenwick reverse mentoring is not open yet" in shown
    assert "It is planned to open on Saturday 11 November 2023." in shown
    assert "inclusion@example.org" in shown
    assert "Tell me when it opens" in shown
    assert "secret" not in shown
    assert "turns mentoring on its head" not in shown


def test_when_the_cohort_is_over_the_address_still_leads_on(client: Any, over: Cohort, world: World) -> None:
    response = client.get(f"/j/{over.short_link.code}", follow=True)
    assert "Applications have closed." in words(response)
    assert "Tell me when the next one opens" in words(response)
    off = actions.call_off(cohort=over, by=world.coordinator, now=world.now)
    assert "This cohort will not take place." in words(client.get(f"/j/{off.short_link.code}", follow=True))


def test_an_unknown_code_gets_a_page_that_helps(client: Any, db: Any) -> None:
    for typed in ("/j/xxxxx", "/j/" + "x" * 300, "/j/%00", "/j/../j", "/j/%F0%9F%8E%89"):
        response = client.get(typed)
        assert response.status_code == 404, typed
    assert "No programme has this short address" in words(client.get("/j/xxxxx"))


def test_visiting_counts_nobody(client: Any, world: World) -> None:
    cohort, draft = world.just_open(), world.cohort(number=6)
    for one in (cohort, draft):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = get(client, f"/j/{one.short_link.code}")
        assert not [q["sql"] for q in asked.captured_queries if not q["sql"].startswith("SELECT")]
        assert not response.cookies


@action("test.coded", about="cohort")
def another_code(*, cohort: Cohort, by: Any, now: Any) -> ShortLink:
    cohort.short_link.delete()
    return joining.give_code(cohort)


def test_a_code_that_was_given_is_never_given_to_another_cohort(world: World) -> None:
    with ids.seeded(3):
        code = ids.short_code(joining.SIGNS, joining.LONG)
    ShortLink.objects.create(code=code)  # its cohort is gone
    with ids.seeded(3):
        given = another_code(cohort=world.cohort(), by=VISITOR, now=world.now)
    assert given.code != code
    assert joining.by_code(code) is None


def test_a_copied_cohort_has_a_code_of_its_own(world: World) -> None:
    first = world.just_open()
    copy = actions.copy_cohort(
        source=first, title="Next", starts_on=first.starts_on, by=world.coordinator, now=world.now
    )
    assert copy.short_link.code != first.short_link.code


# To hear when the next one opens.


def test_who_left_an_address_gets_one_letter_when_the_next_cohort_opens(
    client: Any, over: Cohort, world: World
) -> None:
    for email in ("amara@example.org", "idris@example.org"):
        assert leave(client, over, email).status_code == 302
    assert DataKey.objects.count() == 2
    nxt = world.just_open(number=6, title="The next one")
    written = Message.objects.filter(kind="cohorts.open_now")
    assert not written.exists()
    tell(world)
    assert told() == ["amara@example.org", "idris@example.org"]
    assert not Interest.objects.exists()
    assert not DataKey.objects.exists()
    assert not Due.objects.filter(job=joining.FORGET).exists()
    letter = next(sent for sent in mail.outbox if sent.subject == "Leadership and inclusion programme: open now")
    assert f"/j/{nxt.short_link.code}>" in letter.body
    assert "the end of Friday 26 January 2024" in letter.body
    assert set(written.values_list("to_address", flat=True)) == {""}
    assert "@" not in "".join(str(line.details) + str(line.by_label) for line in AuditEvent.objects.all())


def test_the_letter_says_neither_mentoring_nor_a_strand(client: Any, over: Cohort, world: World) -> None:
    leave(client, over, "amara@example.org")
    world.just_open(number=6)
    tell(world)
    written = Message.objects.get(kind="cohorts.open_now")
    said = f"{written.subject} {written.body}".lower()
    assert "mentor" not in said
    assert "mentee" not in said
    assert not [label for _code, label in STRANDS if str(label).lower() in said]


def test_an_opening_that_fails_leaves_the_addresses(client: Any, over: Cohort, world: World) -> None:
    leave(client, over, "amara@example.org")
    ready = world.ready_cohort(number=6)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.open_applications(cohort=ready, by=world.coordinator, now=world.now)
        raise RuntimeError("the light went out")
    tell(world)
    assert Interest.objects.count() == 1
    assert not Message.objects.filter(kind="cohorts.open_now").exists()


def test_nobody_is_told_twice_and_nobody_of_another_programme(client: Any, over: Cohort, world: World) -> None:
    other = actions.create_programme(host=world.host, name="Another", by=world.coordinator, now=world.now)
    leave(client, over, "amara@example.org")
    world.just_open(number=1, programme=other)
    tell(world)
    assert not Message.objects.filter(kind="cohorts.open_now").exists()
    first = world.just_open(number=6)
    tell(world)
    actions.close_applications(cohort=first, by=world.coordinator, now=world.now)
    world.just_open(number=7)
    tell(world)
    assert Message.objects.filter(kind="cohorts.open_now").count() == 1


def test_whoever_waits_for_a_draft_is_told_when_that_opens(client: Any, world: World) -> None:
    draft = world.ready_cohort()
    assert leave(client, draft, "amara@example.org", moment=world.now).status_code == 302
    actions.open_applications(cohort=draft, by=world.coordinator, now=world.now)
    tell(world)
    assert told() == ["amara@example.org"]


def test_many_are_told_some_at_a_time_and_each_once(
    client: Any, over: Cohort, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "AT_ONCE", 2)
    waiting = [f"one{number}@example.org" for number in range(7)]
    for email in waiting:
        actions.leave_address(cohort=over, email=email, by=VISITOR, now=LATER)
    world.just_open(number=6)
    assert Interest.objects.count() == 7
    assert "told" not in AuditEvent.objects.filter(event="cohort.opened").latest("number").details
    tell(world)
    assert told() == waiting
    assert not Interest.objects.exists()


def test_whoever_could_not_be_told_before_it_was_closed_waits_for_the_next(
    client: Any, over: Cohort, world: World
) -> None:
    leave(client, over, "amara@example.org")
    actions.close_applications(cohort=world.just_open(number=6), by=world.coordinator, now=world.now)
    tell(world)
    assert not told()
    assert Interest.objects.count() == 1


def test_nobody_but_the_clock_tells(over: Cohort, world: World) -> None:
    with pytest.raises(Refused):
        actions.tell_waiting(cohort=world.just_open(number=6), by=world.coordinator, now=world.now)


def test_whether_there_is_something_to_wait_for_is_asked_after_standing_in_line(over: Cohort) -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.leave_address(cohort=over, email="amara@example.org", by=VISITOR, now=LATER)
    reads = [q["sql"] for q in asked.captured_queries if q["sql"].startswith("SELECT")]
    line = next(at for at, sql in enumerate(reads) if 'FROM "cohorts_programme"' in sql and "JOIN" not in sql)
    open_one = next(at for at, sql in enumerate(reads) if "'open'" in sql)
    assert line < open_one


@pytest.mark.parametrize("page", ["tell_me", "forget_me"])
def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client: Any, over: Cohort, page: str) -> None:
    leave(client, over, "amara@example.org")
    known, unknown = (leave(client, over, email, page) for email in ("amara@example.org", "new@example.org"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "@" not in known["Location"]
    assert "amara" not in words(get(client, known["Location"]))


def test_one_address_waits_once_however_it_is_written(client: Any, over: Cohort) -> None:
    for email in ("amara@example.org", "Amara@Example.ORG", "  amara@example.org "):
        leave(client, over, email)
    assert Interest.objects.count() == 1
    assert DataKey.objects.count() == Due.objects.filter(job=joining.FORGET).count() == 1


def test_an_address_is_taken_back_by_typing_it_again(client: Any, over: Cohort, world: World) -> None:
    leave(client, over, "amara@example.org")
    leave(client, over, "AMARA@example.org", "forget_me")
    assert not Interest.objects.exists()
    assert not DataKey.objects.exists()
    world.just_open(number=6)
    tell(world)
    assert not Message.objects.filter(kind="cohorts.open_now").exists()


def test_the_address_lies_encrypted_and_no_line_says_whose_it_is(client: Any, over: Cohort, world: World) -> None:
    client.force_login(world.outsider)
    leave(client, over, "pat.stranger@example.org")
    one = Interest.objects.get()
    assert b"stranger" not in bytes(one.address)
    assert "stranger" not in one.seal
    line = AuditEvent.objects.get(event="interest.left")
    assert (line.by_id, line.thing_id) == (None, str(over.pk))
    assert (line.at.hour, line.at.minute) == (0, 0)
    assert "stranger" not in str(line.details)


def test_after_24_months_it_is_forgotten_and_not_before(client: Any, over: Cohort) -> None:
    leave(client, over, "amara@example.org")
    for moment, left in ((at(2026, 4, 30, 23), 1), (at(2026, 5, 1, 0, 1), 0)):
        with clock.borrowed(moment):
            queue.tick(moment)
            queue.drain(runs=2)
        assert Interest.objects.count() == left
    assert not DataKey.objects.exists()
    assert not AuditEvent.objects.filter(event="interest.ran_out", by_label="a visitor").exists()


def test_only_the_clock_forgets_and_only_in_time(client: Any, over: Cohort, world: World) -> None:
    leave(client, over, "amara@example.org")
    one = Interest.objects.get()
    for by, moment in ((CLOCK, LATER), (world.coordinator, at(2027, 1, 1))):
        with pytest.raises(Refused):
            actions.forget_address(interest=one, by=by, now=moment)
    assert Interest.objects.exists()


def test_while_people_can_apply_there_is_nothing_to_wait_for(client: Any, over: Cohort, world: World) -> None:
    now_open = world.just_open(number=6, title="The open one")
    during = at(2023, 12, 1)
    page = words(get(client, reverse("cohorts:tell_me", args=[over.short_link.code]), during))
    assert "The open one is open now, until the end of Friday 26 January 2024." in page
    refused = leave(client, over, "amara@example.org", moment=during)
    assert refused.status_code == 409
    assert "You can apply now, so there is nothing to wait for." in words(refused)
    assert not Interest.objects.exists()
    shown = words(get(client, public(over), during))
    assert "The open one is open now" in shown
    assert "Tell me when" not in shown
    assert "Tell me when" not in words(get(client, public(now_open), during))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your email address"),
        ("nobody", "Enter an email address like name@example.com"),
        ("a" * 300 + "@example.org", "can have up to 254 characters"),
        ("amara@gmial.com", "Did you mean amara@gmail.com?"),
    ],
)
def test_what_is_no_address_is_said_beside_the_box(client: Any, over: Cohort, typed: str, said: str) -> None:
    response = leave(client, over, typed)
    assert response.status_code == 422
    assert said in words(response)
    assert not Interest.objects.exists()


def test_an_address_that_looks_like_a_slip_is_taken_when_pressed_again(client: Any, over: Cohort) -> None:
    first = leave(client, over, "amara@gmial.com")
    assert 'name="sure" value="amara@gmial.com"' in first.content.decode()
    with clock.borrowed(LATER):
        again = client.post(
            reverse("cohorts:tell_me", args=[over.short_link.code]),
            {"email": "amara@gmial.com", "sure": "amara@gmial.com"},
        )
    assert again.status_code == 302


def test_a_machine_that_leaves_address_after_address_has_to_wait(client: Any, over: Cohort, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"leave_address": "2/m/ip"}
    got = [leave(client, over, f"one{number}@example.org") for number in range(3)]
    assert [one.status_code for one in got] == [302, 302, 429]
    assert "Wait a few minutes" in words(got[-1])
    assert 'value="one2@example.org"' in got[-1].content.decode()
    assert Interest.objects.count() == 2


def test_more_than_people_would_leave_are_not_taken(client: Any, over: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST", 1)
    leave(client, over, "one@example.org")
    assert leave(client, over, "two@example.org").status_code == 409
    assert Interest.objects.count() == 1


def test_a_coordinator_learns_whether_few_or_many_wait_and_nobody_else_does(
    client: Any, over: Cohort, world: World
) -> None:
    seen = []
    for number in range(23):
        actions.leave_address(cohort=over, email=f"one{number}@example.org", by=VISITOR, now=LATER)
        seen.append(joining.waiting(world.coordinator, over, LATER))
    assert seen == [1] * 9 + [10] * 10 + [20] * 4
    assert joining.waiting(world.outsider, over, LATER) == 0
    assert joining.waiting(VISITOR, over, LATER) == 0
    assert queries.find_cohort(VISITOR, over.pk) is not None
