"""A list of applications: taken in, matched, tried, and imported as a whole or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.applications.walk import DURING, sent, start
from tests.cohorts.world import at
from tests.importing.walk import (
    AMARA,
    HEADINGS,
    IDRIS,
    TODAY,
    again,
    imported,
    person,
    states,
    tried,
    upload,
    why,
    work,
    written,
)
from tests.sheets.made import sheet, workbook
from turnabout.applications import queries as of_applications
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.encryption.models import DataKey
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.models import Message
from turnabout.importing import actions, queries, tasks
from turnabout.importing.judging import Applications, Reading
from turnabout.importing.models import Arrival, Line, Upload
from turnabout.selection import actions as verdicts

FAR_TOO_LONG = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example.org"


def entered(name: str) -> Application:
    return Application.objects.get(person__name=name)


def answers(application: Application, world: Any) -> dict[str, Any]:
    return of_applications.answers(application, application.person, DURING)


def test_the_columns_of_microsoft_forms_are_guessed_and_what_must_not_come_in_is_left_out(world, cohort):
    found = upload(world, cohort, written([AMARA, IDRIS]))
    columns = {one.heading: one for one in queries.columns_of(world.coordinator, found, DURING)}
    assert {heading: one.matched for heading, one in columns.items() if one.matched} == {
        "Completion time": "received_on",
        "Your full name": "name",
        "Your work email": "email",
        "Where do you work?": "about.organisation",
        "Directorate or team": "about.directorate",
        "Job title": "about.job_title",
        "Staff group": "about.staff_group",
        "Pay band": "grade.grade",
        "Where is your work base?": "meeting.base",
        "How can you meet?": "meeting.modes",
        "When can you usually meet?": "meeting.available",
        "Why do you want to be a reverse mentor?": "why.why",
        "Line manager's name": "manager.manager_name",
        "Line manager's work email": "manager.manager_email",
    }
    assert "under their own consent" in str(columns["What would you offer to talk about?"].why)
    assert "Equality answers" in str(columns["Ethnicity"].why)
    assert "not needed" in str(columns["Start time"].why)


def test_a_row_is_read_as_the_form_would_take_it(world, cohort):
    found = imported(world, tried(world, cohort, [AMARA, IDRIS]))
    assert found.status == "imported"
    amara, idris = entered("Amara Okafor"), entered("Idris Vaughan")
    assert (amara.status, amara.entered_how, amara.received_on) == ("draft", "import", date(2023, 12, 1))
    assert idris.received_on == date(2023, 11, 27)
    assert (amara.organisation.name, amara.grade, amara.level, idris.grade) == ("Fenwick Council", "AfC 5", 3, "AfC 6")
    assert (amara.staff_group, amara.manager_email) == ("nursing", "rae.linton@example.org")
    assert {"about", "grade", "manager"} <= set(amara.sections_done)
    begun = of_applications.half_filled(amara, amara.person, DURING)
    assert begun["meeting"]["modes"] == ["in_person", "video"]
    assert begun["meeting"]["available"] == ["mon_am", "thu_pm"]


def test_nothing_of_lived_experience_and_equality_is_imported_and_nobody_is_written_to(world, cohort):
    imported(world, tried(world, cohort, [AMARA]))
    kept = str(answers(entered("Amara Okafor"), world)) + str(
        of_applications.half_filled(entered("Amara Okafor"), entered("Amara Okafor").person, DURING)
    )
    assert "when I pray" not in kept
    assert "Black African" not in kept
    assert not Message.objects.exists()


def test_the_same_file_again_changes_nothing(world, cohort):
    imported(world, tried(world, cohort, [AMARA, IDRIS]))
    before = list(Application.objects.order_by("pk").values())
    found = tried(world, cohort, [AMARA, IDRIS])
    assert states(world, found) == ["same", "same"]
    with pytest.raises(Refused, match="here already"):
        actions.begin_import(upload=found, by=world.coordinator, now=DURING)
    assert list(Application.objects.order_by("pk").values()) == before


def test_the_next_export_brings_only_whoever_is_new(world, cohort):
    imported(world, tried(world, cohort, [AMARA]))
    found = tried(world, cohort, [AMARA | {"Your work email": " AMARA.okafor@Example.org "}, IDRIS])
    assert states(world, found) == ["same", "new"]
    assert imported(world, found).status == "imported"
    assert Application.objects.count() == 2


def test_a_row_that_changed_since_is_shown_and_what_is_here_stays(world, cohort):
    imported(world, tried(world, cohort, [AMARA]))
    found = tried(world, cohort, [AMARA | {"Job title": "Ward manager"}, IDRIS])
    assert states(world, found) == ["clash", "new"]
    imported(world, found)
    assert entered("Amara Okafor").job_title == "Staff nurse"


def test_who_sent_an_application_here_is_left_alone(world, cohort):
    sent(cohort)
    found = tried(world, cohort, [AMARA, IDRIS])
    assert states(world, found) == ["clash", "new"]
    assert why(world, found)[0] == "There is an application with this address already. What is here stays."


def test_the_trial_does_not_tell_who_has_only_begun_and_the_import_leaves_them_alone(world, cohort):
    trial = tried(world, cohort, [AMARA, IDRIS])
    nobody = (states(world, trial), why(world, trial))
    own = start(cohort)
    found = tried(world, cohort, [AMARA, IDRIS])
    assert (states(world, found), why(world, found)) == nobody
    for many in ({"new": 1, "left": 1}, {"new": 0, "left": 1}):
        before = Application.objects.filter(pk=own.pk).values().get()
        found = imported(world, found)
        assert (found.status, found.counts["new"], found.counts["left"]) == ("imported", many["new"], many["left"])
        assert Application.objects.filter(pk=own.pk).values().get() == before
        assert Arrival.objects.count() == 1
        found = tried(world, cohort, [AMARA, IDRIS])
        assert states(world, found) == ["new", "same"]


def test_what_somebody_took_over_after_an_import_is_known_by_its_row_alone(world, cohort):
    imported(world, tried(world, cohort, [AMARA]))
    Application.objects.update(taken_at=DURING)
    assert states(world, tried(world, cohort, [AMARA, IDRIS])) == ["same", "new"]


def test_a_control_character_in_an_address_hides_nobody_who_is_here_already(world, cohort):
    imported(world, tried(world, cohort, [AMARA]))
    row = AMARA | {"Your work email": "amara.okafor\x1f@example.org"}
    assert states(world, tried(world, cohort, [row])) == ["same"]
    assert states(
        world, tried(world, cohort, [IDRIS, IDRIS | {"Your work email": "idris.vaughan\x1f@example.org"}])
    ) == [
        "fault",
        "fault",
    ]


def test_what_cannot_be_stored_stops_the_import_at_once_and_its_uploader_is_told(world, cohort):
    found = tried(world, cohort, [person(n) for n in range(60)])
    line = found.lines.get(number=61)
    vault.lock(line, "told", {"email": "person.59@example.org", "name": "Person 59", "why": [], "given": {}})
    line.save()
    found = imported(world, found)
    assert (found.status, Application.objects.exists()) == ("checked", False)
    assert "could not be stored" in queries.trouble(world.coordinator, found, DURING)
    assert not Due.objects.filter(job="importing.write").exists()


def test_one_row_that_needs_mending_keeps_all_of_them_out(world, cohort):
    found = tried(world, cohort, [AMARA, IDRIS | {"Staff group": "Wizards"}])
    assert states(world, found) == ["new", "fault"]
    assert "Staff group: “Wizards” is none of the answers." in why(world, found)[1]
    with pytest.raises(Refused, match="All rows are imported together, or none"):
        actions.begin_import(upload=found, by=world.coordinator, now=DURING)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "address", ["AMARA.OKAFOR@example.org", " amara.okafor@example.org ", "\uff21mara.okafor@example.org"]
)
def test_two_rows_of_one_address_are_told_whatever_its_case_or_spelling(world, cohort, address):
    found = tried(world, cohort, [AMARA, IDRIS, AMARA | {"Your work email": address}])
    assert states(world, found) == ["fault", "new", "fault"]
    assert "The same address stands in row 4" in why(world, found)[0]
    assert "The same address stands in row 2" in why(world, found)[2]


@pytest.mark.parametrize(
    "address", ["amaraokafor@example.org", "amara.okafor+work@example.org", "a.mara.okafor@example.org"]
)
def test_two_addresses_that_differ_by_dots_or_a_tag_are_warned_about_and_not_refused(world, cohort, address):
    found = tried(world, cohort, [AMARA, AMARA | {"Your work email": address, "Your full name": "Amara O"}])
    assert states(world, found) == ["new", "new"]
    assert "Row 3 has nearly the same address" in why(world, found)[0]
    assert queries.rows(world.coordinator, found, DURING, only="warned")[0][1].number == 3
    assert imported(world, found).status == "imported"


@pytest.mark.parametrize(
    ("but", "says"),
    [
        ({"Your work email": ""}, "Work email"),
        ({"Your work email": "amara at example"}, "email address in the correct format"),
        ({"Your full name": ""}, "Full name"),
        ({"Where do you work?": "Elsewhere Trust"}, "does not take part"),
        ({"How can you meet?": "By pigeon;"}, "“By pigeon” is none of the answers. These are: In person; Video call"),
        ({"Completion time": "some day"}, "is no date"),
        ({"Completion time": "2099-01-01"}, "must be today or an earlier day"),
        ({"Why do you want to be a reverse mentor?": "word " * 300}, "words"),
        ({"Line manager's work email": "amara.okafor@example.org"}, "your own address"),
        ({"Your work email": "joan.whitfield@example.org"}, "yourself"),
        ({"Your work email": FAR_TOO_LONG}, "can have up to 254 characters"),
        ({"Line manager's work email": FAR_TOO_LONG}, "can have up to 254 characters"),
    ],
)  # fmt: skip
def test_every_fault_is_told_in_its_row_and_says_what_to_do(world, cohort, but, says):
    found = tried(world, cohort, [IDRIS, AMARA | but])
    assert states(world, found) == ["new", "fault"]
    assert says in why(world, found)[1]


def test_a_grade_that_is_in_no_list_keeps_its_words_and_is_left_for_the_person(world, cohort):
    found = imported(world, tried(world, cohort, [AMARA | {"Pay band": "Apprentice rate"}]))
    assert found.status == "imported"
    amara = entered("Amara Okafor")
    assert of_applications.half_filled(amara, amara.person, DURING)["grade"]["grade_words"] == "Apprentice rate"


def test_what_arrived_after_closing_is_told_and_what_arrived_before_may_still_come_in(world, cohort):
    late = at(2024, 1, 29, 10)
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=at(2024, 1, 27, 0))
    cohort.refresh_from_db()
    found = tried(world, cohort, [AMARA, IDRIS | {"Completion time": "1/28/24 9:00"}], now=late)
    assert states(world, found) == ["new", "fault"]
    assert "after applications had closed" in why(world, found)[1]


def test_nobody_imports_their_own_leader_and_the_page_says_no_more_than_the_form(world, cohort):
    world.coordinator.roles.update(manager_email="helen.marlowe@example.org")
    row = AMARA | {"Your full name": "Helen Marlowe", "Your work email": "helen.marlowe@example.org"}
    said = set()
    for walk in (None, start, sent):
        if walk is not None:
            Application.objects.all().delete()
            walk(cohort, name="Helen Marlowe", role="mentee")
        for role in ("mentee", "mentor"):
            found = tried(world, cohort, [row], role=role)
            assert states(world, found) == ["fault"]
            said.add(why(world, found)[0].partition("You report")[2])
            actions.drop(upload=found, by=world.coordinator, now=DURING)
    assert len(said) == 1
    assert said.pop().startswith(" to this person")


def test_an_application_that_was_sent_meanwhile_undoes_the_whole_import(world, cohort):
    found = tried(world, cohort, [person(n) for n in range(60)])
    sent(cohort, name="Person 59")
    found = imported(world, found)
    assert (found.status, Application.objects.count(), Arrival.objects.count()) == ("checked", 1, 0)
    assert not Person.objects.filter(email="person.0@example.org").exists()
    assert "Row 61:" in queries.trouble(world.coordinator, found, DURING)
    assert "Nothing was imported" in queries.trouble(world.coordinator, found, DURING)


def test_a_long_file_is_tried_and_imported_by_jobs_that_survive_a_second_run(world, cohort):
    found = tried(world, cohort, [person(n) for n in range(700)])
    assert (found.status, found.judged) == ("checking", 0)
    work()
    found = again(found)
    assert (found.status, found.judged, found.counts["new"]) == ("checked", 700, 700)
    assert AuditEvent.objects.filter(event="upload.rows_tried").count() == 2
    found = imported(world, found)
    assert (found.status, Application.objects.count()) == ("imported", 700)
    for job in (tasks.check, tasks.write):
        job(upload=str(found.pk), now=DURING)
    assert Application.objects.count() == 700


def test_a_worker_that_takes_over_goes_on_where_the_dead_one_stopped(world, cohort):
    found = tried(world, cohort, [person(n) for n in range(700)])
    actions.check_rows(
        upload=found, reading=Reading(found, world.coordinator, DURING), by=world.coordinator, now=DURING
    )
    assert (again(found).judged, queries.far(again(found))) == (500, (500, 700))
    work()
    assert (again(found).judged, Line.objects.count()) == (700, 700)


def test_file_and_rows_and_their_key_are_gone_when_the_import_is_over(world, cohort):
    found = tried(world, cohort, [AMARA])
    assert bytes(found.file)
    assert DataKey.objects.filter(owner=found.pk).exists()
    found = imported(world, found)
    assert (bytes(found.file), bytes(found.headings), found.lines.count()) == (b"", b"", 0)
    assert found.file_name == ""
    assert not DataKey.objects.filter(owner=found.pk).exists()
    assert found.counts["new"] == 1


def test_a_file_that_nobody_imports_is_deleted_after_seven_days(world, cohort):
    found = tried(world, cohort, [AMARA])
    work(DURING + timedelta(days=6, hours=23))
    assert again(found).status == "checked"
    work(DURING + timedelta(days=7, minutes=1))
    found = again(found)
    assert (found.status, bytes(found.file), found.lines.count()) == ("dropped", b"", 0)


def test_no_word_of_the_file_lies_readable_in_the_database(world, cohort):
    found = tried(world, cohort, [AMARA])
    with connection.cursor() as cursor:
        for table in ("importing_upload", "importing_line", "importing_remembered"):
            cursor.execute(f"SELECT * FROM {table}")
            rows = repr(cursor.fetchall())
            for word in ("Okafor", "okafor", "nine years", "Black African", "Staff nurse", "when I pray"):
                assert word not in rows
    assert found.status == "checked"


def test_the_matching_is_remembered_for_the_next_file_with_the_same_headings(world, cohort):
    tried(world, cohort, [AMARA], matched={"Job title": "", "Directorate or team": "about.job_title"})
    found = upload(
        world, cohort, written([{one.upper(): cell for one, cell in IDRIS.items()}], [one.upper() for one in HEADINGS])
    )
    matched = {one.heading: one.matched for one in queries.columns_of(world.coordinator, found, DURING)}
    assert (matched["JOB TITLE"], matched["DIRECTORATE OR TEAM"]) == ("", "about.job_title")


def test_columns_can_be_matched_anew_after_a_trial(world, cohort):
    found = tried(world, cohort, [AMARA | {"Staff group": "Wizards"}])
    assert found.counts["fault"] == 1
    columns = {int(n): code for n, code in found.columns.items() if code != "about.staff_group"}
    actions.match_columns(upload=found, matched=columns, received_on=TODAY, by=world.coordinator, now=DURING)
    assert again(found).counts == {"new": 1, "same": 0, "clash": 0, "fault": 0}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"Your work email": ""}, "Say which column holds “Work email”"),
        ({"Job title": "about.directorate"}, "More than one column is matched with “Directorate or team”"),
    ],
)
def test_a_matching_that_cannot_work_is_refused_with_a_reason(world, cohort, change, says):
    with pytest.raises(Refused, match=says):
        tried(world, cohort, [AMARA], matched=change)


def test_a_workbook_is_imported_like_a_csv_file(world, cohort):
    rows = [list(HEADINGS), *([AMARA.get(one, "") for one in HEADINGS],)]
    found = tried(world, cohort, [], content=workbook(sheet(rows)))
    assert found.read_as == "xlsx"
    assert imported(world, found).status == "imported"


def test_a_file_in_windows_1252_with_semicolons_keeps_its_letters(world, cohort):
    row = IDRIS | {"Your full name": "Zoë O’Brien", "How can you meet?": "Video call"}
    found = imported(world, tried(world, cohort, [], content=written([row], encoding="cp1252", separator=";")))
    assert found.read_as == "csv cp1252 semicolon"
    assert Application.objects.get().person.name == "Zoë O’Brien"


def test_another_co_ordinator_does_not_see_what_one_uploaded(world, cohort):
    other = Person.objects.make(name="Other Keeper", email="other.keeper@example.org")
    cohorts.give_role(person=other, kind="coordinator", cohort=cohort, by=world.coordinator, now=DURING)
    found = tried(world, cohort, [AMARA])
    assert queries.find_upload(world.coordinator, found.pk, DURING) == found
    for stranger in (other, world.outsider):
        assert queries.find_upload(stranger, found.pk, DURING) is None
        assert queries.rows(stranger, found, DURING) == ([], 1)
        assert queries.columns_of(stranger, found, DURING) == []
        for deed in (actions.begin_import, actions.drop):
            with pytest.raises(Refused):
                deed(upload=found, by=stranger, now=DURING)
    assert queries.uploads(other, cohort, DURING) == []


def test_somebody_outside_the_cohort_uploads_nothing(world, cohort):
    with pytest.raises(Refused):
        upload(world, cohort, written([AMARA]), by=world.outsider)
    assert not Upload.objects.exists()


def test_a_program_renamed_to_csv_is_refused_and_nothing_is_kept(world, cohort):
    with pytest.raises(Refused, match="This file is a program"):
        upload(world, cohort, b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 30)
    assert not Upload.objects.exists()


def test_whoever_is_imported_is_asked_to_confirm_when_the_co_ordinator_says_so_and_once(world, cohort):
    found = imported(world, tried(world, cohort, [person(n) for n in range(60)]))
    assert queries.to_invite(world.coordinator, found, DURING) == 60
    assert actions.invite(upload=found, by=world.coordinator, now=DURING) == 50
    work()
    assert queries.to_invite(world.coordinator, found, DURING) == 0
    assert Message.objects.count() == 60
    assert actions.invite(upload=found, by=world.coordinator, now=DURING) == 0


def test_trying_many_rows_asks_the_database_as_often_as_trying_few(world, cohort):
    imported(world, tried(world, cohort, [person(n) for n in range(30)]))
    found = upload(world, cohort, written([person(n) for n in range(20, 80)]))
    reading = Reading(found, world.coordinator, DURING)
    asked = []
    for many in (3, 60):
        judge = Applications(reading)
        judge.judge(reading.rows)  # what it asks once for all rows
        with CaptureQueriesContext(connection) as queries_made:
            judged = judge.judge(reading.rows[:many])
        assert len(judged) == many
        asked.append(len(queries_made))
    assert asked[0] == asked[1]


def test_leaders_of_a_board_programme_are_named_and_not_imported(world, board):
    confirming = at(2024, 2, 6, 10)
    with pytest.raises(Refused, match="Use “Leaders”"):
        upload(world, board, written([AMARA]), role="mentee", now=confirming)
    assert upload(world, board, written([AMARA]), role="mentor", now=confirming).status == "uploaded"


def test_a_cohort_that_has_told_its_decisions_takes_no_list_any_more(world, cohort):
    applied = sent(cohort)
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=at(2024, 1, 27, 0))
    verdicts.decide(
        application=applied, outcome="decline", reason="not_eligible", by=world.coordinator, now=at(2024, 1, 28)
    )
    cohort.refresh_from_db()
    verdicts.release(cohort=cohort, by=world.coordinator, now=at(2024, 1, 29))
    cohort.refresh_from_db()
    with pytest.raises(Refused, match="Decisions have been sent out"):
        upload(world, cohort, written([IDRIS]), now=at(2024, 1, 30))
