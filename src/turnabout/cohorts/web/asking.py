"""What each of those outside the programme office is asked to take on, in the words of the page they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import readiness
from turnabout.cohorts.models import Cohort, Role
from turnabout.foundation.design.dates import day
from turnabout.foundation.mail.models import Message


@dataclass(frozen=True, slots=True)
class Asking:
    """One role: who it is, what its holder reads, and the words of the buttons."""

    title: Any
    plural: Any
    heading: Any
    lead: Any
    points: tuple[Any, ...]
    button: Any
    done: Any
    most: int = 1


ASKINGS = {
    "sponsor": Asking(
        _("Sponsor"),
        _("Sponsor"),
        _("The sponsor’s pledge"),
        _("The programme asks staff to be honest with people who have more power than they have. It asks this of you:"),
        (
            _("I give time in my own diary, and see that the leaders who take part keep theirs."),
            _("Staff who take part do so in paid time."),
            _("Nobody’s job, pay or prospects suffer from taking part, from leaving, or from what they say."),
            _("I will not ask who said what, or look for it."),
            _("What the programme finds is answered in public, with what will be done, by whom and by when."),
        ),
        _("I make this pledge"),
        _("has made the pledge"),
    ),
    "dpo": Asking(
        _("Data-protection officer"),
        _("Data-protection officer"),
        _("Sign the data-protection assessment"),
        _("The cohort cannot open before you have signed its assessment. When you sign, you say this:"),
        (
            _("I have read the assessment of this cohort."),
            _("My advice has been given to those who run the programme, and they have answered it."),
            _("If the organisations, the strands or the way people join change before it opens, I am asked again."),
        ),
        _("I sign this assessment"),
        _("has signed the assessment"),
    ),
    "key_holder": Asking(
        _("Key holder"),
        _("Key holders"),
        _("Hold one of three keys"),
        _(
            "At the end people say in confidence what changed. Their answers are sealed. Any two of three key holders "
            "open them together, once. If you say yes, this is what it means:"
        ),
        (
            _("I choose a passphrase of four or five words, keep it to myself, and practise once."),
            _("At the end I type it, together with another key holder, on the day we agree."),
            _("I try to read nobody’s single answer. What comes out is sentences about everybody together."),
            _("If I leave, I say so in good time, so that somebody else can take over."),
        ),
        _("I will hold a key"),
        _("has agreed to hold a key"),
        readiness.KEY_HOLDERS,
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one person is: the words, the colour of the tag, a sentence more, and where to go on."""

    role: Role | None
    title: Any
    tag: Any
    colour: str
    detail: Any
    url: str


def standing_of(role: Role, cohort: Cohort) -> Standing:
    """Where somebody stands who was named: not written to, sent and waiting, or done."""
    asking, undertaking = ASKINGS[role.kind], getattr(role, "undertaking", None)
    title = gettext("%(what)s: %(name)s") % {"what": asking.title, "name": role.person.name}
    url = reverse("cohorts:letter", args=[role.pk])
    if undertaking is not None and readiness.has_given(role, cohort):
        said = {"name": role.person.name, "did": asking.done, "day": day(undertaking.given_at)}
        detail = gettext("%(name)s %(did)s, on %(day)s.") % said
        if undertaking.given_by_id != role.person_id:
            detail += " " + gettext("Recorded by %(name)s.") % {"name": undertaking.given_by.name}
        return Standing(role, title, gettext("Done"), "green", detail, url)
    if undertaking is None or undertaking.asked_at is None:
        detail = gettext("The letter is ready. Look at it, and send it with one press.")
        return Standing(role, title, gettext("Not sent"), "blue", detail, url)
    said = {"day": day(undertaking.asked_at), "name": role.person.name}
    if undertaking.given_at is not None:
        detail = gettext("What was signed has changed since. Waiting for %(name)s to sign again.") % said
    elif trouble := letter_trouble(role):
        return Standing(role, title, gettext("Not delivered"), "red", trouble, url)
    else:
        detail = gettext("Sent on %(day)s. Waiting for %(name)s.") % said
    return Standing(role, title, gettext("Waiting"), "yellow", detail, url)


def standings(cohort: Cohort, named: dict[str, list[Role]]) -> list[Standing]:
    """Everybody who is asked, in the order of ASKINGS, with a line for each who is not named yet."""
    found = []
    for kind, asking in ASKINGS.items():
        found += [standing_of(role, cohort) for role in named[kind]]
        if (left := asking.most - len(named[kind])) > 0:
            to_name = reverse("cohorts:name_for", args=[cohort.pk, kind])
            words = gettext("Name %(many)d.") % {"many": left} if asking.most > 1 else gettext("Name this person.")
            detail = gettext("%(words)s You see the letter before it is sent.") % {"words": words}
            found.append(Standing(None, str(asking.plural), gettext("Not named"), "blue", detail, to_name))
    return found


def letter_trouble(role: Role) -> str:
    """What the mail server said of the newest letter to the holder of `role`, if it would not take it; else ""."""
    letters = Message.objects.filter(to_person=role.person_id, scope=role.cohort_id, kind__startswith="cohorts.ask_")
    newest = letters.order_by("-queued_at").first()
    if newest is None or newest.status != "failed":
        return ""
    return gettext("The letter could not be delivered. Check the address, and send it again.")
