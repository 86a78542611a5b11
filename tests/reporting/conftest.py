import pytest

from tests.cohorts.world import World, at
from tests.reporting.meeting import pair_up
from tests.surveys.asking import Asking, ending
from tests.walked import walked
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import box


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch) -> None:
    """The least work for each passphrase; what it costs in real life is tested where the box is made."""
    monkeypatch.setattr(box, "_COST", {"memory": 64, "passes": 1, "lanes": 1})


def _world() -> World:
    return World.make(at(2023, 6, 1, 9))


def _board() -> Asking:
    asking = ending(_world(), mentors=8, mentees=8, pattern="board")
    pair_up(asking, held=2, cancelled_by_leaders=2)
    asking.open()
    asking.answer_all()
    asking.close()
    return asking


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 June 2023."""
    with_a_board = {"board", "reader"} & set(request.fixturenames)
    return request.getfixturevalue("board").world if with_a_board else walked("world in June", _world)


@pytest.fixture
def board(db: None) -> Asking:
    """A Board programme at its end: eight pairs met twice, two leaders cancelled once, everybody answered."""
    return walked("board at its end", _board)


@pytest.fixture
def reader(board: Asking) -> Person:
    """Ruth Ashdown reads reports for the Board."""
    ruth = Person.objects.make(name="Ruth Ashdown", email="ruth.ashdown@example.org")
    cohorts.give_role(person=ruth, kind="board_reader", cohort=board.cohort, by=board.coordinator, now=board.world.now)
    return ruth
