"""The pages about a manager's release, and what a manager never learns from any of them or from any letter."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import at
from tests.selection.walk import second_coordinator
from turnabout.applications import actions, queries
from turnabout.applications.models import Release
from turnabout.applications.permissions import MANAGERS_LINK
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.foundation import clock
from turnabout.foundation.ids.models import UsedKey
from turnabout.foundation.jobs import queue

PLANTED = "zqx"
PRIVATE = {
    "why": {"why": "zqx00001 because", "hope": "zqx00002 that"},
    "boundaries": {"about_me": "zqx00003 time", "off_limits": "zqx00004 home", "show_off_limits": True},
    "apart": {"avoid_emails": ["zqx00005@example.org"], "avoid_teams": ["zqx00006"]},
    "adjustments": {"adjustments_needs": ["captions"], "adjustments_words": "zqx00007 a quiet room"},
}
TELLING = re.compile(
    r"zqx|mentor|mentee|turnabout\b(?!/)|fenwick reverse|cohort|\brace\b|faith|lived|disab|adjust|captions",
    re.IGNORECASE,
)
"""What no manager may read: a private text, the role, the programme's own name, a strand, an adjustment."""
YES = {"answer": "yes", "will_not_pry": "on", "will_be_fair": "on"}


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def sent(world, cohort):
    """An application with a marker in every private text and a strand offered."""
    application = walk.fill(walk.start(cohort), but=PRIVATE)
    actions.offer_experience(
        application=application,
        topics=["race", "faith"],
        wording=EXPERIENCE_NOW,
        words="zqx00008 on the ward",
        by=application.person,
        now=DURING,
    )
    return walk.send(application)


@pytest.fixture
def asked(sent):
    return actions.ask_manager(application=sent, by=sent.person, now=DURING)


def words(response):
    return " ".join(response.content.decode().split())


def told(response):
    """What a page says, and where its links lead: without the addresses of style sheets, scripts and pictures."""
    return re.sub(r'(href|src)="/static/[^"]*"', "", response.content.decode()) + repr(response.headers)


def press(client, address, **given):
    return client.post(address, {"idempotency_key": str(uuid4()), **given})


def page(name, *arguments):
    return reverse(f"applications:{name}", args=arguments)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_applicant_sees_the_letter_and_the_page_word_for_word_before_anything_is_sent(client, sent):
    client.force_login(sent.person)
    here = page("ask_manager", sent.pk)
    shown = words(client.get(here))
    alone = words(client.get(page("preview_manager", sent.pk)))
    assert not Release.objects.filter(status="asked").exists()
    assert "Subject</strong> Leadership and inclusion programme: can you release Amara Okafor?" in shown
    assert press(client, here, name="Rae Linton", email="rae.linton@example.org").url == page("release", sent.pk)
    queue.drain()
    letter = next(one for one in mail.outbox if one.to == ["rae.linton@example.org"])
    for paragraph in letter.body.split("\n\n"):
        if "http" not in paragraph and not paragraph.startswith("- "):
            assert " ".join(paragraph.split()) in shown
    link = re.search(r"/answer/[\w-]+/", letter.body)[0]
    real = words(Client().get(link))
    main = re.search(r"<main.*?<form", real)[0]
    for sentence in re.findall(r">([^<>]+)<", main):
        assert sentence.strip() in shown
        assert sentence.strip() in alone


def test_the_role_is_told_only_if_the_applicant_shows_it(client, sent):
    client.force_login(sent.person)
    here = page("ask_manager", sent.pk)
    assert "takes part as a reverse mentor" not in words(client.get(here))
    assert "takes part as a reverse mentor" in words(client.get(here, {"told": "role"}))
    assert "takes part as a reverse mentor" in words(client.get(page("preview_manager", sent.pk), {"told": "role"}))
    given = {"email": "rae.linton@example.org", "told": "role"}
    press(client, here, **given)
    queue.drain()
    letter = next(one for one in mail.outbox if one.to == ["rae.linton@example.org"])
    assert "mentor" not in f"{letter.subject} {letter.body}".lower()
    link = re.search(r"/answer/[\w-]+/", letter.body)[0]
    assert "Amara Okafor takes part as a reverse mentor." in words(Client().get(link))


