"""An organisation's own grades stand on the shared scale; a later change of the list moves nobody who has applied."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, grades, queries
from turnabout.applications.models import Application, LocalGrade
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def application(world, cohort):
    """Somebody who has said that they work for the council."""
    made = walk.start(cohort)
    about = walk.MENTOR["about"] | {"organisation": str(world.partner.pk)}
    return actions.save_section(application=made, section="about", answers=about, by=made.person, now=DURING)


def again(application):
    return Application.objects.get(pk=application.pk)


def put(world, name="Grade 7", level=4, organisation=None, by=None):
    return actions.map_grade(
        organisation=organisation or world.partner, name=name, level=level, by=by or world.coordinator, now=DURING
    )


def choose(application, grade, words="", nearest=""):
    answers = {"grade": grade, "grade_words": words, "nearest": nearest}
    return actions.save_section(
        application=again(application), section="grade", answers=answers, by=application.person, now=DURING
    )


def offered(application):
    [asked] = [one for one in queries.section(again(application), "grade").questions if one.name == "grade"]
    return [str(words) for _code, words in asked.choices]


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def page_of(organisation):
    return reverse("applications:grades", args=[organisation.pk])


def test_every_framework_lies_on_one_scale_and_a_way_out_stands_last(application):
    said = offered(application)
    for framework in ("NHS Agenda for Change: Band 5", "Medical and dental: Consultant", "Council: Director"):
        assert framework in said
    assert "NHS senior managers and Board: Non-executive director" in said
    assert said[-1] == "My grade is not in the list"


@pytest.mark.parametrize(
    ("code", "level"),
    [("AfC 2", 1), ("SCP 7-17", 2), ("FY1", 3), ("Core trainee", 4), ("SCP 33-38", 5), ("SAS", 6), ("Consultant", 7),
     ("VSM", 8), ("LA Director", 8), ("NED", 9), ("LA Chief Executive", 9)],
)  # fmt: skip
def test_the_scale_is_the_one_that_was_laid_down(code, level):
    assert grades.level_of(code) == level


def test_people_of_an_organisation_find_its_own_grades_first_and_others_do_not(world, cohort, application):
    put(world, "Grade 7", 4)
    put(world, "Grade 10", 6)
    assert offered(application)[:2] == ["Grade 7", "Grade 10"]
    elsewhere = walk.start(cohort, name="Ann Other")
    about = walk.MENTOR["about"] | {"organisation": str(world.host.pk)}
    actions.save_section(application=elsewhere, section="about", answers=about, by=elsewhere.person, now=DURING)
    assert "Grade 7" not in offered(elsewhere)
    with pytest.raises(Refused, match="Choose one of the answers in the list"):
        choose(elsewhere, "local:Grade 7")


def test_a_grade_of_ones_own_gives_its_level(world, application):
    put(world, "Grade 7", 4)
    assert (choose(application, "local:Grade 7").level, again(application).grade) == (4, "local:Grade 7")
    assert grades.words_of(again(application).grade) == "Grade 7"


def test_a_later_change_of_the_list_moves_nobody_who_has_applied(world, cohort, application):
    grade = put(world, "Grade 7", 4)
    choose(application, "local:Grade 7")
    walk.fill(
        again(application), but={"about": {"organisation": str(world.partner.pk)}, "grade": {"grade": "local:Grade 7"}}
    )
    walk.send(again(application))
    put(world, "grade 7", 8)
    assert LocalGrade.objects.get().pk == grade.pk
    assert again(application).level == 4
    actions.unmap_grade(grade=LocalGrade.objects.get(), by=world.coordinator, now=DURING)
    assert again(application).level == 4
    answers = queries.answers(again(application), world.coordinator, DURING)
    assert answers["grade"] == "local:Grade 7"
    actions.reopen(application=again(application), by=application.person, now=DURING)
    assert "Grade 7" in offered(application)
    assert choose(application, "local:Grade 7").level == 4


def test_whoever_finds_no_grade_writes_it_and_the_nearest_level(application):
    chosen = choose(application, "other", "Spot salary 3", "6")
    assert (chosen.level, chosen.grade, chosen.grade_words) == (6, "other", "Spot salary 3")
    found = queries.answers(again(application), application.person, DURING)
    assert (found["grade"], found["grade_words"], found["nearest"]) == ("other", "Spot salary 3", "6")
    assert choose(application, "AfC 5", "left over", "9").level == 3
    assert again(application).grade_words == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [(("other", "", "6"), "Write what your grade is called"), (("other", "Spot 3", ""), "Choose the level"),
     (("other", "Spot 3", "12"), "one of the answers"), (("", "", ""), "an answer to “Pay framework and grade”")],
)  # fmt: skip
def test_half_an_answer_about_a_grade_is_told(application, given, says):
    with pytest.raises(Refused, match=says):
        choose(application, *given)


def test_another_employer_asks_for_the_grade_again(world, application):
    put(world, "Grade 7", 4)
    choose(application, "local:Grade 7")
    about = walk.MENTOR["about"] | {"organisation": str(world.host.pk)}
    actions.save_section(
        application=again(application), section="about", answers=about, by=application.person, now=DURING
    )
    moved = again(application)
    assert (moved.grade, moved.level) == ("", None)
    assert "grade" not in moved.sections_done


def test_a_national_grade_goes_along_to_another_employer(world, application):
    choose(application, "AfC 5")
    about = walk.MENTOR["about"] | {"organisation": str(world.host.pk)}
    actions.save_section(
        application=again(application), section="about", answers=about, by=application.person, now=DURING
    )
    assert (again(application).grade, again(application).level) == ("AfC 5", 3)


def test_a_map_is_kept_by_coordinators_and_administrators_and_each_change_leaves_a_line(world, cohort):
    for by in (world.coordinator, world.administrator, OPERATOR):
        lines = AuditEvent.objects.count()
        put(world, "Grade 7", 5, by=by)
        assert AuditEvent.objects.count() == lines + 1
    assert AuditEvent.objects.order_by("number").last().details == {"grade": "Grade 7", "level": 5}
    for by in (world.outsider, walk.person()):
        with pytest.raises(Refused) as refusal:
            put(world, "Grade 8", 5, by=by)
        assert refusal.value.decision.hidden
        with pytest.raises(Refused):
            actions.unmap_grade(grade=LocalGrade.objects.get(), by=by, now=DURING)


@pytest.mark.parametrize(("name", "level"), [("", 4), ("x" * 51, 4), ("Grade 7", 0), ("Grade 7", 10)])
def test_a_grade_off_the_scale_or_without_a_name_is_refused(world, cohort, name, level):
    with pytest.raises(Refused):
        put(world, name, level)
    assert not LocalGrade.objects.exists()


def test_the_page_of_grades_adds_moves_and_takes_out(world, client, cohort):
    client.force_login(world.coordinator)
    there = page_of(world.partner)
    assert "No grades of its own yet" in words(client.get(there))
    assert press(client, there, name="Grade 7", level="4").url == there
    assert "“Grade 7” stands at level 4" in words(client.get(there))
    assert press(client, there, name="GRADE 7", level="5").url == there
    page = words(client.get(there))
    assert page.count("Take Grade 7 out of the list") == 1
    assert "Level 5: like band 7" in page
    refused = press(client, there, name="", level="")
    assert refused.status_code == 422
    gone = reverse("applications:unmap_grade", args=[LocalGrade.objects.get().pk])
    assert "Whoever has chosen it keeps it" in words(client.get(gone))
    assert press(client, gone).url == there
    assert not LocalGrade.objects.exists()


def test_the_page_of_grades_is_there_for_whoever_keeps_the_cohort_and_asks_as_often_for_many(
    world, client, cohort, django_assert_num_queries
):
    put(world, "Grade 1", 1)
    for who, status in ((world.outsider, 404), (world.coordinator, 200), (world.administrator, 200)):
        client.force_login(who)
        assert client.get(page_of(world.partner)).status_code == status
    client.force_login(world.coordinator)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(page_of(world.partner))
    for number in range(2, 12):
        put(world, f"Grade {number}", 3)
    with django_assert_num_queries(len(few)):
        client.get(page_of(world.partner))
