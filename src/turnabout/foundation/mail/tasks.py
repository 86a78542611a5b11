from datetime import datetime

from turnabout.foundation.jobs.registry import job
from turnabout.foundation.mail import delivery


@job("mail.deliver", own_transactions=True)
def deliver(*, message: str, now: datetime) -> None:
    delivery.hand_over(message, now=now)
