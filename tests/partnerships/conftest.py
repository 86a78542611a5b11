import pytest

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, HELEN, Ready
from tests.partnerships.walk import Paired
from tests.walked import walked


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


def _paired() -> Paired:
    return Paired.make(Ready.make(_world(), AMARA, HELEN))


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    carrier = next((name for name in ("meeting", "paired") if name in request.fixturenames), None)
    return request.getfixturevalue(carrier).ready.world if carrier else walked("world", _world)


@pytest.fixture
def paired(request: pytest.FixtureRequest, db: None) -> Paired:
    """Amara and Helen have both said yes."""
    return request.getfixturevalue("meeting") if "meeting" in request.fixturenames else walked("paired", _paired)


@pytest.fixture
def meeting(db: None) -> Paired:
    """Amara and Helen have both signed."""
    return walked("meeting", lambda: _paired().sign_both())
