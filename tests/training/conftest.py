import pytest

from tests.cohorts.world import World, at
from tests.training.walk import Prepared
from tests.walked import walked


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    if "prepared" in request.fixturenames:
        return request.getfixturevalue("prepared").world
    return walked("world", _world)


@pytest.fixture
def prepared(db: None) -> Prepared:
    """Two reverse mentors and a reverse mentee were accepted, and the sessions are planned."""
    return walked("prepared", lambda: Prepared.make(_world()))
