"""The outbox in a real browser, on a phone and on a desk: held, changed, worded, let go, and stopped by its reader."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from tests.applications import walk as applying
from tests.browser import DESK, PHONE, Visit
from tests.home.test_look import signed_in
from tests.home.test_outbox import NOW, RECEIVED, deliver, reminder
from tests.selection.walk import sent
from turnabout.foundation.mail.models import Message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])


@WIDTHS
def test_a_message_is_held_changed_and_let_go(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = world.just_open()
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:messages", args=[cohort.pk]))
    page.check("outbox-empty")
    page.get_by_role("link", name="How each message reads").click()
    page.check("outbox-kinds")
    page.get_by_role("link", name="We have your application", exact=True).click()
    words = page.get_by_label("Words")
    kept = words.input_value()
    words.fill(kept + "\n\nSee you {soon}.")
    page.get_by_label("Hold each one until a co-ordinator lets it go").check()
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("outbox-kind-error")
    assert page.get_by_label("Words").input_value().endswith("See you {soon}.")
    page.get_by_label("Words").fill(kept + "\n\nSee you soon, {name}.")
    page.get_by_role("button", name="See how it reads").click()
    page.check("outbox-kind-look")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_text("From now on this message goes out like that.").wait_for()
    for name in ("Amara Okafor", "Idris Vale"):
        sent(cohort, name=name)
    page.goto(reverse("home:day", args=[cohort.pk]))
    page.get_by_role("link", name="2 messages are held").click()
    page.check("outbox-held")
    page.get_by_role("link", name="Amara Okafor").click()
    page.check("outbox-message")
    page.get_by_role("button", name="Change the words").click()
    page.get_by_label("Words").fill("Dear Amara,\n\nWe have it, disability and all.")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("outbox-words-error")
    page.get_by_label("Words").fill("Dear Amara,\n\nWe have it. Thank you.")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("button", name="Send it now").click()
    page.check("outbox-send")
    page.get_by_role("button", name="Send it now").click()
    page.get_by_text("The message is on its way.").wait_for()
    page.goto(reverse("home:messages", args=[cohort.pk]) + "?show=held")
    page.get_by_role("link", name="Let all of them go").click()
    page.check("outbox-let-go")
    page.get_by_role("button", name="Let all of them go").click()
    page.get_by_text("1 message is on its way.").wait_for()
    deliver(NOW)
    assert sorted(one.body.splitlines()[-1] for one in mail.outbox) == [
        "See you soon, Idris Vale.",
        "We have it. Thank you.",
    ]
    page.goto(reverse("home:messages", args=[cohort.pk]) + "?show=sent")
    page.check("outbox-sent")
    page.get_by_role("link", name="Calendar of messages").click()
    page.check("outbox-calendar")
    page.goto(reverse("home:write_to_many", args=[cohort.pk]))
    page.check("outbox-write")
    page.get_by_label("Whoever waits for our decision").check()
    page.get_by_label("Subject").fill("a change")
    page.get_by_label("Words").fill("Dear {name},\n\nThe room has changed.")
    page.get_by_role("button", name="See who gets it").click()
    page.get_by_text("2 messages go out.").wait_for()
    page.check("outbox-write-look")
    page.get_by_role("button", name="Send it", exact=True).click()
    page.get_by_text("2 messages are in the outbox.").wait_for()


@WIDTHS
def test_what_failed_says_what_to_do_and_what_is_optional_can_be_stopped(
    visitor: Visit, world: Any, it_is: Any, width: int
) -> None:
    cohort = world.just_open()
    it_is(2023, 12, 4, 10)
    sent(cohort, now=applying.DURING)
    Message.objects.filter(kind=RECEIVED).update(status="failed", trouble="nobody of that name", tries=1)
    page = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:day", args=[cohort.pk]))
    page.get_by_role("link", name="1 message could not be delivered").click()
    page.check("outbox-failed-list")
    page.get_by_role("link", name="Amara Okafor").click()
    page.get_by_text("Ask Amara Okafor for another one").wait_for()
    page.check("outbox-failed")
    reminder(cohort, world.outsider)
    deliver(NOW)
    stop = mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")
    reader = visitor(width=width, javascript=False)
    reader.goto(stop[stop.index("/no-more/") :])
    reader.check("outbox-no-more")
    reader.get_by_role("button", name="Stop these messages").click()
    reader.get_by_role("heading", name="These messages are stopped").wait_for()
    reader.check("outbox-no-more-done")
