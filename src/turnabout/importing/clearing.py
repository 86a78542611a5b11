"""Holding an upload while it is worked on, and deleting what it holds when it is over. Parts of an action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.foundation.audit import trail
from turnabout.foundation.encryption import vault
from turnabout.foundation.jobs import progress, queue
from turnabout.importing.models import Upload


def held(upload: Upload) -> Upload:
    """The upload as it stands, held until the action is over, so that two windows do not undo each other's work."""
    whole = Upload.objects.select_for_update(of=("self",)).select_related("cohort__programme")
    return whole.prefetch_related("cohort__organisations", "cohort__dates").get(pk=upload.pk)


def clear(upload: Upload, *, by: Any, now: datetime) -> None:
    """Delete file, its name and rows, and shred the key that they were locked with; the counts stay."""
    trail.inside()
    upload.lines.all().delete()
    upload.file, upload.headings, upload.trouble = b"", b"", b""
    upload.file_name = ""  # it often holds somebody's name
    upload.ended_at, upload.ended_by = now, by.id
    upload.save(update_fields=["file", "file_name", "headings", "trouble", "ended_at", "ended_by"])
    vault.shred(upload.pk)
    queue.unschedule(key(upload))
    progress.over(str(upload.pk))


def key(upload: Upload) -> str:
    """Under what the clock is told to delete it."""
    return f"importing:{upload.pk}"
