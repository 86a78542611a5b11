from datetime import UTC, datetime

import pytest

from tests.cohorts.world import World, at
from tests.walked import walked
from turnabout.foundation.clock.models import Offset


def _world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def world(db):
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return walked("world", _world)


@pytest.fixture
def it_is():
    """Set the site's clock, for a server in another thread: `it_is(2023, 12, 4, 10)` in London's wall time."""

    def it_is(*moment):
        Offset.store(at(*moment) - datetime.now(UTC))

    return it_is