def test_without_the_days_nothing_differs_between_the_roles(client, cohort, sent):
    seen = set()
    for application in (sent, walk.sent(cohort, "mentee", "Helen Marlowe")):
        person = application.person
        client.force_login(person)
        here = page("ask_manager", application.pk)
        preview = words(client.get(here, {"told": "time"}))
        assert "they tell nobody your role" in preview
        alone = words(client.get(page("preview_manager", application.pk), {"told": "time"}))
        press(client, here, name="Rae Linton", email="rae.linton@example.org", told="time")
        queue.drain()
        letter = mail.outbox.pop(next(n for n, one in enumerate(mail.outbox) if one.to == ["rae.linton@example.org"]))
        link = re.search(r"/answer/([\w-]+)/", letter.body)
        real = re.search(r"<main.*<form", words(Client().get(link[0])))[0]
        for sentence in re.findall(r">([^<>]+)<", real):
            assert sentence.strip() in preview
            assert sentence.strip() in alone
        assert "from February 2024 to October 2024" in real
        assert "Up to 15 hours in all" in real
        assert not re.search(r"\b\d{1,2} (February|March|May|July|August|October) 2024", f"{real} {letter.body}")
        same = f"{letter.subject} {letter.body} {real}"
        for own in (person.name, link[1]):
            same = same.replace(own, "…")
        seen.add(re.sub(r'(name="idempotency_key"|name="csrfmiddlewaretoken") value="[^"]*"', "", same))
    assert len(seen) == 1


def test_the_days_tell_the_roles_apart_where_they_are_shown(cohort, sent, asked):
    other = walk.sent(cohort, "mentee", "Helen Marlowe")
    _release, token = actions.ask_manager(application=other, by=other.person, now=DURING)
    shown = [
        words(Client().get(page("manager", one))).replace("Helen Marlowe", "Amara Okafor") for one in (token, asked[1])
    ]
    times = [re.search(r"The time it takes.*?in all", one)[0] for one in shown]
    assert times[0] != times[1]  # so the applicant is told, and can leave them out


def test_the_page_gives_the_dates_and_the_sum_of_the_hours(asked):
    _release, token = asked
    shown = words(Client().get(page("manager", token)))
    assert "Can you release Amara Okafor?" in shown
    assert "Training, 4 hours: Tuesday 5 March 2024, 1pm to 5pm" in shown
    assert "11 March 2024" not in shown  # they said that they can come to the first date
    assert "6 meetings of 1 hour: about once a month from April 2024 to October 2024" in shown
    assert "About 15 hours in all." in shown


def test_looking_uses_nothing_up_and_leaves_no_trace_of_the_secret(client, asked):
    _release, token = asked
    for _ in range(3):
        response = client.get(page("manager", token))
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
        assert response.headers["X-Robots-Tag"] == "noindex"
    client.head(page("manager", token))
    client.get(page("manager_new_link", token))
    assert Release.objects.get().status == "asked"
    assert queries.by_managers_token(token, DURING).state == "open"


def test_a_manager_answers_without_an_account_and_the_link_is_used_up(client, asked):
    _release, token = asked
    done = press(client, page("manager", token), **YES)
    assert done.url == page("manager_thanks")
    assert "Thank you for your answer" in words(client.get(done.url))
    assert Release.objects.get().status == "supported"
    again = client.get(page("manager", token))
    assert "This link was used" in words(again)
    assert "Amara" not in words(again)
    assert "supported" not in words(again).lower()
    assert press(client, page("manager", token), **{**YES, "answer": "not_now"}).status_code == 200
    assert Release.objects.get().status == "supported"
    [kept] = UsedKey.objects.values("path", "outcome")
    assert token not in str(kept)


def test_a_faulty_answer_keeps_every_word(client, asked):
    _release, token = asked
    given = {"answer": "conditions", "conditions": "word " * 151, "cover": "Two nights"}
    refused = press(client, page("manager", token), **given)
    assert refused.status_code == 422
    shown = words(refused)
    assert "Take out 1 word" in shown
    assert "Tick “I will not ask what is discussed”, or choose “Not now”" in shown
    assert ("word " * 151).strip() in shown
    assert "Two nights" in shown
    unsaid = press(client, page("manager", token), **{**YES, "answer": "conditions", "conditions": " "})
    assert "Write which conditions there are" in words(unsaid)
    assert Release.objects.get().status == "asked"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=HYPERLINK(1)", "שלום 👩🏾‍🦽 café", "{who} %(name)s {{ 7*7 }}"]
)
def test_any_text_is_kept_as_it_was_typed(client, world, asked, text):
    release, token = asked
    press(client, page("manager", token), **{**YES, "answer": "conditions", "conditions": text})
    assert queries.words_of(Release.objects.get(), world.coordinator, DURING).conditions == text
    shown = signed_in(release.application.person).get(page("release", release.application_id)).content.decode()
    assert "<script>alert" not in shown


