from datetime import date

import pytest

from tests.cohorts.world import World, at


@pytest.fixture
def world(db):
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 September 2023."""
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def cohort(world):
    """The source programme's cohort, open to applications until the end of Friday 26 January 2024."""
    return world.just_open()


@pytest.fixture
def board(world):
    """A Board programme that starts on Monday 8 April 2024: leaders confirm until the end of Friday 1 March."""
    return world.just_open(number=6, pattern="board", starts_on=date(2024, 4, 8))
