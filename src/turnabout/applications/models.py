from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from turnabout.applications.sharing import everything_shown
from turnabout.applications.statuses import APPLICATION, RELEASE
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.foundation.datamap import none, personal, special
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.fields import StatusField

MENTOR, MENTEE = "mentor", "mentee"
ROLES = ((MENTOR, _("Reverse mentor")), (MENTEE, _("Reverse mentee")))
EITHER = "either"
"""Somebody would take part in either role; a co-ordinator places them in one of the two, once."""
WISHES = (*ROLES, (EITHER, _("Either role")))
PHONE, PAPER, IMPORT = "phone", "paper", "import"
ARRIVED = ((PHONE, _("by telephone")), (PAPER, _("on paper")), (IMPORT, _("in a list")))
"""How an application arrived that a co-ordinator entered for somebody."""
BY_LINK, BY_CALL = "link", "call"
CONFIRMED = ((BY_LINK, _("by their link")), (BY_CALL, _("in a call")))
"""How whoever it is about said that what was entered for them is right."""


class Application(models.Model):
    """One person's wish to take part in one cohort, in one role. A named leader's has `named` set and no form.

    Everything a person writes in their own words may reveal a special category, so it is encrypted under their key.
    `topics` holds what a leader wants to learn about, or what a reverse mentor offers and to whom (`sharing.pack`).
    `unfinished` keeps, section by section, what was typed into a page that is not complete yet. `versions` counts how
    often each section was written, so that a second window is told before it writes over the first.

    What a co-ordinator entered for somebody has `entered_at` set. It is theirs to read and correct until the person it
    is about takes it over, by confirming, changing or withdrawing it: `taken_at`. `entered_name` is the name as it was
    given then, for somebody's account may hold another one, which is nobody's business; `entered_new` says that there
    was no account with this address before.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="applications"))
    person = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    )
    role = personal(models.CharField(max_length=10, choices=WISHES))
    named = none(models.BooleanField(default=False))
    status = none(StatusField(APPLICATION))
    started_at = none(models.DateTimeField())
    started_by = personal(models.UUIDField(null=True))
    submitted_at = none(models.DateTimeField(null=True))
    submitted_by = personal(models.UUIDField(null=True))
    sections_done = none(models.JSONField(default=list))
    versions = none(models.JSONField(default=dict))
    unfinished = special(EncryptedField())

    organisation = personal(models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+"))
    directorate = personal(models.CharField(_("directorate or team"), max_length=200, blank=True))
    job_title = personal(models.CharField(_("job title"), max_length=200, blank=True))
    staff_group = personal(models.CharField(_("staff group"), max_length=60, blank=True))
    grade = personal(models.CharField(_("grade"), max_length=60, blank=True))
    grade_words = personal(models.CharField(_("name of a grade that is in no list"), max_length=200, blank=True))
    level = personal(models.PositiveSmallIntegerField(null=True, help_text=_("1 to 9 on the shared seniority scale")))
    working_pattern = personal(models.JSONField(default=list))
    base = personal(models.CharField(_("work base"), max_length=200, blank=True))
    modes = personal(models.JSONField(default=list))
    available = personal(models.JSONField(default=list))
    can_attend = personal(models.JSONField(default=list))
    capacity = none(models.PositiveSmallIntegerField(default=1))
    open_to_any = personal(models.BooleanField(default=False))
    in_conversation = personal(models.BooleanField(default=False))
    manager_name = personal(models.CharField(max_length=200, blank=True))
    manager_email = personal(models.EmailField(max_length=254, blank=True))
    talk_first = personal(models.BooleanField(default=False))
    is_chief_executive = personal(models.BooleanField(default=False))
    line_size = personal(models.PositiveIntegerField(null=True))
    boards = personal(models.CharField(max_length=300, blank=True))
    influence = personal(models.JSONField(default=list))
    observe = personal(models.JSONField(default=list))
    no_example_yet = personal(models.BooleanField(default=False))
    objective_by = personal(models.DateField(null=True))
    diary_name = personal(models.CharField(max_length=200, blank=True))
    diary_email = personal(models.EmailField(max_length=254, blank=True))
    later_cohorts = personal(models.BooleanField(default=False))
    show_off_limits = personal(models.BooleanField(default=False))
    shown_before = personal(models.JSONField(default=everything_shown))
    declarations = none(models.JSONField(default=list))
    link_digest = none(models.CharField(max_length=64, blank=True, db_index=True))
    link_until = none(models.DateTimeField(null=True))

    entered_at = none(models.DateTimeField(null=True))
    entered_by = personal(models.UUIDField(null=True))
    entered_how = none(models.CharField(max_length=10, choices=ARRIVED, blank=True))
    entered_name = personal(models.CharField(max_length=200, blank=True))
    entered_new = none(models.BooleanField(default=False))
    received_on = none(models.DateField(null=True))
    taken_at = none(models.DateTimeField(null=True))
    taken_by = personal(models.UUIDField(null=True))
    confirmed_how = none(models.CharField(max_length=10, choices=CONFIRMED, blank=True))
    called_on = none(models.DateField(null=True))
    called_whom = personal(models.CharField(max_length=200, blank=True))

    continued_from = personal(
        models.CharField(max_length=200, blank=True, help_text=_("The earlier cohort whose answers were taken over."))
    )

    pronouns = special(EncryptedField())
    travel = special(EncryptedField())
    why = special(EncryptedField())
    hope = special(EncryptedField())
    changed_decision = special(EncryptedField())
    objective = special(EncryptedField())
    observe_limits = special(EncryptedField())
    topics = special(EncryptedField())
    topics_words = special(EncryptedField())
    off_limits = special(EncryptedField())
    off_limits_topics = special(EncryptedField())
    about_me = special(EncryptedField())
    avoid = special(EncryptedField())
    adjustments = special(EncryptedField())
    mentoring_experience = special(EncryptedField())
    network = special(EncryptedField())
    support = special(EncryptedField())
    learning = special(EncryptedField())
    identity = special(EncryptedField())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_application_per_person_and_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} application {self.id}"

    @property
    def offers(self) -> bool:
        """Whether the form asks what lived experience is offered: of whoever is, or may be, a reverse mentor."""
        return self.role != MENTEE

    def key_owner(self) -> UUID:
        """The applicant's own key locks what they wrote."""
        return self.person_id


