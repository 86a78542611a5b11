import pytest

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, HELEN, Ready
from tests.partnerships.walk import Paired


@pytest.fixture
def world(db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def paired(world: World) -> Paired:
    """Amara and Helen have both said yes."""
    return Paired.make(Ready.make(world, AMARA, HELEN))


@pytest.fixture
def meeting(paired: Paired) -> Paired:
    """Amara and Helen have both signed."""
    return paired.sign_both()
