"""House test 1: every address asks for a permission, and everybody gets what the table written by hand says.

The table is tests/house/matrix; the answers come from two programmes that were walked through the real actions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.urls import get_resolver

from tests.house import judging, planted
from tests.house.asking import doors
from tests.house.conftest import rooms
from tests.house.looking import Seen
from tests.house.scene import ROLES
from turnabout.config import urls

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

PUBLIC_PAGES = {
    "cohorts:stylesheet",  # an organisation's colour
    "cohorts:logo",  # an organisation's logo
    "cohorts:short",  # whoever was given a cohort's short address
    "cohorts:short_in_capitals",
    "cohorts:tell_me",
    "cohorts:noted",
    "cohorts:forget_me",
    "cohorts:forgotten",
    "cohorts:no_more",  # whoever holds the link at the end of a message
    "cohorts:no_more_done",
    "training:questions",
    "training:questions_calendar",
    "training:feed",  # whoever holds the secret address
    "home:front",
    "home:public",
    "home:pack",
    "home:pack_file",
    "home:help",
    "home:privacy",
    "home:accessibility",
    "applications:leader",  # whoever holds the link
    "applications:leader_no",
    "applications:leader_thanks",  # after an answer by link: no secret, nobody's name
    "applications:leader_said_no",
    "applications:manager",  # whoever holds the link
    "applications:manager_new_link",
    "applications:manager_thanks",  # after an answer by link: no secret, nobody's name
    "applications:manager_link_sent",
    "applications:check_entered",  # whoever holds the link
    "applications:delete_entered",
    "applications:entry_thanks",  # after an answer by link: no secret, nobody's name
    "applications:entry_deleted",
    "demo:line_manager",  # in the demo only
    "demo:cast",  # in the demo only
    "demo:sign_in",
    "demo:gallery",
    "demo:day",
    "demo:start_again",
    "demo:moving",
    "account_login",  # these four lead to the emailed code
    "account_reauthenticate",
    "account_reset_password",
    "account_email",
}
OWN_DOORS = {
    "account_request_login_code": (200, 302),
    "account_confirm_login_code": ("login", 302),
    "account_signup": (200, 302),
    "account_email_verification_sent": ("login", 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "usersessions_list": ("login", 200),
    "mfa_index": ("login", 200),
    "mfa_authenticate": ("login", 302),
    "mfa_reauthenticate": ("login", 403),
    "mfa_activate_totp": ("login", 200),
    "mfa_deactivate_totp": ("login", 404),
    "mfa_view_recovery_codes": ("login", 404),
    "mfa_generate_recovery_codes": ("login", 200),
    "mfa_download_recovery_codes": ("login", 404),
    "account_login": ("login", "login"),
    "account_reauthenticate": ("login", "login"),
    "account_reset_password": ("login", "login"),
    "account_email": ("login", "login"),
}
"""Pages of signing in, which keep their own door: what somebody gets who is not signed in, and who is."""
APPLICATION = "applications.application."
SHOWN: dict[tuple[str, str], set[str]] = {
    ("selection:decide", "coordinator_own"): {APPLICATION + one for one in ("why", "topics_words", "about_me")},
    ("matching:answer", "applicant_own"): {APPLICATION + "why"},
    ("training:needs", "coordinator_own"): {APPLICATION + "adjustments"},
    ("training:session", "coordinator_own"): {APPLICATION + "adjustments"},
    ("partnerships:pair", "applicant_own"): {APPLICATION + "why"},
    ("partnerships:pair", "leader"): {APPLICATION + "about_me"},
}
"""Private texts that somebody other than their author reads, by page and role; no other page shows any to anybody.

