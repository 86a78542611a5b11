import pytest

from tests.cohorts.world import World, at
from tests.training.walk import Prepared


@pytest.fixture
def world(db):
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def prepared(world):
    """Two reverse mentors and a reverse mentee were accepted, and the sessions are planned."""
    return Prepared.make(world)
