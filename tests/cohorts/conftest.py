import pytest

from tests.cohorts.world import World, at
from tests.walked import walked


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def world(db):
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return walked("world", _world)
