from collections.abc import Iterator

import pytest

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready
from turnabout.foundation import clock


@pytest.fixture
def world(db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def two(world: World) -> Ready:
    """One trained reverse mentor and one trained reverse mentee, who fit."""
    return Ready.make(world, AMARA, HELEN)


@pytest.fixture
def four(world: World) -> Ready:
    """Two and two; Idris and Gareth fit better than any other two."""
    return Ready.make(world, AMARA, IDRIS, HELEN, GARETH)


@pytest.fixture
def in_march() -> Iterator[None]:
    """The site's clock stands at the morning of matching."""
    with clock.borrowed(MATCHING):
        yield