def test_far_too_much_text_is_refused_in_a_frame_that_tells_nothing(client, asked):
    _release, token = asked
    response = press(client, page("manager", token), **YES, cover="x" * 13_000_000)
    assert response.status_code == 413
    assert not TELLING.search(told(response).replace(token, ""))
    response = press(client, page("manager", token), **YES, cover="x" * 100_000)
    assert response.status_code == 422


def test_an_expired_link_says_so_to_a_stranger_and_nothing_else(client, asked):
    _release, token = asked
    late = at(2024, 1, 8)
    with clock.borrowed(late):
        response = client.get(page("manager", token))
        assert response.status_code == 410
        shown = words(response)
        assert "This link is over" in shown
        assert "Send a new link" in shown
        assert not re.search(r"Amara|Okafor|rae\.linton|example\.org|Fenwick", shown)
        done = press(client, page("manager_new_link", token))
        assert done.url == page("manager_link_sent")
        assert not re.search(r"Amara|rae\.linton", words(client.get(done.url)))
        soon = press(client, page("manager_new_link", token))
        assert soon.status_code == 409
        assert "A link was sent a short while ago" in words(soon)
        queue.drain()
        assert [one.to for one in mail.outbox if "new link" in one.subject] == [["rae.linton@example.org"]]
        fresh = re.search(r"/answer/[\w-]+/", mail.outbox[-1].body)[0]
        assert press(client, fresh, **YES).url == page("manager_thanks")


def test_a_link_that_never_was_and_one_that_is_no_longer_needed_look_alike(client, sent, asked):
    _release, token = asked
    never = client.get(page("manager", "x" * 43))
    actions.withdraw(application=sent, by=sent.person, now=DURING)
    gone = client.get(page("manager", token))
    assert never.status_code == gone.status_code == 404
    assert words(never) == words(gone)
    for address in ("manager", "manager_new_link"):
        assert press(client, page(address, token), **YES).status_code == 404


def test_a_manager_learns_nothing_from_any_page_in_any_state(client, sent, asked):
    _release, token = asked
    seen = [client.get(page("manager", token)), client.get(page("manager_new_link", token))]
    seen.append(press(client, page("manager", token), answer="conditions"))
    with clock.borrowed(at(2024, 1, 8)):
        seen.append(client.get(page("manager", token)))
        seen.append(press(client, page("manager", token), **YES))
    seen.append(press(client, page("manager", token), **YES, cover="Nights"))
    seen += [client.get(page(name)) for name in ("manager_thanks", "manager_link_sent")]
    seen += [client.get(page("manager", token)), client.get(page("manager", "x" * 43))]
    assert [one.status_code for one in seen] == [200, 200, 422, 410, 410, 302, 200, 200, 200, 404]
    for response in seen:
        assert not (found := TELLING.search(told(response))), found
        links = re.findall(r'<a[^>]*href="([^"]*)"', response.content.decode())
        assert all(link.startswith(("/answer/", "#")) for link in links), links
    assert TELLING.search("zqx00001"), "the search finds what was planted"
    private = queries.answers(sent, sent.person, DURING)
    assert PLANTED in repr(private)


def test_a_manager_learns_nothing_from_any_letter(sent, asked):
    release, token = asked
    for day in (11, 18):
        with clock.borrowed(at(2023, 12, day, 9)):
            queue.tick(at(2023, 12, day, 9))
            queue.drain()
    with clock.borrowed(at(2024, 1, 8)):
        queue.tick(at(2024, 1, 8))
        actions.send_managers_link(release=release, token=token, by=MANAGERS_LINK, now=at(2024, 1, 8))
        queue.drain()
    letters = [one for one in mail.outbox if one.to == ["rae.linton@example.org"]]
    assert len(letters) == 4
    for letter in letters:
        whole = letter.message()
        [(html, _kind)] = letter.alternatives
        assert not (found := TELLING.search(f"{whole.items()}\n{letter.body}\n{html}")), found


