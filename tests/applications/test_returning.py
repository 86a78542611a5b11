"""Somebody who applied to an earlier cohort goes on from their answers: nothing is typed again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import SUMMER, SUMMER_START, declarations
from turnabout.applications import actions, earlier, queries
from turnabout.applications.actions.returning import SAME, STILL, TALK
from turnabout.applications.models import Application
from turnabout.applications.wordings import EXPERIENCE_NOW, LIVED_EXPERIENCE
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger

EVERYTHING = [code for code, _words in STILL]


@pytest.fixture
def before(cohort):
    """A reverse mentor's application to the earlier cohort."""
    return walk.sent(cohort)


@pytest.fixture
def later(world, before):
    return world.just_open(number=6, starts_on=SUMMER_START)


def go_on(later: Any, before: Application, role: str = "mentor") -> Application:
    person = before.person
    made = actions.continue_earlier(cohort=later, person=person, role=role, by=person, now=SUMMER)
    return Application.objects.get(pk=made.pk)


def confirm(application: Application, **but: Any) -> Application:
    left = queries.again(application, application.person)
    sessions = [code for code, _words in left.sessions.choices][:1] if left and left.sessions else []
    whole = {
        "still": EVERYTHING,
        "declarations": declarations(application),
        "wording": EXPERIENCE_NOW,
        "can_attend": sessions,
        "offer": SAME,
        "agreed": True,
    }
    return actions.confirm_again(application=application, by=application.person, now=SUMMER, **(whole | but))


def test_every_answer_comes_along_under_ones_own_key(later, before):
    application = go_on(later, before)
    known, was = (queries.answers(one, one.person, SUMMER) for one in (application, before))
    left = queries.again(application, application.person)
    assert left is not None and left.missing == [] and left.sessions is not None
    same = set(was) - {"can_attend", "later_cohorts", "topics", "topics_words", "in_conversation", "open_to_any"}
    half = queries.half_filled(application, application.person, SUMMER)["meeting"]
    assert {name: (known | half)[name] for name in same} == {name: was[name] for name in same}
    assert application.key_owner() == before.person_id and application.why != before.why


def test_no_consent_and_no_declaration_comes_along(later, before):
    application = go_on(later, before)
    assert not application.topics and not application.declarations and not application.later_cohorts
    assert not ledger.stands(application.person, LIVED_EXPERIENCE, later.pk)
    assert not ledger.stands(application.person, "later_cohorts", later.pk)


def test_one_page_confirms_it_all(later, before):
    application = confirm(go_on(later, before))
    application.refresh_from_db()
    assert application.status == "submitted" and application.can_attend
    assert queries.choices(application, application.person) == queries.choices(before, before.person)
    assert ledger.wording_of(application.person, LIVED_EXPERIENCE, later.pk) == EXPERIENCE_NOW
    assert queries.continued_unscoped(later) == 1
    assert AuditEvent.objects.filter(event="application.confirmed_again").count() == 1


def test_what_was_offered_is_offered_again_only_under_a_new_yes(later, before):
    application = go_on(later, before)
    with pytest.raises(Refused, match="Tick to agree"):
        confirm(application, agreed=False)
    application.refresh_from_db()
    assert application.status == "draft" and not application.topics and not application.can_attend


def test_an_offer_that_was_taken_back_is_not_held_out_again(later, before):
    actions.withdraw_experience(application=before, by=before.person, now=SUMMER)
    application = go_on(later, before)
    left = queries.again(application, application.person)
    assert left is not None and left.talks and left.offered is None
    with pytest.raises(Refused, match="not there any more"):
        confirm(application)
    application.refresh_from_db()
    confirm(application, offer=TALK, agreed=False)
    application.refresh_from_db()
    assert application.in_conversation and not application.topics


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"still": EVERYTHING[1:]}, "still right"),
        ({"declarations": []}, "declaration"),
        ({"can_attend": []}, "training session"),
        ({"offer": ""}, "Not finished yet"),
    ],
)
def test_what_is_not_said_anew_is_not_sent(later, before, but, why):
    application = go_on(later, before)
    with pytest.raises(Refused, match=why):
        confirm(application, **but)
    application.refresh_from_db()
    assert application.status == "draft" and "meeting" not in application.sections_done