A co-ordinator reads why somebody applies and the lived experience they offer, to decide, what else helps, to
arrange it, and once somebody has a place how they like to communicate. A reverse mentor reads "why I want this" of
the leader they are asked about and then meet. A leader reads how their reverse mentor likes to communicate, which that
person may show them, and nothing else that they wrote. Nobody reads an answer that was sealed.
"""
ROWS = {name: row for room in rooms().values() for name, row in room.ROWS.items()}


def none(faults: Iterable[str]) -> None:
    assert not (found := list(faults)), "\n".join(found)


def test_every_address_names_a_permission() -> None:
    none(judging.undeclared(doors(get_resolver().url_patterns), PUBLIC_PAGES))


def test_every_address_has_a_row_written_by_hand() -> None:
    none(judging.without_row(doors(get_resolver().url_patterns), rooms()))


def test_every_row_says_what_each_of_the_seven_gets() -> None:
    assert len(ROWS) > 80
    assert {name for name, row in ROWS.items() if not set(ROLES) <= set(row)} == set()


def test_everybody_gets_what_the_table_says(seen: Seen) -> None:
    assert {one.page for one in seen.answers} == set(ROWS)
    none(judging.wrong(seen.answers, ROWS))


def test_nobody_who_is_refused_and_nobody_who_only_looks_changes_anything(seen: Seen) -> None:
    none(judging.acted(seen.answers))


def test_what_is_absent_and_what_is_somebody_else_s_are_the_same_page(seen: Seen) -> None:
    none(judging.told_apart(seen.answers, PUBLIC_PAGES))


def test_private_texts_are_shown_to_nobody_else_than_the_product_says(seen: Seen) -> None:
    none(judging.leaks(seen.answers, seen.texts, seen.people, SHOWN))


def test_no_browser_keeps_a_page_made_for_somebody(seen: Seen) -> None:
    none(judging.remembered(seen.answers))


def test_the_texts_that_are_looked_for_are_really_there(seen: Seen) -> None:
    written = {name.removeprefix(APPLICATION) for text in seen.texts.values() for name in text.fields}
    assert {"why", "topics_words", "off_limits", "about_me", "adjustments", "avoid"} <= written
    read = {(one.page, one.role) for one in seen.answers if one.marks}
    assert {("applications:experience", "applicant_own"), *SHOWN} <= read


def test_the_pages_of_signing_in_keep_their_own_door(seen: Seen) -> None:
    got = {(one.page, one.role): one.status for one in seen.doors if one.method == "GET"}
    assert {page: (got[page, "anonymous"], got[page, "outsider"]) for page, _role in got} == OWN_DOORS
    none(str(one) for one in seen.doors if not isinstance(one.status, int) and one.status != "login")


# The planted crimes, each caught by the function that judges the real site.


def of(faults: Iterable[str], page: str) -> list[str]:
    return [fault for fault in faults if f"planted:{page}" in fault]


def test_a_planted_page_without_a_permission_is_caught(seen: Seen) -> None:
    found = list(judging.undeclared(doors(planted.urlpatterns), PUBLIC_PAGES))
    assert [fault.split()[0] for fault in found] == ["planted:undeclared", "planted:open:"]
    assert all("ImproperlyConfigured" in str(one.status) for one in seen.planted if one.page == "planted:undeclared")


def test_a_planted_page_without_a_row_is_caught() -> None:
    found = list(judging.without_row(doors(planted.urlpatterns), rooms()))
    assert len(found) == len(planted.CRIMES)
    assert "write in tests/house/matrix/planted.py" in found[0]


def test_a_row_of_a_page_that_is_gone_is_caught() -> None:
    left = [one for one in urls.urlpatterns if one is not urls.urlpatterns[1]]
    found = list(judging.without_row(doors(left), rooms()))
    assert found
    assert all(fault.endswith("has a row and no address") for fault in found)


def test_a_slip_in_any_cell_of_the_table_is_caught(seen: Seen) -> None:
    blind = []
    for page, row in ROWS.items():
        of_page = [one for one in seen.answers if one.page == page]
        for role in row:
            slipped = {page: {**row, role: 200 if row[role] != 200 else 404}}
            if not [fault for fault in judging.wrong(of_page, slipped) if f"as {role}:" in fault]:
                blind.append(f"{page} as {role}")
    assert not blind, "\n".join(blind)


def planted_rows(**said: dict[str, Any]) -> dict[str, Any]:
    everybody = dict.fromkeys(ROLES, 200) | {"anonymous": "login"}
    return {f"planted:{crime.name}": {**everybody, **said.get(str(crime.name), {})} for crime in planted.CRIMES}


def test_a_planted_page_that_fails_on_an_empty_form_is_caught(seen: Seen) -> None:
    found = of(judging.wrong(seen.planted, planted_rows()), "failing")
    assert len(found) == len(ROLES) - 1
    assert all("MultiValueDictKeyError" in fault for fault in found)


def test_a_planted_page_that_acts_before_it_asks_is_caught(seen: Seen) -> None:
    found = of(judging.acted(seen.planted), "acting")
    assert "POST planted:acting (own) as outsider: it wrote to resources_resource" in found
    assert "GET planted:acting (own) as outsider: it wrote to resources_resource" in found


def test_a_planted_page_that_says_what_is_there_is_caught(seen: Seen) -> None:
    assert of(judging.told_apart(seen.planted, PUBLIC_PAGES), "telling")


def test_a_planted_leaking_page_is_caught(seen: Seen) -> None:
    found = of(judging.leaks(seen.planted, seen.texts, seen.people, SHOWN), "leaking")
    assert any("as outsider: shows what somebody else wrote into applications.application.why" in one for one in found)
    assert not [one for one in found if "as anonymous" in one]


def test_a_planted_text_from_the_box_is_caught(seen: Seen) -> None:
    page = next(one for one in seen.answers if one.page == "surveys:overview" and one.status == 200)
    spoilt = replace(page, marks=frozenset({max(seen.texts) + 1}))
    assert list(judging.leaks([spoilt], seen.texts, seen.people, SHOWN)) == [
        f"{page}: shows text {max(seen.texts) + 1}, which was sealed, or which nobody can read any more"
    ]


def test_a_planted_page_that_a_browser_may_keep_is_caught(seen: Seen) -> None:
    page = next(one for one in seen.answers if one.page == "selection:decide" and one.status == 200)
    assert list(judging.remembered([replace(page, kept="max-age=60")]))
