"""Filling in the two forms through the real actions, with answers that a test may change."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cohorts.world import World, at
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.questions import declared_by
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person

DURING = at(2023, 12, 4, 10)
"""An instant at which the source programme's cohort is open."""
SUMMER, SUMMER_START = at(2024, 7, 2, 15, 30), date(2024, 11, 4)
"""An instant of British summer time at which a cohort that starts on `SUMMER_START` is open."""
MENTOR = {
    "about": {
        "name": "Amara Okafor",
        "directorate": "Urgent care",
        "job_title": "Staff nurse",
        "staff_group": "nursing",
        "pronouns": "she",
    },
    "grade": {"grade": "AfC 5", "grade_words": "", "nearest": ""},
    "meeting": {
        "base": "Northgate Health Centre",
        "modes": ["in_person", "video"],
        "available": ["mon_am", "thu_pm"],
        "can_attend": ["mentor_briefing_a"],
        "capacity": "1",
        "working_pattern": ["shifts"],
        "travel": "Not by car.",
    },
    "why": {
        "why": "Because nobody asked me in nine years.",
        "hope": "How a rota feels from the other end.",
    },
    "background": {"mentoring_experience": "I help new starters.", "network": "yes"},
    "boundaries": {
        "about_me": "Time to think.",
        "off_limits": "My family abroad.",
        "off_limits_topics": [],
        "show_off_limits": False,
        "shown_before": ["first_name", "job", "about_me"],
    },
    "apart": {"avoid_emails": ["grim.boss@example.org"], "avoid_teams": ["Estates"]},
    "adjustments": {"adjustments_needs": ["captions"], "adjustments_words": "A quiet room on Fridays."},
    "support": {"support_turn_to": "My sister.", "support_check_in": "yes"},
    "contact": {"later_cohorts": True},
    "manager": {"manager_name": "Rae Linton", "manager_email": "rae.linton@example.org", "talk_first": False},
}
MENTEE = {
    "about": {
        "name": "Helen Marlowe",
        "directorate": "Executive office",
        "job_title": "Chief nurse",
        "staff_group": "board",
        "line_size": "1,200",
        "boards": "Trust Board",
    },
    "grade": {"grade": "Board Executive", "grade_words": "", "nearest": ""},
    "meeting": {
        "base": "Trust headquarters",
        "modes": ["in_person"],
        "available": ["mon_am"],
        "can_attend": ["mentee_training_b"],
        "capacity": "2",
        "working_pattern": [],
        "travel": "",
    },
    "why": {"why": "I keep hearing only good news.", "changed_decision": "", "no_example_yet": True},
    "learning": {"topics": ["race", "carers"], "topics_words": "", "open_to_any": True},
    "influence": {
        "influence": ["policy", "recruitment"],
        "observe": ["committee"],
        "observe_limits": "",
        "objective": "Fair recruitment to band 7.",
        "objective_by": "2024-09-30",
    },
    "apart": {"avoid_emails": [], "avoid_teams": []},
    "adjustments": {"adjustments_needs": [], "adjustments_words": ""},
    "diary": {"diary_name": "", "diary_email": ""},
    "manager": {
        "manager_name": "Chair",
        "manager_email": "chair@example.org",
        "talk_first": False,
        "is_chief_executive": False,
    },
}
EITHER = {
    **MENTEE,
    **MENTOR,
    "about": MENTEE["about"] | {"name": "Amara Okafor", "pronouns": "she"},
    "meeting": MENTOR["meeting"] | {"can_attend": ["mentor_briefing_a", "mentee_training_b"]},
    "why": MENTOR["why"] | {"changed_decision": "", "no_example_yet": True},
    "learning": {"learn_topics": ["disability"], "learn_words": "What a hidden condition costs."},
    "manager": MENTOR["manager"] | {"is_chief_executive": False},
}
FORMS = {"mentor": MENTOR, "mentee": MENTEE, "either": EITHER}
LEADER = {
    "why": "I want to hear what I am not told.",
    "topics": ["race"],
    "open_to_any": True,
    "modes": ["in_person"],
    "available": ["tue_pm"],
    "avoid_emails": [],
    "avoid_teams": [],
    "adjustments_needs": [],
    "adjustments_words": "",
    "declarations": ["privacy", "time", "no_group", "no_use", "commitment"],
}


def person(name: str = "Amara Okafor") -> Person:
    return Person.objects.make(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


def fill(application: Application, now: Any = DURING, *, but: dict[str, dict[str, Any]] | None = None) -> Application:
    """Save every section, the mentor's lived experience under its consent."""
    whole = FORMS[application.role]
    asked = [section.code for section in queries.sections(application)]
    for code in asked:
        if code == "experience":
            actions.offer_experience(
                application=application,
                topics=["race", "faith"],
                wording=EXPERIENCE_NOW,
                words="What the ward says when I pray.",
                by=application.person,
                now=now,
            )
            continue
        if code == "identity":
            continue
        names = {question.name for question in queries.section(application, code).questions}
        answers = {name: value for name, value in whole[code].items() if name in names}
        if code == "about":
            answers["organisation"] = str(application.cohort.organisations.order_by("name")[0].pk)
        answers |= (but or {}).get(code, {})
        actions.save_section(application=application, section=code, answers=answers, by=application.person, now=now)
    return application


def declarations(application: Application) -> list[str]:
    return [code for code, _words in declared_by(application.role)]


def start(cohort: Cohort, role: str = "mentor", name: str = "Amara Okafor", now: Any = DURING) -> Application:
    applicant = Person.objects.filter(name=name).first() or person(name)
    return actions.start(cohort=cohort, person=applicant, role=role, by=applicant, now=now)


def send(application: Application, now: Any = DURING) -> Application:
    return actions.submit(
        application=application, declarations=declarations(application), by=application.person, now=now
    )


def sent(cohort: Cohort, role: str = "mentor", name: str = "Amara Okafor", now: Any = DURING) -> Application:
    return send(fill(start(cohort, role, name, now), now), now)


def named(world: World, cohort: Cohort, now: Any, name: str = "Gareth Pryce", **given: Any) -> Any:
    facts: dict[str, Any] = {
        "name": name,
        "email": f"{name.lower().replace(' ', '.')}@example.org",
        "job_title": "Non-executive director",
        "organisation": world.host,
        "level": 9,
        "manager_email": "chair@example.org",
    }
    return actions.name_leader(cohort=cohort, by=world.coordinator, now=now, **(facts | given))