class LocalGrade(models.Model):
    """What one organisation calls a grade of its own, and where it stands on the shared scale of seniority, 1 to 9.

    An application keeps the words and the level of the day on which it was filled in, so a later change moves nobody.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    organisation = none(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+"))
    name = none(models.CharField(_("name of the grade"), max_length=50))
    level = none(models.PositiveSmallIntegerField())

    class Meta:
        ordering: ClassVar = ["level", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("name"), name="one_grade_of_a_name_per_organisation"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=9), name="local_grade_on_the_scale"),
        ]

    def __str__(self) -> str:
        return self.name


HOW = (
    ("call", _("by telephone or video call")),
    ("in_person", _("in person")),
    ("email", _("by email or letter")),
)
"""How a manager confirmed somebody's time without the link."""


class Release(models.Model):
    """Whether somebody's manager releases their time for the cohort; one for each application that was sent.

    What the manager writes is about the applicant, so it is encrypted under the applicant's key. The co-ordinators
    read it. The applicant reads conditions, which they have to keep to; the reason for a "not now" only when the
    manager ticked that it may be shown: a manager who had to write for two readers would write nothing, and the
    co-ordinator would have nothing to talk about. What is said about cover for the rota is for the co-ordinator.
    """

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    application = none(models.OneToOneField(Application, on_delete=models.CASCADE, related_name="release"))
    status = none(StatusField(RELEASE))
    to_name = personal(models.CharField(max_length=200, blank=True))
    to_email = personal(models.EmailField(max_length=254, blank=True))
    said_email = personal(models.EmailField(max_length=254, blank=True, help_text=_("What the application said then.")))
    show_role = personal(models.BooleanField(default=False))
    hide_days = personal(models.BooleanField(default=False))
    asked_at = none(models.DateTimeField(null=True))
    asked_by = personal(models.UUIDField(null=True))
    until = none(models.DateTimeField(null=True))
    reminders = none(models.PositiveSmallIntegerField(default=0))
    settled_how = none(models.CharField(max_length=20, choices=HOW, blank=True))
    will_not_pry = personal(models.BooleanField(default=False))
    will_be_fair = personal(models.BooleanField(default=False))
    show_reason = personal(models.BooleanField(default=False))
    conditions = special(EncryptedField())
    reason = special(EncryptedField())
    cover = special(EncryptedField())

    def __str__(self) -> str:
        return f"release {self.id} ({self.status})"

    @property
    def cohort_id(self) -> UUID:
        """The cohort that it is about."""
        return self.application.cohort_id

    def key_owner(self) -> UUID:
        """The applicant's own key locks what is said about them."""
        return self.application.person_id


class ReleaseLink(models.Model):
    """One link that was sent to a manager: the digest of its secret, until when it is good, and whether it was used.

    The links of one request work side by side, so that a reminder does not make the first letter useless; an answer
    uses all of them up.
    """

    digest = none(models.CharField(max_length=64, primary_key=True))
    release = none(models.ForeignKey(Release, on_delete=models.CASCADE, related_name="links"))
    made_at = none(models.DateTimeField())
    made_by = personal(models.UUIDField(null=True))
    until = none(models.DateTimeField())
    used = none(models.BooleanField(default=False))

    def __str__(self) -> str:
        return f"link of release {self.release_id}"


TALK, NOT_NOW, SILENT, COVER = "talk", "not_now", "silent", "cover"
TASKS = (
    (TALK, _("Talk first, before the manager is asked")),
    (NOT_NOW, _("Talk about the manager’s “not now”")),
    (SILENT, _("The manager has not answered")),
    (COVER, _("Arrange cover for the rota")),
)


class ReleaseTask(models.Model):
    """Something a co-ordinator has to do about one release; it has an owner, and is over when somebody did it."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    release = none(models.ForeignKey(Release, on_delete=models.CASCADE, related_name="tasks"))
    kind = none(models.CharField(max_length=10, choices=TASKS))
    owner = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    )
    made_at = none(models.DateTimeField())
    made_by = personal(models.UUIDField(null=True))
    done_at = none(models.DateTimeField(null=True))
    done_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "kind"], condition=models.Q(done_at=None), name="one_open_task_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for release {self.release_id}"
