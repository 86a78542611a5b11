"""The programme of the journeys: rehearsed when the first one asks for it, and put back at the end of each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.programme import Programme


@pytest.fixture(scope="session")
def _rehearsed(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Programme:
    with django_db_blocker.unblock():
        return Programme(tmp_path_factory.mktemp("programme"))


@pytest.fixture
def programme(_rehearsed: Programme, transactional_db: None) -> Programme:
    """The Board programme, to be taken up at one moment after another."""
    return _rehearsed
