import pytest

from tests.cohorts.world import World, at


@pytest.fixture
def world(db):
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 June 2023."""
    return World.make(at(2023, 6, 1, 9))
