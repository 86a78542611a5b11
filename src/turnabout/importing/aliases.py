"""What headings and answers are also called: in forms that programmes made before they came here. All in plain letters.

Plain is what `naming.plain` makes of it: no case, no punctuation, "&" as "and".
"""

from __future__ import annotations

ALIASES: dict[str, frozenset[str]] = {
    "email": frozenset(
        {
            "contact email", "e mail", "e mail address", "email", "email address", "email address work", "nhs email",
            "nhs email address", "user name", "username", "work email", "work email address", "your email",
            "your email address", "your work email", "your work email address",
        }
    ),
    "name": frozenset(
        {
            "applicant", "applicant name", "first and last name", "first name and surname", "full name", "name",
            "name and surname", "participant", "participant name", "your full name", "your name",
        }
    ),
    "received_on": frozenset(
        {
            "completed", "completion time", "date of application", "date received", "date submitted", "received",
            "received on", "submission date", "submitted", "submitted at", "submitted on", "time stamp", "timestamp",
        }
    ),
    "organisation": frozenset(
        {
            "council", "employer", "name of organisation", "nhs trust", "organisation", "organisation name",
            "organization", "partner organisation", "place of work", "trust", "where do you work",
            "which organisation do you work for", "workplace", "your employer", "your organisation",
        }
    ),
    "directorate": frozenset(
        {
            "care group", "department", "department or team", "directorate", "directorate department",
            "directorate or team", "directorate team", "division", "service", "team", "team or directorate",
            "ward or team", "your department", "your directorate", "your team",
        }
    ),
    "job_title": frozenset(
        {
            "current role", "job", "job role", "job title", "position", "post", "your job role", "your job title",
        }
    ),
    "staff_group": frozenset(
        {
            "profession", "professional group", "staff group", "your staff group",
        }
    ),
    "grade": frozenset(
        {
            "afc band", "band", "banding", "current band", "grade", "pay band", "pay grade", "your band", "your grade",
            "your pay band",
        }
    ),
    "base": frozenset(
        {
            "base", "location", "main site", "place", "site", "work base", "work location", "your base",
        }
    ),
    "pronouns": frozenset(
        {
            "preferred pronouns", "pronouns", "your pronouns",
        }
    ),
    "modes": frozenset(
        {
            "how can you meet", "how would you like to meet", "meeting preference", "preferred way to meet",
        }
    ),
    "available": frozenset(
        {
            "availability", "preferred times", "when are you available", "when can you meet", "your availability",
        }
    ),
    "why": frozenset(
        {
            "motivation", "reason", "reason for applying", "supporting statement", "why", "why are you applying",
            "why do you want to apply", "why do you want to join", "why do you want to take part",
            "why would you like to take part",
        }
    ),
    "hope": frozenset(
        {
            "what could a leader learn from you", "what do you hope a leader learns from you",
        }
    ),
    "manager_name": frozenset(
        {
            "line manager", "line manager name", "line manager s name", "line managers name", "manager", "manager name",
            "manager s name", "name of line manager", "name of your line manager", "your line manager",
        }
    ),
    "manager_email": frozenset(
        {
            "email of line manager", "email of your line manager", "line manager email", "line manager email address",
            "line manager s email", "line manager s email address", "line manager s work email", "manager email",
            "manager s email",
        }
    ),
    "mentoring_experience": frozenset(
        {
            "experience of mentoring", "mentoring experience", "previous mentoring experience",
        }
    ),
    "network": frozenset(
        {
            "are you a member of a staff network", "staff network",
        }
    ),
    "adjustments_words": frozenset(
        {
            "access needs", "adjustments", "do you need any adjustments", "reasonable adjustments", "support needs",
        }
    ),
    "line_size": frozenset(
        {
            "how many people do you lead", "number of people in your line", "number of staff", "size of team",
        }
    ),
    "boards": frozenset(
        {
            "boards", "boards and committees", "committees",
        }
    ),
    "topics": frozenset(
        {
            "areas of interest", "topics", "what would you like to learn", "what would you like to learn about",
        }
    ),
    "objective": frozenset(
        {
            "edi objective", "equality objective", "objective", "your objective",
        }
    ),
    "role": frozenset(
        {
            "mentor or mentee", "mentoring role", "programme role", "role", "took part as",
        }
    ),
    "cohort_name": frozenset(
        {
            "cohort", "cohort name", "cohort year", "programme year", "which cohort", "year",
        }
    ),
    "ended_on": frozenset(
        {
            "completed on", "date graduated", "end date", "ended", "ended on", "graduated", "graduated on",
            "graduation", "graduation date",
        }
    ),
    "contact": frozenset(
        {
            "consent", "consent to contact", "contact", "happy to be contacted", "keep in touch", "may be contacted",
            "may we contact",
        }
    ),
    "contact_on": frozenset(
        {
            "agreed on", "consent date", "consent given on", "consented on", "date of consent",
        }
    ),
}  # fmt: skip
"""By the name of a question: headings that mean it."""
OURS = frozenset({"id", "start time", "last modified time", "language", "status", "total points", "quiz feedback"})
"""Columns that a form program adds of its own, and that say nothing anybody needs here."""
EQUALITY = frozenset(
    {
        "age", "belief", "birth", "disability", "disabled", "dob", "ethnic", "ethnicity", "faith", "gender",
        "marital", "maternity", "nationality", "orientation", "pregnancy", "race", "religion", "sex", "sexual",
        "sexuality", "trans", "transgender",
    }
)  # fmt: skip
"""Words of a heading that mean an equality question."""
EXPERIENCE = (
    "What would you offer to talk about",
    "lived experience",
    "protected characteristic",
    "part of your own life",
    "characteristics do you",
    "share about your identity",
)
"""Parts of a heading that mean what somebody offers of their own life."""
YES = frozenset(
    {
        "1", "agree", "agreed", "checked", "consent", "i agree", "i consent", "on", "ticked", "true", "x", "y",
        "yes",
    }
)  # fmt: skip
NO = frozenset(
    {
        "0", "disagree", "false", "i do not agree", "n", "no", "none", "not", "off", "unticked",
    }
)  # fmt: skip
CHOICES: dict[str, dict[str, str]] = {
    "network": {"prefer not to say": "rather_not", "rather not say": "rather_not"},
    "modes": {
        "face to face": "in_person", "in person": "in_person", "teams": "video", "ms teams": "video",
        "microsoft teams": "video", "online": "video", "virtual": "video", "virtually": "video", "video": "video",
        "telephone": "phone", "phone": "phone", "by phone": "phone",
    },
    "capacity": {"1": "1", "one": "1", "2": "2", "two": "2", "up to 2": "2"},
    "staff_group": {
        "nurse": "nursing", "nursing": "nursing", "midwifery": "nursing", "medical": "medical", "doctor": "medical",
        "ahp": "allied", "allied health professional": "allied", "admin": "admin", "administrative": "admin",
        "estates": "estates", "social care": "social_care", "social work": "social_care", "council": "council",
    },
    "role": {
        "mentor": "mentor", "reverse mentor": "mentor", "mentee": "mentee", "reverse mentee": "mentee",
        "leader": "mentee", "senior leader": "mentee",
    },
}  # fmt: skip
"""By the name of a question: words that mean one of its choices, besides the choice's own words and code."""
NOTHING = frozenset({"n a", "na", "none", "nil", "not applicable", "no", "nothing"})
"""Words for an empty list."""
