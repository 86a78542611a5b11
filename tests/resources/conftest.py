import pytest

from tests.cohorts.world import World, at
from tests.walked import walked
from turnabout.cohorts.models import Cohort


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


def _opened() -> tuple[World, Cohort]:
    world = _world()
    return world, world.open_cohort()


@pytest.fixture
def opened(db: None) -> tuple[World, Cohort]:
    """A world and the cohort that is open in it."""
    return walked("open_cohort", _opened)


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return request.getfixturevalue("opened")[0] if "cohort" in request.fixturenames else walked("world", _world)


@pytest.fixture
def cohort(opened: tuple[World, Cohort]) -> Cohort:
    """A cohort that is open to applications."""
    return opened[1]