@pytest.mark.parametrize(
    "given",
    [
        {"contact_name": "The reverse mentoring team"},
        {"contact_email": "reverse.mentoring@example.org"},
        {"calendar_title": "Reverse mentoring"},
    ],
)
def test_a_contact_or_a_title_that_tells_too_much_is_not_told(client, cohort, sent, given):
    for name, value in given.items():
        setattr(cohort, name, value)
    cohort.save()
    sent.refresh_from_db()
    _release, token = actions.ask_manager(application=sent, by=sent.person, now=DURING)
    shown = client.get(page("manager", token))
    assert not TELLING.search(told(shown))
    assert "0116 496 0000" in words(shown)
    queue.drain()
    letter = next(one for one in mail.outbox if one.to == ["rae.linton@example.org"])
    assert not TELLING.search(f"{letter.subject}\n{letter.body}")


def test_the_applicant_sees_where_it_stands_and_what_happens_next_and_when(client, sent):
    client.force_login(sent.person)
    standing = page("standing", sent.pk)
    assert "Your line manager has not been asked yet." in words(client.get(standing))
    assert "Ask your line manager to release you" in words(client.get(page("sent", sent.pk)))
    release, token = actions.ask_manager(application=sent, by=sent.person, now=DURING)
    shown = words(client.get(standing))
    assert "Your line manager was asked on Monday 4 December 2023, at rae.linton@example.org." in shown
    assert "a reminder goes out on Monday 11 December 2023" in shown
    assert "until the end of Wednesday 27 December 2023" in shown
    assert client.get(page("ask_manager", sent.pk)).status_code == 403
    actions.answer_release(
        release=release, token=token, answer="not_now", reason="Winter.", by=MANAGERS_LINK, now=DURING
    )
    shown = words(client.get(page("release", sent.pk)))
    assert "Your line manager said “not now” on Monday 4 December 2023." in shown
    assert "never decides about your place" in shown
    assert "Winter" not in shown


def test_the_applicant_stops_a_request(client, sent, asked):
    client.force_login(sent.person)
    assert "Stop this request" in words(client.get(page("release", sent.pk)))
    assert press(client, page("stop_asking", sent.pk)).url == page("release", sent.pk)
    assert "You stopped the request." in words(client.get(page("release", sent.pk)))
    assert client.get(page("stop_asking", sent.pk)).status_code == 403


def test_a_second_press_asks_once(client, sent):
    client.force_login(sent.person)
    given = {"idempotency_key": str(uuid4()), "email": "rae.linton@example.org"}
    first, second = (client.post(page("ask_manager", sent.pk), given) for _ in range(2))
    assert first.url == second.url
    queue.drain()
    assert len([one for one in mail.outbox if one.to == ["rae.linton@example.org"]]) == 1


def test_a_wrong_address_is_said_with_what_was_typed(client, sent):
    client.force_login(sent.person)
    refused = press(client, page("ask_manager", sent.pk), email="rae.linton@")
    assert refused.status_code == 422
    assert "correct format" in words(refused)
    own = press(client, page("ask_manager", sent.pk), email=sent.person.email)
    assert own.status_code == 409
    assert "own address" in words(own)


def test_the_co_ordinator_reads_the_answer_and_the_task_stays_on_their_day_until_it_is_done(client, world, asked):
    release, token = asked
    press(Client(), page("manager", token), **YES, cover="Two nights on the rota")
    client.force_login(world.coordinator)
    day = reverse("home:day", args=[release.application.cohort_id])
    assert "Arrange cover for Amara Okafor" in words(client.get(day))
    here = page("kept_release", release.pk)
    shown = words(client.get(here))
    assert "Two nights on the rota" in shown
    assert "Joan Whitfield" in shown
    assert press(client, here).status_code == 422
    assert press(client, here, deed="covered").url == here
    assert "Arrange cover" not in words(client.get(day))


