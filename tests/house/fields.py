"""Who reads which field of a person at which moment, written by hand: the expectation of `test_fields`.

A cell holds seven places, one for each moment in the order of `MOMENTS`: "x" where the reader reads, "." where not.
Whoever is not named beside a thing reads it never. Written from what people are promised, not from the code: if the two
differ, find out which of them is wrong.
"""

from __future__ import annotations

MOMENTS = ("before_sending", "sent", "accepted", "asked", "together", "ended", "withdrawn")
READERS = (
    "person",
    "coordinator",
    "independent",
    "assessor",
    "trainer",
    "manager",
    "proposed",
    "partner",
    "lead",
    "board",
    "administrator",
    "anybody",
)

Cells = dict[str, str]


def own(**others: str) -> Cells:
    """What somebody gave: theirs to read at every moment, and others' as said."""
    return {"person": "xxxxxxx", **others}


OFFICE = {"coordinator": ".xxxxx."}
"""The co-ordinators alone, from the sending until the end; after a withdrawal nothing is left for them to read."""
JUDGED = OFFICE | {"assessor": ".x....."}
"""What a panel scores, until everybody is told: an assessor reads it and is not told whose it is."""
NAMED = {"coordinator": ".xxxxxx", "manager": ".xxxxx.", "trainer": "..xxxx.", "lead": "..xxxx."}
PAIR = {"proposed": "...x...", "partner": "....x.."}

OF_BOTH: dict[tuple[str, str], Cells] = {
    ("pronouns", ""): own(**OFFICE),
    ("work", ""): own(**OFFICE),
    ("modes", ""): own(**OFFICE, **PAIR),
    ("times", ""): own(**OFFICE),
    ("travel", ""): own(**OFFICE),
    ("avoid", ""): own(**OFFICE),
    ("adjustments", ""): own(**OFFICE, trainer="..xxxx."),
    ("adjustments_words", ""): own(**OFFICE),
    ("manager", ""): own(**OFFICE),
    ("declarations", ""): own(**OFFICE),
    ("decision", ""): {"person": "..xxxx.", "coordinator": ".xxxxx."},
    ("refusal", ""): {"person": "...xxx.", "coordinator": "...xxx."},
    ("manager_state", ""): {"person": ".xxxxx.", "coordinator": ".xxxxx."},
    ("manager_conditions", ""): {"person": ".xxxxx.", "coordinator": ".xxxxx."},
    ("manager_reason", "told"): {"person": ".xxxxx.", "coordinator": ".xxxxx."},
    ("manager_reason", "kept"): {"coordinator": ".xxxxx."},
    ("manager_cover", ""): {"coordinator": ".xxxxx."},
    ("equality", ""): {},
    ("taking_part", ""): own(**NAMED, **PAIR),
    ("role", "told"): own(
        coordinator=".xxxxxx", trainer="..xxxx.", manager=".xxxxx.", proposed="...x...", partner="....x.."
    ),
    ("role", "kept"): own(coordinator=".xxxxxx", trainer="..xxxx.", proposed="...x...", partner="....x.."),
}
OFFERED: dict[tuple[str, str], Cells] = {
    (code, tier): cells
    for code in ("topics", "words")
    for tier, cells in {
        "nobody": own(),
        "coordinator": own(**OFFICE),
        "agreed": own(**OFFICE, partner="....x.."),
        "before": own(**OFFICE, **PAIR),
    }.items()
}
MENTOR_ALONE: dict[tuple[str, str], Cells] = {
    ("name", ""): own(**NAMED, partner="....x.."),
    ("first_name", "kept"): own(**NAMED | {"coordinator": ".xxxxx."}, partner="....x.."),
    ("first_name", "told"): own(**NAMED | {"coordinator": ".xxxxx."}, **PAIR),
    ("job", "kept"): own(**OFFICE, trainer="..xxxx.", partner="....x.."),
    ("job", "told"): own(**OFFICE, trainer="..xxxx.", **PAIR),
    ("why", ""): own(**JUDGED),
    ("hope", ""): own(**JUDGED),
    ("background", ""): own(**JUDGED),
    ("network", ""): own(**OFFICE),
    **OFFERED,
    ("talk", ""): own(**OFFICE),
    ("about_me", "kept"): own(**OFFICE, partner="....x.."),
    ("about_me", "told"): own(**OFFICE, **PAIR),
    ("off_limits", "kept"): own(),
    ("off_limits", "told"): own(partner="....x.."),
    ("choices", ""): own(),
    ("support", ""): own(**OFFICE),
    ("letters", ""): own(**OFFICE),
}
LEADER_ALONE: dict[tuple[str, str], Cells] = {
    ("example", ""): own(**JUDGED),
    ("observe", ""): own(**JUDGED, **PAIR),
    ("position", ""): own(**OFFICE),
    ("influence", ""): own(**JUDGED),
    ("identity", ""): own(**OFFICE),
    ("diary", ""): own(**OFFICE),
}


def _with_case(things: dict[tuple[str, str], Cells]) -> dict[tuple[str, str], Cells]:
    """Of whoever leads or may come to lead, the independent contact reads what a co-ordinator reads, and no more."""
    return {
        thing: cells | ({"independent": cells["coordinator"]} if "coordinator" in cells else {})
        for thing, cells in things.items()
    }


def _before_placing(things: dict[tuple[str, str], Cells]) -> dict[tuple[str, str], Cells]:
    """Of whoever would take either role a panel reads nothing before they are placed in one."""
    return {
        thing: {reader: cell for reader, cell in cells.items() if reader != "assessor"}
        for thing, cells in things.items()
    }


EXPECTED: dict[str, dict[tuple[str, str], Cells]] = {
    "mentor": {**MENTOR_ALONE, **OF_BOTH},
    "mentee": _with_case(
        {
            ("name", ""): own(**NAMED, **PAIR),
            ("job", ""): own(**OFFICE, trainer="..xxxx.", **PAIR),
            ("why", ""): own(**JUDGED, **PAIR),
            ("topics", ""): own(**OFFICE, **PAIR),
            ("words", ""): own(**OFFICE, **PAIR),
            **LEADER_ALONE,
            **OF_BOTH,
        }
    ),
    "either": _before_placing(_with_case({**MENTOR_ALONE, ("learning", ""): own(**OFFICE), **LEADER_ALONE, **OF_BOTH})),
}
