"""What co-ordinators write for the public pages: looked at first, never over somebody else's words, never harmful."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from tests.cohorts.world import at
from tests.home.test_public import OPEN, page, queries_of
from tests.home.walk import furnish, say
from turnabout.cohorts import actions
from turnabout.cohorts.checks import ChangedMeanwhile
from turnabout.cohorts.models import Passage
from turnabout.cohorts.passages import fingerprint
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.home.web import kept
from turnabout.home.web.passages import THINGS
from turnabout.resources import actions as resources


def public(cohort: Any) -> str:
    return reverse("home:public", args=[cohort.programme.slug, cohort.slug])


def writing(cohort: Any, thing: str) -> str:
    return reverse("home:passage", args=[cohort.pk, thing])


def write(client: Any, cohort: Any, thing: str, seen: str | None = None, **values: str) -> Any:
    """Send the page of `thing` as a browser would, what it was shown included."""
    seen = fingerprint({}) if seen is None else seen
    with clock.borrowed(OPEN):
        return client.post(writing(cohort, thing), {"seen": seen, "idempotency_key": str(uuid.uuid4()), **values})


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


def test_awards_video_and_own_site_stand_on_the_page(client, world):
    shown = page(client, public(furnish(world, world.just_open())))
    for words in (
        "This is cohort 5 of the programme.",
        "Winner of the Fenwick inclusion award , 2022.",
        "Reverse mentoring in three minutes : a video on another site, with captions",
        "Read what is said in “Reverse mentoring in three minutes”",
        "I had never asked anybody, she says.",
        "More about the programme: Fenwick inclusion",
    ):
        assert words in shown


def test_a_page_without_them_has_no_empty_headings(client, world):
    shown = page(client, public(world.just_open()))
    for words in ("Awards", "Watch", "More about the programme", "What people said", "To watch, read"):
        assert words not in shown


def test_the_page_reads_from_what_it_is_to_whom_to_ask(client, world):
    shown = page(client, public(furnish(world, world.just_open())))
    order = (
        "turns mentoring on its head",
        "Who it is for",
        "Apply by the end of",
        "Applications open",
        "Apply as a reverse mentor",
        "Apply as a reverse mentee",
        "What people said",
        "Watch",
        "Information packs",
        "Ask us",
    )
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_a_video_is_a_link_and_never_inside_the_page(client, world):
    cohort = furnish(world, world.just_open())
    with clock.borrowed(OPEN):
        body = client.get(public(cohort)).content.decode()
    assert '<a href="https://films.example.org/reverse-mentoring" rel="noopener noreferrer">' in body
    for tag in ("<iframe", "<video", "<embed", "<object"):
        assert tag not in body


def test_what_is_written_is_on_the_page_at_once(keeper, client, world):
    cohort = world.just_open()
    assert "Better than before" not in page(client, public(cohort))
    assert write(keeper, cohort, "awards", text="Better than before.").status_code == 302
    keeper.logout()
    assert "Better than before." in page(client, public(cohort))


def test_looking_saves_nothing(keeper, world):
    cohort = world.just_open()
    lines = AuditEvent.objects.count()
    response = write(keeper, cohort, "awards", text="Best **of all**.", look="yes")
    assert "<strong>of all</strong>" in response.content.decode()
    assert not Passage.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_a_look_at_a_pack_shows_the_whole_pack(keeper, world):
    cohort = world.just_open()
    body = write(keeper, cohort, "pack-mentor", why="For the cake.", look="yes").content.decode()
    assert "For the cake." in body
    assert "What you share, and who sees it" in body


def test_a_criterion_can_be_said_in_other_words_and_emptied_again(keeper, client, world):
    cohort = world.just_open()
    response = write(keeper, cohort, "specification-mentor", M3="You want it for everybody.", helpful="- A\n- B")
    assert response.status_code == 302
    values = Passage.objects.get().values
    assert values == {"M3": "You want it for everybody.", "helpful": "- A\n- B"}
    assert "You want it for everybody." in page(client, public(cohort))
    assert write(keeper, cohort, "specification-mentor", seen=fingerprint(values)).status_code == 302
    shown = page(client, public(cohort))
    assert "You want it for everybody." not in shown
    assert "You want to support colleagues across the whole system." in shown


def test_words_left_as_they_stand_of_themselves_are_not_kept(keeper, world):
    cohort = world.just_open()
    ours = dict(THINGS["pack-mentor"].defaults(cohort))
    typed = {name: value.replace("\n", "\r\n") for name, value in ours.items()} | {"time": "It varies."}
    write(keeper, cohort, "pack-mentor", **typed)
    assert Passage.objects.get().values == {"time": "It varies."}


# Two writers


def test_the_later_of_two_writers_is_told_sees_both_and_overwrites_nothing(keeper, world):
    cohort = world.just_open()
    write(keeper, cohort, "awards", text="The first words.")
    response = write(keeper, cohort, "awards", text="The second words.")
    body = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved other words while you were writing" in body
    assert "The first words." in body
    assert "The second words." in body
    assert Passage.objects.get().values == {"text": "The first words."}
    again = write(keeper, cohort, "awards", seen=fingerprint({"text": "The first words."}), text="Both words.")
    assert again.status_code == 302
    assert Passage.objects.get().values == {"text": "Both words."}
    assert Passage.objects.get().version == 2


def test_only_what_the_other_wrote_otherwise_is_shown(keeper, world):
    cohort = world.just_open()
    given = {"title": "A film", "url": "https://films.example.org/x", "transcript": "One.\r\nTwo.", "captions": "on"}
    write(keeper, cohort, "video", **given)
    body = write(keeper, cohort, "video", **{**given, "title": "Another film"}).content.decode()
    theirs = body.split("What is saved now")[1].split("What you wrote")[0]
    assert "A film" in theirs
    assert "Two." not in theirs
    assert "captions" not in theirs


def test_after_being_told_the_form_knows_what_it_showed(keeper, world):
    cohort = world.just_open()
    write(keeper, cohort, "awards", text="The first words.")
    body = write(keeper, cohort, "awards", text="The second words.").content.decode()
    assert f'name="seen" value="{fingerprint({"text": "The first words."})}"' in body


def test_looking_first_does_not_forget_what_the_writer_saw(keeper, world):
    cohort = world.just_open()
    write(keeper, cohort, "awards", text="The first words.")
    body = write(keeper, cohort, "awards", text="The second words.", look="yes").content.decode()
    assert f'name="seen" value="{fingerprint({})}"' in body


def test_the_first_words_and_the_contact_have_two_writers_too(keeper, world):
    cohort = world.just_open()
    page_of_words = reverse("cohorts:words", args=[cohort.pk])
    typed = {"what": "Mine.", "who_for": "All.", "how_to_apply": "So.", "name": "A", "email": "a@example.org"}
    body = keeper.get(page_of_words).content.decode()
    seen = body.split('name="seen" value="')[1].split('"')[0]
    actions.change_words(cohort=cohort, words={"what": "Theirs."}, contact={}, by=world.coordinator, now=world.now)
    send = {**typed, "seen": seen, "idempotency_key": str(uuid.uuid4())}
    with clock.borrowed(OPEN):
        response = keeper.post(page_of_words, send)
    assert response.status_code == 409
    assert "Theirs." in response.content.decode()
    assert "Mine." in response.content.decode()
    cohort.refresh_from_db()
    assert cohort.what == "Theirs."


def test_who_saves_the_same_words_is_not_told_of_another(world):
    cohort = world.just_open()
    give: dict[str, Any] = {"cohort": cohort, "thing": "awards", "values": {"text": "Same."}, "seen": fingerprint({})}
    keep = {"by": world.coordinator, "now": world.now}
    actions.change_passage(**give, **keep)
    actions.change_passage(**give, **keep)
    with pytest.raises(ChangedMeanwhile):
        actions.change_passage(**{**give, "values": {"text": "Other."}}, **keep)


# Bad input

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "[press](javascript:alert(1))",
    "Well done 🎉🏳️‍🌈",
    "مرحبا بكم",
)


@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_are_words_on_every_page(keeper, client, world, words):
    cohort = world.just_open()
    for thing, name in (("awards", "text"), ("pack-mentor", "why"), ("specification-mentor", "M3")):
        assert write(keeper, cohort, thing, **{name: words}).status_code == 302
    with clock.borrowed(OPEN):
        bodies = [
            client.get(public(cohort)).content.decode(),
            client.get(reverse("home:pack", args=[world.programme.slug, cohort.slug, "mentor"])).content.decode(),
        ]
    for body in bodies:
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert "javascript:" not in body.replace("[press](javascript:alert(1))", "")
        assert 'href="javascript:' not in body
    assert client.get(reverse("home:pack_file", args=[world.programme.slug, cohort.slug, "mentor"])).status_code == 200


def test_ten_megabytes_are_refused_with_the_limit_and_their_beginning_kept(keeper, world):
    cohort = world.just_open()
    response = write(keeper, cohort, "awards", text="A long story. " * 750_000)
    body = response.content.decode()
    assert response.status_code == 422
    assert "can have up to 1000 characters" in body
    assert "The first 25,000 characters of it are kept below." in body
    assert "A long story. A long story." in body
    assert len(body) < 100_000
    assert not Passage.objects.exists()


def test_more_than_can_be_sent_is_refused_with_a_page(keeper, world):
    response = write(keeper, world.just_open(), "awards", text="x" * 13_000_000)
    assert response.status_code == 413
    assert not Passage.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/x", "data:text/html,x"])
def test_an_address_that_is_none_of_the_web_is_refused(keeper, world, address):
    cohort = world.just_open()
    assert write(keeper, cohort, "site", name="Ours", url=address).status_code == 422
    give: dict[str, Any] = {"cohort": cohort, "thing": "site", "values": {"url": address}}
    with pytest.raises(Refused, match="beginning with https"):
        actions.change_passage(**give, by=world.coordinator, now=world.now)


def test_a_video_that_some_cannot_follow_is_not_shown(keeper, world):
    cohort = world.just_open()
    given = {"title": "A film", "url": "https://films.example.org/x"}
    refused = write(keeper, cohort, "video", **given)
    assert refused.status_code == 422
    assert "Some people cannot hear a video." in refused.content.decode()
    assert write(keeper, cohort, "video", **given, captions="on").status_code == 302
    assert Passage.objects.get().values["captions"] == "yes"


# Who, and until when


def test_nobody_but_its_coordinators_writes_and_a_cohort_that_is_over_stays_as_it_was(client, world):
    cohort = world.just_open()
    give: dict[str, Any] = {"cohort": cohort, "thing": "awards", "values": {"text": "Mine."}}
    with pytest.raises(Refused):
        actions.change_passage(**give, by=world.outsider, now=world.now)
    actions.call_off(cohort=cohort, by=world.coordinator, now=world.now)
    with pytest.raises(Refused, match="This cohort is over"):
        actions.change_passage(**give, by=world.coordinator, now=world.now)
    assert not Passage.objects.exists()


def test_there_is_nothing_else_to_write(keeper, world):
    cohort = world.just_open()
    assert keeper.get(writing(cohort, "anything")).status_code == 404
    with pytest.raises(ValueError, match="Unknown: anything"):
        actions.change_passage(cohort=cohort, thing="anything", values={}, by=world.coordinator, now=world.now)


# What is asked of the database


def test_a_page_asks_as_often_for_three_of_everything_as_for_one(client, world):
    def add(cohort: Any, times: int) -> None:
        for number in range(times):
            say(world, cohort, year_label=f"201{number}/1{number + 1}")
            where = f"https://example.org/{number}"
            keep = {"by": world.coordinator, "now": world.now}
            resources.add_resource(cohort=cohort, title=f"Number {number}", url=where, kind="video", **keep)

    few, many = world.just_open(number=1, organisations=[world.host]), world.just_open(number=2)
    add(few, 1)
    one = queries_of(client, public(few))
    add(many, 3)
    for thing in ("awards", "site", "pack-mentor"):
        values = {"url": "https://example.org/"} if thing == "site" else {"text": "x"}
        actions.change_passage(cohort=many, thing=thing, values=values, by=world.coordinator, now=world.now)
    assert queries_of(client, public(many)) == one
    for role in ("mentor", "mentee"):
        packs = [reverse("home:pack", args=[world.programme.slug, cohort.slug, role]) for cohort in (few, many)]
        assert queries_of(client, packs[0]) == queries_of(client, packs[1])


def test_a_page_that_nothing_has_changed_is_handed_out_again_after_one_question(client, world):
    cohort = furnish(world, world.just_open())
    first = page(client, public(cohort))
    assert queries_of(client, public(cohort)) == 1
    assert page(client, public(cohort)) == first


def test_whatever_is_changed_stands_on_a_kept_page_at_once(client, world):
    cohort = world.just_open()
    keep = {"by": world.coordinator, "now": OPEN}

    def rename(name: str) -> None:
        actions.set_brand(organisation=world.host, name=name, colour="", by=world.administrator, now=OPEN)

    changes = {
        "Words of today.": lambda: actions.change_words(
            cohort=cohort, words={"what": "Words of today."}, contact={}, **keep
        ),
        "Nell Newcomer": lambda: actions.change_words(
            cohort=cohort, words={}, contact={"name": "Nell Newcomer", "email": "nell@example.org"}, **keep
        ),
        "A new film": lambda: resources.add_resource(
            cohort=cohort, title="A new film", url="https://example.org/film", kind="article", **keep
        ),
        "They said it just now.": lambda: say(world, cohort, words="They said it just now."),
        "Fenwick in print": lambda: rename("Fenwick in print"),
    }
    for words, change in changes.items():
        assert words not in page(client, public(cohort))
        change()
        assert words in page(client, public(cohort)), words


def test_somebody_who_is_signed_in_never_gets_a_strangers_page(client, world):
    cohort = world.just_open()
    assert "Sign out" not in page(client, public(cohort))
    client.force_login(world.outsider)
    assert "Sign out" in page(client, public(cohort))
    client.logout()
    client.cookies.clear()
    assert "Sign out" not in page(client, public(cohort))


def test_a_kept_page_is_drawn_anew_when_its_day_or_its_last_second_comes(client, world):
    cohort = world.just_open()
    assert "Today" in page(client, public(cohort), at(2024, 1, 25, 23, 59))
    assert "Friday 26 January 2024 Today" in page(client, public(cohort), at(2024, 1, 26, 0, 0))
    assert "Apply as a" in page(client, public(cohort), at(2024, 1, 26, 12))
    assert "Apply as a" not in page(client, public(cohort), cohort.closes_at)


def test_only_so_many_pages_are_kept(client, world, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 1)
    few, many = world.just_open(number=1), world.just_open(number=2)
    page(client, public(few))
    page(client, public(many))
    assert len(kept._shelf) == 1
