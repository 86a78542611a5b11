"""What headings and answers are also called: in forms that programmes made before they came here. All in plain letters.

Plain is what `naming.plain` makes of it: no case, no punctuation, "&" as "and".
"""

from __future__ import annotations

ALIASES: dict[str, frozenset[str]] = {
    "email": frozenset(
        {
            "email", "e mail", "email address", "e mail address", "work email", "work email address", "your email",
            "your email address", "your work email", "your work email address", "nhs email", "nhs email address",
            "contact email", "email address work", "username", "user name",
        }
    ),
    "name": frozenset(
        {
            "name", "full name", "your name", "your full name", "first name and surname", "name and surname",
            "first and last name", "participant", "participant name", "applicant", "applicant name",
        }
    ),
    "received_on": frozenset(
        {
            "completion time", "completed", "timestamp", "time stamp", "submitted", "submitted at", "submitted on",
            "submission date", "date submitted", "date received", "received", "received on", "date of application",
        }
    ),
    "organisation": frozenset(
        {
            "organisation", "your organisation", "organization", "organisation name", "name of organisation", "employer",
            "your employer", "trust", "nhs trust", "council", "partner organisation", "which organisation do you work for",
            "where do you work", "place of work", "workplace",
        }
    ),
    "directorate": frozenset(
        {
            "directorate", "team", "department", "service", "division", "directorate or team", "team or directorate",
            "department or team", "directorate team", "directorate department", "ward or team", "your team",
            "your directorate", "your department", "care group",
        }
    ),
    "job_title": frozenset({"job title", "your job title", "job", "job role", "your job role", "current role", "post", "position"}),
    "staff_group": frozenset({"staff group", "your staff group", "professional group", "profession"}),
    "grade": frozenset(
        {"grade", "band", "pay band", "pay grade", "your band", "your pay band", "your grade", "banding", "afc band", "current band"}
    ),
    "base": frozenset({"base", "site", "location", "work base", "your base", "work location", "main site", "place"}),
    "pronouns": frozenset({"pronouns", "your pronouns", "preferred pronouns"}),
    "modes": frozenset({"how can you meet", "preferred way to meet", "meeting preference", "how would you like to meet"}),
    "available": frozenset({"availability", "your availability", "when are you available", "when can you meet", "preferred times"}),
    "why": frozenset(
        {
            "why", "reason", "reason for applying", "why are you applying", "why do you want to take part", "motivation",
            "why do you want to join", "why would you like to take part", "why do you want to apply", "supporting statement",
        }
    ),
    "hope": frozenset({"what do you hope a leader learns from you", "what could a leader learn from you"}),
    "manager_name": frozenset(
        {"line manager", "manager", "line manager name", "line managers name", "line manager s name", "manager name",
         "manager s name", "name of line manager", "your line manager", "name of your line manager"}
    ),
    "manager_email": frozenset(
        {"line manager email", "line manager s email", "manager email", "manager s email", "line manager email address",
         "line manager s email address", "line manager s work email", "email of line manager", "email of your line manager"}
    ),
    "mentoring_experience": frozenset({"mentoring experience", "previous mentoring experience", "experience of mentoring"}),
    "network": frozenset({"staff network", "are you a member of a staff network"}),
    "adjustments_words": frozenset({"adjustments", "reasonable adjustments", "access needs", "support needs", "do you need any adjustments"}),
    "line_size": frozenset({"number of people in your line", "number of staff", "how many people do you lead", "size of team"}),
    "boards": frozenset({"boards", "committees", "boards and committees"}),
    "topics": frozenset({"topics", "what would you like to learn", "areas of interest", "what would you like to learn about"}),
    "objective": frozenset({"objective", "your objective", "edi objective", "equality objective"}),
    "role": frozenset({"role", "mentor or mentee", "took part as", "programme role", "mentoring role"}),
    "cohort_name": frozenset({"cohort", "year", "cohort name", "cohort year", "programme year", "which cohort"}),
    "ended_on": frozenset({"graduated", "graduated on", "graduation", "graduation date", "date graduated", "ended", "ended on", "end date", "completed on"}),
    "contact": frozenset({"consent", "contact", "may we contact", "may be contacted", "consent to contact", "happy to be contacted", "keep in touch"}),
    "contact_on": frozenset({"consent date", "date of consent", "consented on", "consent given on", "agreed on"}),
}  # fmt: skip
"""By the name of a question: headings that mean it."""
OURS = frozenset({"id", "start time", "last modified time", "language", "status", "total points", "quiz feedback"})
"""Columns that a form program adds of its own, and that say nothing anybody needs here."""
EQUALITY = frozenset(
    {
        "ethnicity", "ethnic", "race", "gender", "sex", "sexuality", "sexual", "orientation", "religion", "belief", "faith",
        "disability", "disabled", "age", "birth", "dob", "pregnancy", "maternity", "marital", "transgender", "trans",
        "nationality",
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
    {"yes", "y", "true", "1", "on", "x", "agree", "i agree", "agreed", "ticked", "checked", "consent", "i consent"}
)
NO = frozenset({"no", "n", "false", "0", "off", "none", "not", "disagree", "i do not agree", "unticked"})
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
        "mentor": "mentor", "reverse mentor": "mentor", "mentee": "mentee", "reverse mentee": "mentee", "leader": "mentee",
        "senior leader": "mentee",
    },
}  # fmt: skip
"""By the name of a question: words that mean one of its choices, besides the choice's own words and code."""
NOTHING = frozenset({"n a", "na", "none", "nil", "not applicable", "no", "nothing"})
"""Words for an empty list."""
