import pytest

from tests.cohorts.world import World, at
from tests.surveys.asking import Asking, ending
from tests.walked import walked
from turnabout.foundation.encryption import box


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch) -> None:
    """The least work for each passphrase; what it costs in real life is tested where the box is made."""
    monkeypatch.setattr(box, "_COST", {"memory": 64, "passes": 1, "lanes": 1})


def _world() -> World:
    return World.make(at(2023, 6, 1, 9))


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """An organisation with a co-ordinator and a programme, made through the real actions on 1 June 2023."""
    carrier = next((name for name in ("board", "system") if name in request.fixturenames), None)
    return request.getfixturevalue(carrier).world if carrier else walked("world in June", _world)


@pytest.fixture
def board(db: None) -> Asking:
    """Eight reverse mentors and eight leaders of a Board programme, as its source ran it."""
    return walked("board", lambda: ending(_world(), mentors=8, mentees=8, pattern="board"))


@pytest.fixture
def system(db: None) -> Asking:
    """Twenty-four reverse mentors and ten leaders of a system programme."""
    return walked("system", lambda: ending(_world(), mentors=24, mentees=10))
