"""Step 3: people apply through every section of their form; named leaders confirm by their link."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from turnabout.applications import queries as forms
from turnabout.applications.actions import form, leaders, offers, sending
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.actions import register_person
from turnabout.foundation.accounts.actors import VISITOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.monitoring import actions as monitoring
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.people import Invented
from turnabout.rehearsal.walk import releasing, returning
from turnabout.rehearsal.world import World, there

ANSWERS_MONITORING = 0.8
LAST_SECOND = timedelta(seconds=1)
WORDING = "lived-experience-2"
WHO_MAY_KNOW = ("coordinator", "agreed", "before", "nobody")
"""Told to these, by turns: the fourth of four tells nobody and lets it be used."""
LEFT_EMPTY = ("grade_words", "nearest", "pronouns", "network", "support_check_in", "diary_name", "diary_email")
MONITORING = {
    "ethnicity": ("indian", "african", "caribbean", "british", "white_asian", "rather_not"),
    "disability": ("yes", "no", "rather_not"),
}


def beats(world: World) -> list[Beat]:
    """From the opening to the closing second."""
    return _board(world) if world.fixture.pattern == "board" else _system(world)


def _system(world: World) -> list[Beat]:
    opens, closes = world.at("applications_open"), world.after("applications_close")
    found = [Beat(opens, "Applications open", _open)]
    last = world.of("mentor", "accepted")[-1]
    for one in world.people:
        at = world.between(opens + timedelta(days=1), closes - timedelta(days=5))
        found.append(Beat(at, "Somebody applies", _apply(one, send=one is not last)))
        if one.fate != "drafts":
            found += releasing.beats_of(world, one, closes if one is last else at)
        if one.fate == "withdrawn":
            found.append(Beat(at + timedelta(days=3), "Somebody withdraws", _withdraw(one)))
    late = world.of("mentee", "drafts")[0]
    return [
        *found,
        Beat(closes - LAST_SECOND, "Somebody sends in the last second", _send(last)),
        Beat(closes + LAST_SECOND, "Somebody is a second late", _late(late)),
    ]


def _board(world: World) -> list[Beat]:
    asked, until = world.at("invitations"), world.after("confirm_by")
    opens = world.day("invitations", time(9))
    found = [Beat(opens, "The cohort opens", _open), Beat(opens + timedelta(hours=1), "Leaders are named", _name)]
    for one in world.of("mentee"):
        at = world.between(asked + timedelta(days=1), until - timedelta(days=1))
        found += [Beat(at, "A leader confirms", _confirm(one)), *releasing.beats_of(world, one, at)]
    for one in world.of("mentor"):
        at = world.between(asked + timedelta(days=1), until - timedelta(days=1))
        found += [Beat(at, "Somebody applies", _apply(one)), *releasing.beats_of(world, one, at)]
    return found


def _open(world: World, now: datetime) -> None:
    world.cohort = cohorts.open_applications(cohort=world.cohort, by=world.coordinator, now=now)


def _apply(one: Invented, *, send: bool = True):
    def deed(world: World, now: datetime) -> None:
        fill_in(world, one, now, whole=one.fate != "drafts")
        if send and one.fate != "drafts":
            _send(one)(world, now)

    return deed


def fill_in(world: World, one: Invented, now: datetime, *, whole: bool = True) -> Any:
    """Have somebody start their form and save every section, or half of them; returns it as it is, not sent yet."""
    person = register_person(name=one.name, email=one.email, by=VISITOR, now=now)
    world.who[one.email] = person
    if one.cast:
        world.cast[one.cast] = person
    application = returning.begin(world, one, person, now)
    have = returning.known(world, application, one)
    world.applications[one.email] = application
    sections = forms.sections(application)
    for section in sections if whole else sections[: len(sections) // 2]:
        if section.code in have:
            continue
        _fill(world, application, section, one, person, now)
    return application


def _fill(world: World, application: Any, section: Any, one: Invented, person: Any, now: datetime) -> None:
    answers = answers_to(section, one, world)
    if section.code == "identity":
        return
    if section.own_consent:
        tier = WHO_MAY_KNOW[len(one.name) % len(WHO_MAY_KNOW)]
        offers.offer_experience(
            application=application,
            topics=dict.fromkeys(answers["topics"], tier),
            quietly=answers["topics"] if tier == "nobody" else (),
            wording=WORDING,
            words=answers.get("topics_words", ""),
            open_to_any=bool(answers.get("open_to_any")),
            by=person,
            now=now,
        )
    else:
        form.save_section(application=application, section=section.code, answers=answers, by=person, now=now)
    application.refresh_from_db()


def _send(one: Invented):
    def deed(world: World, now: datetime) -> None:
        person = world.who[one.email]
        application = there(forms.mine(person, world.cohort))
        sending.submit(application=application, declarations=_declared(application), by=person, now=now)
        if world.cohort.has("monitoring") and world.chance(ANSWERS_MONITORING):
            told = {name: world.source.choice(codes) for name, codes in MONITORING.items()}
            monitoring.record(cohort=world.cohort, person=person, answers=told, by=person, now=now)

    return deed


def _late(one: Invented):
    def deed(world: World, now: datetime) -> None:
        try:
            _send(one)(world, now)
        except Refused:
            return
        raise AssertionError("An application that came a second late was taken.")

    return deed


def _withdraw(one: Invented):
    def deed(world: World, now: datetime) -> None:
        person = world.who[one.email]
        sending.withdraw(application=there(forms.mine(person, world.cohort)), by=person, now=now)

    return deed


def _name(world: World, now: datetime) -> None:
    places = {place.name: place for place in world.cohort.organisations.all()}
    for one in world.of("mentee"):
        world.applications[one.email], world.tokens[one.email] = leaders.name_leader(
            cohort=world.cohort,
            name=one.name,
            email=one.email,
            job_title=one.job_title,
            organisation=places[one.organisation],
            level=one.level,
            manager_email=one.manager_email,
            is_chief_executive=one.chief_executive,
            by=world.coordinator,
            now=now,
        )


def _confirm(one: Invented):
    def deed(world: World, now: datetime) -> None:
        link = forms.open_by_token(world.tokens[one.email], now)
        if link is None or link.state != "open":
            raise LookupError(f"The link of {one.name} is not open.")
        (section,) = forms.sections(link.application)
        answers = answers_to(section, one, world)
        leaders.confirm(
            application=link.application,
            token=world.tokens[one.email],
            answers=answers,
            by=forms.by_link(),
            now=now,
        )
        world.who[one.email] = link.application.person
        if one.cast:
            world.cast[one.cast] = link.application.person

    return deed


def _declared(application: Any) -> list[str]:
    return [code for code, _words in forms.declarations(application)]


def answers_to(section: Any, one: Invented, world: World) -> dict[str, Any]:
    """What an invented person answers to each question of a section, by the question's name."""
    known = {
        "name": one.name,
        "directorate": one.team,
        "job_title": one.job_title,
        "grade": one.grade,
        "base": f"{one.organisation}, main office",
        "modes": list(one.modes),
        "available": list(one.available),
        "capacity": str(one.capacity),
        "open_to_any": one.open_to_any,
        "topics": list(one.topics),
        "manager_name": one.manager_name,
        "talk_first": one.manager_says == "talk_first",
        "manager_email": one.manager_email,
        "avoid_emails": "\n".join(one.avoid),
        "avoid_teams": world.words("The night porters") if one.avoid else "",
        "adjustments_words": world.words(one.adjustments) if one.adjustments else "",
        "line_size": "40",
        "boards": "Executive team",
        "why": world.words("I want to understand what people here live with, and to do something about it."),
        "hope": world.words("That listening is work, and that it changes what a leader decides."),
        "changed_decision": world.words("A nurse told us what the night rota did to her, and we changed it."),
        "objective": world.words("Shortlists that look like the people we serve."),
        "objective_by": date(world.fixture.starts_on.year + 1, 3, 31),
        "about_me": world.words("I like time to think before I answer."),
        "topics_words": world.words("Being the only one in the room, and being asked to speak for everybody."),
        "off_limits": world.words("My family, and how I got here."),
        "travel": world.words("Not by car."),
        "mentoring_experience": world.words("I help new starters to find their feet."),
        "support_turn_to": world.words("My sister, and the chaplain."),
        **dict.fromkeys(LEFT_EMPTY, ""),
        "off_limits_topics": [],
        "shown_before": ["first_name", "job", "about_me"],
    }
    return {question.name: _answer(question, known, one, world) for question in section.questions}


def _answer(question: Any, known: dict[str, Any], one: Invented, world: World) -> Any:
    if question.name == "organisation":
        return next(code for code, words in question.choices if words == one.organisation)
    if question.name in known:
        return known[question.name]
    codes = [code for code, _words in question.choices] if question.choices else []
    return {"one": lambda: world.source.choice(codes), "many": lambda: codes[:1], "all": lambda: codes}.get(
        question.kind, lambda: ""
    )()
