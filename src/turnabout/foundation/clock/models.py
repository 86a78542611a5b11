from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from turnabout.foundation import clock
from turnabout.foundation.datamap import none


class Offset(models.Model):
    """How far the demo's clock stands from the machine's. One row, and none outside the demo."""

    seconds = none(models.BigIntegerField(default=0))

    def __str__(self) -> str:
        return f"{self.seconds} s"

    @classmethod
    def current(cls) -> timedelta:
        """The offset in force; zero when none was stored."""
        seconds = cls.objects.values_list("seconds", flat=True).first()
        return timedelta(seconds=seconds or 0)

    @classmethod
    def store(cls, offset: timedelta) -> None:
        """Set the offset. Refused outside the demo: real people live in real time."""
        if not settings.DEMO:
            raise RuntimeError("The clock can be moved in the demo only.")
        cls.objects.update_or_create(pk=1, defaults={"seconds": int(offset.total_seconds())})

    @classmethod
    def stand_at(cls, moment: datetime) -> None:
        """Have the demo's clock stand at `moment` and go on from there. Refused outside the demo."""
        cls.store(cls.current() + (moment - clock.now()))
