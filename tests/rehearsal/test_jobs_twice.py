"""House test 7, the second half: every job survives being run twice."""

from __future__ import annotations

import pytest
from django.db import transaction

from turnabout.foundation import clock
from turnabout.foundation.jobs.models import Due
from turnabout.rehearsal.drive import rehearse
from turnabout.rehearsal.fixtures import FIXTURES
from turnabout.rehearsal.summary import summary


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_a_cohort_whose_jobs_all_run_twice_ends_the_same() -> None:
    found = []
    for runs in (1, 2):
        with transaction.atomic():
            world = rehearse(FIXTURES["board_2023"], seed=3, runs=runs)
            assert world.ended is not None
            with clock.borrowed(world.ended):
                found.append(summary(world))
            assert not Due.objects.filter(key__startswith="again:").exists()
            transaction.set_rollback(True)
    assert found[0] == found[1]
