"""What is stored of organisations, programmes and cohorts, and of the roles people have in them."""

from turnabout.cohorts.models.cohort import (
    PATTERNS,
    Cohort,
    ListedLeader,
    Passage,
    PlannedDate,
    Programme,
    only_england,
)
from turnabout.cohorts.models.joining import Interest, ShortLink
from turnabout.cohorts.models.organisations import (
    EVERYBODY_NEEDS,
    LISTS,
    NHS_BLUE,
    ORGANISATION_KINDS,
    PLACE,
    SUPPORT_KINDS,
    TEAM,
    Listed,
    Logo,
    Organisation,
    SupportContact,
)
from turnabout.cohorts.models.roles import (
    ASKED,
    ROLES,
    ReadinessMark,
    Role,
    Undertaking,
)

__all__ = [
    "ASKED",
    "EVERYBODY_NEEDS",
    "LISTS",
    "NHS_BLUE",
    "ORGANISATION_KINDS",
    "PATTERNS",
    "PLACE",
    "ROLES",
    "SUPPORT_KINDS",
    "TEAM",
    "Cohort",
    "Interest",
    "Listed",
    "ListedLeader",
    "Logo",
    "Organisation",
    "Passage",
    "PlannedDate",
    "Programme",
    "ReadinessMark",
    "Role",
    "ShortLink",
    "SupportContact",
    "Undertaking",
    "only_england",
]
