"""A cohort with something on every page: words that were said, a library, people with roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cohorts.world import World, at
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.resources import actions as resources
from turnabout.stories import actions as stories

SAID = (
    ("2021/22", "mentee", "I had read about it for years. Listening to one person for six months changed how I chair."),
    (
        "2021/22",
        "mentor",
        "At times it was hard: I showed where it hurts. He listened, and then he did something.",
    ),
    ("2022/23", "participant", "It has made our team kinder to one another."),
)
PASSAGES: dict[str, dict[str, str]] = {
    "awards": {"text": "Winner of the **Fenwick inclusion award**, 2022."},
    "video": {
        "title": "Reverse mentoring in three minutes",
        "url": "https://films.example.org/reverse-mentoring",
        "captions": "yes",
        "transcript": "A woman speaks to the camera.\n\nI had never asked anybody, she says.",
    },
    "site": {"name": "Fenwick inclusion", "url": "https://www.example.org/inclusion"},
}
ENTERED = at(2023, 9, 4, 10)


def say(world: World, cohort: Cohort, *, publish: bool = True, **given: Any) -> Any:
    """Somebody's words, published unless a test wants a draft."""
    whole: dict[str, Any] = {
        "year_label": "2021/22",
        "words": SAID[0][2],
        "said_by": "mentee",
        "channels": ["public"],
        "consent_on": date(2023, 6, 1),
        "consent_how": "email",
    }
    keep = {"by": world.coordinator, "now": ENTERED}
    made = stories.add_testimonial(cohort=cohort, **(whole | given), **keep)
    return stories.publish(testimonial=made, **keep) if publish else made


def furnish(world: World, cohort: Cohort) -> Cohort:
    """Words from two years, two things in the library, awards, a video, a site, and a Board reader."""
    keep: dict[str, Any] = {"by": world.coordinator, "now": ENTERED}
    for year, by, words in SAID:
        say(world, cohort, year_label=year, said_by=by, words=words)
    resources.add_resource(
        cohort=cohort,
        title="Small remarks, and what they do",
        url="https://films.example.org/small-remarks",
        kind="video",
        topics=["microaggressions"],
        minutes=4,
        captions=True,
        **keep,
    )
    resources.add_resource(
        cohort=cohort, title="How we speak to one another", url="https://example.org/civility", kind="policy", **keep
    )
    for thing, values in PASSAGES.items():
        cohorts.change_passage(cohort=cohort, thing=thing, values=values, **keep)
    cohorts.appoint(name="Ruth Ashdown", email="ruth.ashdown@example.org", kind="board_reader", cohort=cohort, **keep)
    return cohort
