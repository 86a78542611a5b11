from __future__ import annotations

import logging
import subprocess
import sys
from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job
from turnabout.rehearsal.dress import actions
from turnabout.rehearsal.dress.actions import JOB
from turnabout.rehearsal.dress.models import Rehearsal
from turnabout.rehearsal.dress.permissions import may_play

log = logging.getLogger(__name__)
_begun: list[subprocess.Popen[bytes]] = []
"""Those that this worker began: one that is over is taken note of when the next begins."""


@job(JOB, own_transactions=True)
def rehearse(*, rehearsal: str, now: datetime) -> None:
    """Have it played beside the worker, which goes on with what others wait for: a code to sign in, a letter."""
    _begun[:] = [stage for stage in _begun if stage.poll() is None]
    found = Rehearsal.objects.filter(pk=rehearsal, ended_at=None).first()
    if found is None or not may_play(CLOCK, found, now):
        return
    actions.begin_to_play(rehearsal=found, by=CLOCK, now=now)
    stage, nothing = [sys.executable, "-m", "turnabout.rehearsal.dress.stage", rehearsal], subprocess.DEVNULL
    try:
        _begun.append(subprocess.Popen(stage, stdin=nothing, stdout=nothing, start_new_session=True))
    except OSError:
        log.exception("A rehearsal could not begin.")
        actions.keep(rehearsal=found, found=None, by=CLOCK, now=now)
