"""What the people of the marked cohort do between one moment and the next, through the real actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.applications.walk import DURING, declarations
from tests.house.marked.authors import AUTHORS, EVERYBODY, LEADER, Author
from tests.matching.walk import MATCHING, TRAINED, TRAININGS
from tests.partnerships.walk import BOOKING, FIRST, SIGNING
from tests.selection.walk import TELLING, checked, says
from tests.surveys.asking import PASSPHRASE
from turnabout.applications import actions, queries
from turnabout.applications.actions import managers, release
from turnabout.applications.models import Application
from turnabout.applications.wordings import EXPERIENCE_NOW, OWN_LIFE_NOW
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.models import Person
from turnabout.matching import actions as matching
from turnabout.monitoring import actions as monitoring
from turnabout.partnerships import actions as partnerships
from turnabout.rehearsal.walk.releasing import manager_of
from turnabout.selection import actions as selection
from turnabout.selection import queries as shortlist
from turnabout.surveys import actions as surveys
from turnabout.training import actions as training
from turnabout.training.models import Session

if TYPE_CHECKING:
    from tests.house.marked.walk import Marked

ABOVE = "lb"
"""The leader to whom the co-ordinator reports, whose case the independent contact takes."""
DECLINED = "md"
LATE = "mb"
"""The reverse mentor who answers after the others: until then a leader does not know that they are asked about."""
STAYS = "mc"
"""The reverse mentor whose pair still meets when the others have ended."""


def fill_in(found: Marked, now: datetime) -> None:
    for author in AUTHORS:
        found.note(author.key, author.name, author.email)
        person = found.people[author.key] = Person.objects.make(name=author.name, email=author.email)
        application = actions.start(cohort=found.cohort, person=person, role=author.role, by=person, now=now)
        for section in queries.sections(application):
            if section.code == "experience":
                _offer(found, author, application, now)
            elif section.code == "identity":
                declared = [author.chosen["identity"]] if "identity" in author.chosen else []
                actions.declare_identity(
                    application=application, strands=declared, wording=OWN_LIFE_NOW, by=person, now=now
                )
            else:
                answers = {one.name: author.answer(one) for one in section.questions}
                if "organisation" in answers:
                    answers["organisation"] = str(found.world.host.pk)
                if "shown_before" in answers:
                    answers["shown_before"] = ["first_name", "job", "about_me"] if author.told else []
                found.note(author.key, answers)
                actions.save_section(application=application, section=section.code, answers=answers, by=person, now=now)
            application.refresh_from_db()
    _name(found, now)


def _offer(found: Marked, author: Author, application: Application, now: datetime) -> None:
    found.note(author.key, author.word("topics_words"))
    actions.offer_experience(
        application=application,
        topics={author.common: "coordinator", **author.tiers},
        quietly=[code for code, tier in author.tiers.items() if tier == "nobody"],
        words=author.word("topics_words"),
        words_for=author.words_for,
        wording=EXPERIENCE_NOW,
        by=application.person,
        now=now,
    )


def _name(found: Marked, now: datetime) -> None:
    application, token = actions.name_leader(
        cohort=found.board,
        name=LEADER.name,
        email=LEADER.email,
        job_title=LEADER.word("job_title"),
        directorate=LEADER.word("directorate"),
        organisation=found.world.host,
        level=9,
        manager_email=f"{LEADER.word('manager_email')}@example.org",
        by=found.by,
        now=now,
    )
    found.tokens[LEADER.email] = token
    found.people["na"] = application.person


def send(found: Marked, now: datetime) -> None:
    """Sent, three withdrawn, managers asked and answered, two decisions held; the co-ordinator has named a contact."""
    for author in AUTHORS:
        application, person = found.application(author.key), found.people[author.key]
        actions.submit(application=application, declarations=declarations(application), by=person, now=DURING)
        if ethnicity := author.chosen.get("ethnicity"):
            given = {"ethnicity": ethnicity}
            monitoring.record(cohort=found.cohort, person=person, answers=given, by=person, now=DURING)
        if author.leaves:
            actions.withdraw(application=found.application(author.key), by=person, now=DURING)
            found.given[author.key] -= {mark for mark in found.given[author.key] if mark.question == "topics_words"}
        elif not author.placed:
            _ask_manager(found, author, DURING)
    _confirm(found)
    role = found.by.roles.get(kind="coordinator", organisation__isnull=False)
    keep: dict[str, Any] = {"by": found.by, "now": found.world.now}
    cohorts.name_manager(role=role, manager_email=EVERYBODY[ABOVE].email, **keep)
    given = {"name": "Ivy Stand", "email": "ivy.stand@example.org", "manager_email": "chair@example.org"}
    contact = cohorts.appoint(kind="independent_contact", cohort=found.cohort, **given, **keep)
    found.cast["independent_contact"] = contact.person
    found.cohort = cohorts.close_applications(cohort=found.cohort, by=found.by, now=now)
    _give_to_the_panel(found, now)
    for key in ("ma", "la"):
        _decide(found, key, now)


def _give_to_the_panel(found: Marked, now: datetime) -> None:
    """Everybody who has a role is before the assessor, nothing hidden; the first two are assessed."""
    assessor = found.cast["assessor"]
    selection.declare(cohort=found.cohort, emails=["nobody.here@example.org"], teams=[], by=assessor, now=now)
    for author in AUTHORS:
        if not author.leaves and not author.placed:
            by = found.cast["independent_contact"] if author.key == ABOVE else found.by
            checked(found.application(author.key), found.world, now, by=by)
    selection.give_out(cohort=found.cohort, by=found.by, now=now)
    for key in ("ma", "la"):
        _assess(found, key, now)


def _assess(found: Marked, key: str, now: datetime) -> None:
    waits = found.application(key).assessments.filter(status="assigned").select_related("assessor")
    for assessment in waits:
        says(assessment, now)


def _ask_manager(found: Marked, author: Author, now: datetime) -> None:
    person = found.people[author.key]
    application = found.application(author.key)
    made, token = release.ask_manager(application=application, show_role=author.told, by=person, now=now)
    found.tokens[manager_of(person.email)] = token
    if author.manager:
        about = {"conditions": author.word("conditions"), "not_now": author.word("reason")}
        found.note(author.key, author.word("cover"), about.get(author.manager))
        managers.answer_release(
            release=made,
            token=token,
            answer=author.manager,
            conditions=author.word("conditions"),
            reason=author.word("reason"),
            show_reason=author.told,
            cover=author.word("cover"),
            will_not_pry=True,
            will_be_fair=True,
            by=queries.by_managers_link(),
            now=now,
        )


def _confirm(found: Marked) -> None:
    application = found.application("na")
    (section,) = queries.sections(application)
    answers = {one.name: LEADER.answer(one) for one in section.questions}
    found.note(LEADER.key, LEADER.name, LEADER.email, LEADER.word("job_title"), answers)
    actions.confirm(
        application=application, token=found.tokens[LEADER.email], answers=answers, by=queries.by_link(), now=DURING
    )


def _decide(found: Marked, key: str, now: datetime, outcome: str = "accept", **given: Any) -> None:
    """Decided by whoever may, with a letter of its own; of whom the co-ordinator reports to, by the contact."""
    by = found.cast["independent_contact"] if key == ABOVE else found.by
    application = found.application(key)
    if not application.assessments.exists():
        checked(application, found.world, now, by=by)
        selection.give_out(cohort=found.cohort, by=found.by, now=now)
    _assess(found, key, now)
    verdict = selection.decide(application=application, outcome=outcome, by=by, now=now, **given)
    if by == found.by:
        letter = next(one for one in shortlist.letters(by, found.cohort, now) if one.verdict.pk == verdict.pk)
        greeting, *rest = letter.body.split("\n\n")
        found.note(key, EVERYBODY[key].word("letter"))
        words = "\n\n".join([greeting, EVERYBODY[key].word("letter"), *rest])
        selection.edit_letter(verdict=verdict, words=words, by=by, now=now)


def tell(found: Marked, now: datetime) -> None:
    """Whoever would take either role is placed, all are decided and told, one is declined; sessions are booked."""
    staying = [one for one in AUTHORS if not one.leaves]
    for author in staying:
        if author.placed:
            application = found.application(author.key)
            actions.place_in_role(application=application, role=author.placed, by=found.by, now=TELLING)
            _ask_manager(found, author, TELLING)
        if author.key == DECLINED:
            _decide(found, author.key, TELLING, "decline", reason="capacity")
        elif author.key not in ("ma", "la"):
            _decide(found, author.key, TELLING)
    selection.release(cohort=found.cohort, by=found.by, now=TELLING)
    keep: dict[str, Any] = {"by": found.by, "now": TELLING}
    found.cohort = cohorts.prepare(cohort=found.cohort, **keep)
    training.plan_sessions(cohort=found.cohort, **keep)
    starts, ends = TELLING + timedelta(days=30), TELLING + timedelta(days=30, hours=1)
    training.plan_open(cohort=found.cohort, starts_at=starts, ends_at=ends, place="The long room", **keep)
    for key in ("ma", "mb", "eb", "la", "lb", "ea"):
        part = found.part(key)
        session = Session.objects.select_related("cohort").get(cohort=found.cohort, step=TRAININGS[part.role])
        training.book(session=session, participation=part, by=found.people[key], now=now)


def ask(found: Marked, now: datetime) -> None:
    """Trained, booked on the last session, and paired; all reverse mentors but one said yes, so leaders are asked."""
    staying = [found.part(one.key) for one in AUTHORS if not one.leaves and one.key != DECLINED]
    for role, step in TRAININGS.items():
        session = Session.objects.select_related("cohort").get(cohort=found.cohort, step=step)
        came = [part for part in staying if part.role == role]
        training.mark_register(session=session, attended=came, by=found.by, now=TRAINED)
    last = Session.objects.select_related("cohort").get(cohort=found.cohort, kind="sharing_session")
    for part in staying:
        training.book(session=last, participation=part, by=part.person, now=TRAINED)
    found.cohort = cohorts.start_matching(cohort=found.cohort, by=found.by, now=MATCHING)
    made = matching.run_round(cohort=found.cohort, by=found.by, now=MATCHING)
    matching.publish(found=made, by=found.by, now=MATCHING)
    for pair in found.pairs():
        if found.key_of(pair.mentor.person) != LATE:
            matching.answer(pair=pair, yes=True, by=pair.mentor.person, now=now)


def meet(found: Marked, now: datetime) -> None:
    """Three pairs have said yes, signed, and have a meeting in both diaries; the fourth leader is asked only now."""
    for pair in found.pairs():
        late = found.key_of(pair.mentor.person) == LATE
        by = pair.mentor.person if late else pair.mentee.person
        matching.answer(pair=pair, yes=True, by=by, now=MATCHING)
    found.cohort = cohorts.launch(cohort=found.cohort, by=found.by, now=SIGNING)
    for key in ("ma", "eb", STAYS):
        together = found.partnership(key)
        for person in (together.mentor.person, together.mentee.person):
            together = partnerships.sign(partnership=together, by=person, now=SIGNING)
        given = {"starts_at": FIRST, "mode": "video", "place": "", "by": together.mentee.person}
        meeting = partnerships.propose_meeting(partnership=together, now=BOOKING, **given)
        partnerships.accept_meeting(meeting=meeting, by=together.mentor.person, now=BOOKING)


def end(found: Marked, now: datetime) -> None:
    """Two pairs have ended, one by the contact's hand; one meets on, one is asked, and all answer at the end."""
    for key, by in (("ma", found.cast["independent_contact"]), ("eb", found.people["eb"])):
        partnerships.end(partnership=found.partnership(key), by=by, now=now)
    found.cohort = cohorts.begin_closing(cohort=found.cohort, by=found.by, now=now)
    questionnaire = surveys.plan_questionnaire(cohort=found.cohort, passphrase=PASSPHRASE, by=found.by, now=now)
    surveys.open_questionnaire(questionnaire=questionnaire, by=found.by, now=now)
