"""Two windows, or two devices, on one draft: the later one is told, sees both texts, and chooses."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent

HOPE = "How a rota feels."


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def application(cohort):
    return walk.start(cohort)


@pytest.fixture
def browser(client, application):
    client.force_login(application.person)
    return client


def at(application, name="section", section="why"):
    return reverse(f"applications:{name}", args=[application.pk, section])


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def why_of(application):
    return queries.answers(Application.objects.get(pk=application.pk), application.person, DURING)["why"]


def half_filled(application):
    again = Application.objects.get(pk=application.pk)
    return queries.half_filled(again, again.person, DURING)


def keep(application, seen=None, section="why", **typed):
    return actions.keep(
        application=application, section=section, typed=typed, seen=seen, by=application.person, now=DURING
    )


def save(application, seen=None, **answers):
    whole = {"why": "Mine", "hope": HOPE, **answers}
    actions.save_section(
        application=application, section="why", answers=whole, seen=seen, by=application.person, now=DURING
    )


def test_a_page_carries_the_version_it_was_made_from(browser, application):
    assert 'name="seen" value="0"' in words(browser.get(at(application)))
    save(application)
    assert 'name="seen" value="1"' in words(browser.get(at(application)))


def test_the_later_window_is_told_sees_both_texts_and_overwrites_nothing(browser, application):
    first = press(browser, at(application), seen="0", why="The first window", hope=HOPE)
    assert first.status_code == 302
    later = press(browser, at(application), seen="0", why="The second window", hope=HOPE)
    assert later.status_code == 409
    page = words(later)
    assert "changed in another window or on another device" in page
    assert "The first window" in page
    assert "The second window" in page
    assert page.count(HOPE) == 1, "what is the same in both windows is not shown twice"
    assert why_of(application) == "The first window"


def test_whoever_was_told_may_keep_what_they_typed(browser, application):
    save(application, why="The first window")
    told = words(press(browser, at(application), seen="0", why="The second window", hope=HOPE))
    assert 'name="seen" value="1"' in told
    assert "Keep what stands here" in told
    assert "data-autosave" not in told, "nothing is sent by itself before the choice"
    assert press(browser, at(application), seen="1", why="The second window", hope=HOPE).status_code == 302
    assert why_of(application) == "The second window"


def test_whoever_was_told_may_keep_what_was_saved(browser, application):
    save(application, why="The first window")
    told = words(press(browser, at(application), seen="0", why="The second window", hope=HOPE))
    assert f'href="{at(application)}"' in told
    page = words(browser.get(at(application)))
    assert "The first window" in page
    assert "The second window" not in page


def test_the_same_words_from_two_windows_are_no_conflict(browser, application):
    save(application, why="The same")
    assert press(browser, at(application), seen="0", why="The same", hope=HOPE).status_code == 302


def test_a_half_filled_page_does_not_push_aside_what_another_window_kept(browser, application):
    keep(application, seen=0, why="word " * 260, hope="")
    later = press(browser, at(application), seen="0", why="other " * 270, hope="")
    assert later.status_code == 409
    assert "word word" in words(later)
    assert "other other" in words(later)
    assert half_filled(application)["why"]["why"] == "word " * 260


def test_a_complete_page_does_not_push_aside_what_is_half_typed_elsewhere(browser, application):
    keep(application, seen=0, why="Begun on my phone", hope="")
    later = press(browser, at(application), seen="0", why="Finished at my desk", hope=HOPE)
    assert later.status_code == 409
    assert "Begun on my phone" in words(later)
    assert why_of(application) is None


def test_an_overtaken_save_writes_nothing_and_leaves_no_line(application):
    save(application, why="The first window")
    lines = AuditEvent.objects.count()
    for attempt in (lambda: save(application, seen=0, why="Other"), lambda: keep(application, seen=0, why="Other")):
        with pytest.raises(Refused, match="Choose which one to keep"):
            attempt()
    assert AuditEvent.objects.count() == lines
    assert half_filled(application) == {}


def test_each_section_has_a_version_of_its_own(browser, application):
    save(application, why="The first window")
    kept = press(browser, at(application, section="apart"), seen="0", avoid_emails="", avoid_teams="Estates")
    assert kept.status_code == 302


@pytest.mark.parametrize("seen", ["", "-1", "x", "٣", "9" * 30])
def test_a_page_that_carries_no_version_is_taken_as_before(browser, application, seen):
    save(application, why="The first window")
    assert press(browser, at(application), seen=seen, why="Later", hope=HOPE).status_code == 302


def test_what_is_typed_is_kept_by_itself_and_the_page_says_when(browser, application):
    answer = browser.post(at(application, "keep"), {"seen": "0", "why": "Half a thou", "hope": ""})
    assert answer.status_code == 200
    assert answer.json() == {"told": "Saved at 10:00", "seen": 1}
    assert half_filled(application)["why"]["why"] == "Half a thou"
    assert "Half a thou" in words(browser.get(at(application)))


def test_the_hour_is_londons_in_summer_too(world, client):
    summer = walk.start(world.just_open(number=7, starts_on=walk.SUMMER_START), now=walk.SUMMER)
    client.force_login(summer.person)
    with clock.borrowed(walk.SUMMER):
        answer = client.post(at(summer, "keep"), {"seen": "0", "why": "x"})
    assert answer.json()["told"] == "Saved at 15:30"


def test_typing_in_an_overtaken_window_is_told_and_not_kept(browser, application):
    save(application, why="The first window")
    answer = browser.post(at(application, "keep"), {"seen": "0", "why": "The second", "hope": ""})
    assert answer.status_code == 409
    assert "you will see both texts and choose" in answer.json()["told"]
    assert half_filled(application) == {}


def test_what_is_too_long_to_keep_is_said(browser, application):
    answer = browser.post(at(application, "keep"), {"seen": "0", "why": "x" * 30_000, "hope": "short"})
    assert "“Why do you want to be a reverse mentor?” is too long to be kept" in answer.json()["told"]


def test_nothing_of_the_lived_experience_is_kept_by_itself(browser, application):
    page = words(browser.get(reverse("applications:experience", args=[application.pk])))
    assert "data-autosave" not in page
    assert "autosave.js" not in page
    answer = browser.post(at(application, "keep", "experience"), {"topics": ["race"], "topics_words": "mine"})
    assert answer.status_code == 404
    with pytest.raises(ValueError, match="before its own consent"):
        keep(application, section="experience", topics=["race"])
    again = Application.objects.get(pk=application.pk)
    assert (bytes(again.topics), bytes(again.topics_words), bytes(again.unfinished)) == (b"", b"", b"")


def test_nobody_keeps_words_in_somebody_elses_draft(world, client, application):
    for other in (world.outsider, world.coordinator):
        client.force_login(other)
        assert client.post(at(application, "keep"), {"seen": "0", "why": "Theirs"}).status_code == 404
    client.logout()
    assert client.post(at(application, "keep"), {"why": "Theirs"}).status_code == 302
    assert bytes(Application.objects.get(pk=application.pk).unfinished) == b""


def test_a_sent_application_takes_no_more_typing(browser, application):
    walk.send(walk.fill(application))
    assert browser.post(at(application, "keep"), {"seen": "1", "why": "Late"}).status_code == 403
    assert browser.get(at(application, "keep")).status_code == 403


def test_the_address_of_keeping_leads_a_reader_to_the_page(browser, application):
    assert browser.get(at(application, "keep")).url == at(application)