def test_in_the_other_role_only_what_is_asked_in_the_same_words_comes_along(later, before):
    application = go_on(later, before, "mentee")
    known = queries.answers(application, application.person, SUMMER)
    begun = queries.half_filled(application, application.person, SUMMER)
    assert known["grade"] == "AfC 5" and not known["why"] and not begun.get("why")
    assert begun["about"]["job_title"] == "Staff nurse"
    left = queries.again(application, application.person)
    assert left is not None and {"Why you want to do this", "About you"} <= set(left.missing)


def test_what_was_erased_is_asked_again(later, before):
    Application.objects.filter(pk=before.pk).update(why=b"")
    application = go_on(later, before)
    left = queries.again(application, application.person)
    assert left is not None and left.missing == ["Why you want to do this"]
    assert queries.half_filled(application, application.person, SUMMER)["why"] == {"hope": walk.MENTOR["why"]["hope"]}


def test_without_an_earlier_application_there_is_nothing_to_go_on_from(world, cohort):
    person = walk.person("Bea Lund")
    with pytest.raises(Refused, match="no earlier application"):
        actions.continue_earlier(cohort=cohort, person=person, role="mentor", by=person, now=walk.DURING)
    assert not Application.objects.exists()


def test_a_withdrawn_application_is_left_alone(later, before):
    actions.withdraw(application=before, by=before.person, now=SUMMER)
    assert earlier.earlier_answers(before.person, later) is None


def test_nothing_of_a_later_cohort_is_known_before_it(later, before, cohort):
    go_on(later, before)
    assert earlier.earlier_answers(before.person, cohort) is None


def test_nobody_goes_on_from_somebody_elses(world, later, before):
    with pytest.raises(Refused) as refusal:
        actions.continue_earlier(cohort=later, person=before.person, role="mentor", by=world.outsider, now=SUMMER)
    assert refusal.value.decision.hidden


@pytest.fixture
def imported(monkeypatch):
    """Somebody of whom another room knows a grade, from a later cohort than the one that is kept here."""
    known = earlier.Earlier("Cohort 5b", "mentor", SUMMER_START, {"grade": {"grade": "AfC 6"}})
    monkeypatch.setattr(earlier._known, "answers", [*earlier._known.answers, lambda person, cohort: known])


def test_another_source_is_asked_too(later, imported):
    bea = walk.person("Bea Lund")
    made = actions.continue_earlier(cohort=later, person=bea, role="mentor", by=bea, now=SUMMER)
    application = Application.objects.get(pk=made.pk)
    assert application.continued_from == "Cohort 5b" and application.level == 4
    left = queries.again(application, bea)
    assert left is not None and "Why you want to do this" in left.missing and "Your pay grade" not in left.missing
    assert application.shown_before == ["first_name", "job", "about_me"]


def test_of_several_sources_the_one_counts_that_says_most(later, before, imported):
    assert go_on(later, before).continued_from == "Cohort 5"


def test_the_way_back_is_shown_where_somebody_looks(client, later, before):
    with clock.borrowed(SUMMER):
        client.force_login(before.person)
        standing = client.get(reverse("applications:standing", args=[before.pk])).content.decode()
        where = reverse("applications:continue", args=[later.programme.slug, later.slug, "mentor"])
        assert where in standing
        begin = client.get(reverse("applications:begin", args=[later.programme.slug, later.slug, "mentor"]))
        assert where in begin.content.decode()
        assert "Cohort 5" in client.get(where).content.decode()


def test_whoever_never_applied_is_led_to_the_empty_form(client, later):
    with clock.borrowed(SUMMER):
        client.force_login(walk.person("Bea Lund"))
        where = reverse("applications:continue", args=[later.programme.slug, later.slug, "mentor"])
        assert client.get(where).url == reverse("applications:begin", args=[later.programme.slug, later.slug, "mentor"])
