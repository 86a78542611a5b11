from collections.abc import Iterator

import pytest

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready
from tests.walked import walked
from turnabout.foundation import clock


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    carrier = next((name for name in ("two", "four") if name in request.fixturenames), None)
    return request.getfixturevalue(carrier).world if carrier else walked("world", _world)


@pytest.fixture
def two(db: None) -> Ready:
    """One trained reverse mentor and one trained reverse mentee, who fit."""
    return walked("two", lambda: Ready.make(_world(), AMARA, HELEN))


@pytest.fixture
def four(db: None) -> Ready:
    """Two and two; Idris and Gareth fit better than any other two."""
    return walked("four", lambda: Ready.make(_world(), AMARA, IDRIS, HELEN, GARETH))


@pytest.fixture
def in_march() -> Iterator[None]:
    """The site's clock stands at the morning of matching."""
    with clock.borrowed(MATCHING):
        yield