@pytest.mark.parametrize(
    ("deed", "more", "says"),
    [
        ("spoken", {}, "Manager not asked"),
        ("ask", {}, "Manager asked"),
        ("otherwise", {"how": "call"}, "by telephone or video call"),
        ("not_needed", {}, "No confirmation needed"),
    ],
)
def test_the_co_ordinator_does_what_was_agreed_in_a_talk(client, world, cohort, deed, more, says):
    talker = walk.send(walk.fill(walk.start(cohort), but={"manager": {"talk_first": True}}))
    client.force_login(world.coordinator)
    day = reverse("home:day", args=[cohort.pk])
    assert "Amara Okafor wants to talk before their manager is asked" in words(client.get(day))
    here = page("kept_release", talker.release.pk)
    assert press(client, here, deed="covered").status_code == 422
    assert press(client, here, deed="otherwise").status_code == 422
    assert press(client, here, deed=deed, **more).url == here
    assert says in words(client.get(here))
    assert "wants to talk" not in words(client.get(day))


def test_a_co_ordinator_who_takes_care_from_now_on_is_named(client, world, cohort):
    talker = walk.send(walk.fill(walk.start(cohort), but={"manager": {"talk_first": True}}))
    client.force_login(second_coordinator(world))
    here = page("kept_release", talker.release.pk)
    press(client, here, deed="mine")
    assert "Lena Moss takes care of it." in words(client.get(reverse("home:day", args=[cohort.pk])))


def test_an_address_is_asked_of_the_co_ordinator_when_the_application_names_none(client, world, cohort):
    fields = {"manager_name": "", "manager_email": "", "talk_first": True}
    talker = walk.send(walk.fill(walk.start(cohort), but={"manager": fields}))
    client.force_login(world.coordinator)
    here = page("kept_release", talker.release.pk)
    assert "Enter the work email of their manager" in words(press(client, here, deed="ask"))
    assert press(client, here, deed="ask", email="rae.linton@example.org").url == here
    assert Release.objects.get().to_email == "rae.linton@example.org"


def test_the_list_of_releases_is_the_co_ordinators_alone(client, world, cohort, asked):
    listing = page("releases", cohort.pk)
    client.force_login(world.coordinator)
    shown = words(client.get(listing))
    assert "Amara Okafor" in shown
    assert "a reminder goes out on Monday 11 December 2023" in shown
    for other in (world.outsider, asked[0].application.person):
        client.force_login(other)
        assert client.get(listing).status_code == 404
        assert client.get(page("kept_release", asked[0].pk)).status_code == 404


def test_an_answer_that_comes_a_second_late_is_not_kept_but_its_words_come_back(client, asked):
    release, token = asked
    with clock.borrowed(release.until + timedelta(seconds=1)):
        late = press(client, page("manager", token), **YES, cover="Two nights & <b>more</b>")
    assert late.status_code == 410
    assert "Two nights &amp; &lt;b&gt;more&lt;/b&gt;" in words(late)
    assert "Amara" not in words(late)
    assert Release.objects.get().status == "asked"


def test_in_the_demo_a_managers_link_can_be_opened_without_a_letter(client, asked):
    here = reverse("demo:line_manager")
    assert "Open the link of Rae Linton" in words(client.get(reverse("demo:cast")))
    assert "Rae Linton was asked to release Amara Okafor" in words(client.get(here))
    opened = client.post(here)
    assert opened.url.startswith("/answer/")
    assert "Can you release Amara Okafor?" in words(client.get(opened.url))
    for _ in range(4):
        client.post(here)
    assert client.post(here).status_code == 409
    press(client, opened.url, **YES)
    assert "No manager’s answer is waited for" in words(client.get(here))
    assert "Open the link" not in words(client.get(reverse("demo:cast")))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "You are asked as the line manager."),
        ({"grade": "NED"}, "You are asked as the Chair."),
        ({"is_chief_executive": True}, "You are asked as the Chair."),
        ({"grade": "Chair"}, "You are asked as the vice-chair or senior independent director."),
    ],
)
def test_a_leader_s_chair_is_asked_in_words_of_their_own_and_for_a_leader_s_hours(client, cohort, given, says):
    leader = walk.send(walk.fill(walk.start(cohort, "mentee", "Helen Marlowe")))
    for name, value in given.items():
        setattr(leader, name, value)
    leader.save()
    _release, token = actions.ask_manager(application=leader, by=leader.person, now=DURING)
    response = client.get(page("manager", token))
    assert says in words(response)
    assert "Training, 1 hour: Tuesday 13 February 2024, 8:30am to 9:30am" in words(response)
    assert "About 9 hours in all." in words(response)
    assert not TELLING.search(told(response))
