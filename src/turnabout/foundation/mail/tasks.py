from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job
from turnabout.foundation.mail import actions
from turnabout.foundation.mail.models import Message


@job("mail.deliver")
def deliver(*, message: str, now: datetime) -> None:
    found = Message.objects.filter(pk=message, status="waiting").first()
    if found is not None:
        actions.deliver(message=found, by=CLOCK, now=now)
