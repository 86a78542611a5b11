"""People who took part before the programme was run here: imported, recognised, and written to only if they agreed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from tests.applications.walk import DURING
from tests.importing.walk import ALUMNI, EARLIER, again, imported, states, tried, upload, why, written
from turnabout.applications.earlier import earlier_answers, graduated_before
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.models import Message
from turnabout.importing import actions, queries
from turnabout.importing.models import EarlierPlace

LEADER = EARLIER | {
    "Name": "Helen Marlowe", "Email": "helen.marlowe@example.org", "Mentor or mentee": "mentee", "Cohort": "Cohort 4",
    "Graduated on": "2023-06-30", "Consent to contact": "", "Consent date": "",
}  # fmt: skip
FAR_TOO_LONG = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example.org"


def of(world, cohort, rows, **but):
    return tried(world, cohort, rows, kind="alumni", role="", headings=but.pop("headings", ALUMNI), **but)


def test_earlier_places_are_guessed_imported_and_nobody_is_written_to(world, cohort):
    found = imported(world, of(world, cohort, [EARLIER, LEADER]))
    assert (found.status, found.counts["new"]) == ("imported", 2)
    amara = EarlierPlace.objects.get(person__email="amara.okafor@example.org")
    assert (amara.role, amara.cohort_name, amara.ended_on) == ("mentor", "Cohort 3", date(2022, 7, 14))
    assert (amara.organisation, amara.contact_on) == (world.partner, date(2022, 7, 1))
    assert EarlierPlace.objects.get(person__name="Helen Marlowe").contact_on is None
    assert not Message.objects.exists()


def test_who_graduated_elsewhere_counts_as_an_alumnus_in_the_same_role_of_a_later_cohort(world, cohort):
    imported(world, of(world, cohort, [EARLIER]))
    amara = Person.objects.get(email="amara.okafor@example.org")
    assert graduated_before(amara.pk, cohort, "mentor")
    assert not graduated_before(amara.pk, cohort, "mentee")
    cohort.starts_on = date(2022, 1, 1)
    assert not graduated_before(amara.pk, cohort, "mentor")


def test_a_new_form_goes_on_from_what_was_imported(world, cohort):
    headings = (*ALUMNI, "Job title", "Department", "Band")
    row = EARLIER | {"Job title": "Staff nurse", "Department": "Urgent care", "Band": "5"}
    imported(world, of(world, cohort, [row], headings=headings))
    known = earlier_answers(Person.objects.get(email="amara.okafor@example.org"), cohort)
    assert known is not None
    assert (known.title, known.role) == ("Cohort 3", "mentor")
    assert known.answers == {
        "about": {
            "name": "Amara Okafor",
            "directorate": "Urgent care",
            "job_title": "Staff nurse",
            "organisation": str(world.partner.pk),
        },
        "grade": {"grade": "AfC 5"},
    }


def test_the_same_list_again_changes_nothing_and_a_changed_row_is_only_shown(world, cohort):
    imported(world, of(world, cohort, [EARLIER, LEADER]))
    found = of(world, cohort, [EARLIER, LEADER | {"Organisation": "Fenwick Integrated Care"}])
    assert states(world, found) == ["same", "clash"]
    with pytest.raises(Refused):
        actions.begin_import(upload=found, by=world.coordinator, now=DURING)


def test_one_person_may_have_had_two_places_and_not_one_twice(world, cohort):
    other = EARLIER | {"Cohort": "Cohort 2", "Graduated on": "1 June 2021"}
    assert states(world, of(world, cohort, [EARLIER, other])) == ["new", "new"]
    twice = of(world, cohort, [EARLIER, EARLIER | {"Email": "AMARA.OKAFOR@example.org", "Cohort": "cohort  3"}])
    assert states(world, twice) == ["fault", "fault"]
    assert "Row 3 says the same" in why(world, twice)[0]


@pytest.mark.parametrize(
    ("but", "says"),
    [
        ({"Consent date": ""}, "and not when"),
        ({"Consent date": "2031-01-01"}, "still to come"),
        ({"Graduated on": "2023-12-24"}, "has not ended yet"),
        ({"Graduated on": ""}, "Write an answer"),
        ({"Mentor or mentee": "wizard"}, "“wizard” is none of the answers"),
        ({"Email": "amara"}, "email address in the correct format"),
        ({"Name": ""}, "Full name"),
        ({"Email": FAR_TOO_LONG}, "up to 254 characters"),
    ],
)
def test_every_fault_of_a_row_is_told(world, cohort, but, says):
    found = of(world, cohort, [EARLIER | but])
    assert states(world, found) == ["fault"]
    assert says in why(world, found)[0]


def test_a_control_character_in_an_address_hides_nobody_who_is_here_already(world, cohort):
    imported(world, of(world, cohort, [EARLIER]))
    assert states(world, of(world, cohort, [EARLIER | {"Email": "amara.okafor\x1f@example.org"}])) == ["same"]


def test_a_person_whom_somebody_else_makes_in_the_same_moment_is_taken(world, cohort):
    found = of(world, cohort, [EARLIER])
    email = EARLIER["Email"]
    waits = ["to look", "to write"]

    def meanwhile(execute, sql, params, many, context):
        if waits == ["to look", "to write"] and sql.startswith("SELECT") and params and email in params:
            waits.pop(0)
        elif waits == ["to write"] and sql.startswith(("SAVEPOINT", "INSERT")):
            waits.pop()
            Person.objects.bulk_create([Person(name="Made Meanwhile", email=email)])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        actions.begin_import(upload=found, by=world.coordinator, now=DURING)
    assert not waits
    assert EarlierPlace.objects.get().person.name == "Made Meanwhile"


def test_somebody_outside_imports_nobody(world, cohort):
    with pytest.raises(Refused):
        upload(world, cohort, written([EARLIER], ALUMNI), kind="alumni", role="", by=world.outsider)
    assert not EarlierPlace.objects.exists()


def test_the_columns_of_a_plain_list_are_all_guessed(world, cohort):
    found = upload(world, cohort, written([EARLIER], ALUMNI), kind="alumni", role="")
    assert all(one.matched for one in queries.columns_of(world.coordinator, again(found), DURING))
