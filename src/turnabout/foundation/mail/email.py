"""A message as it goes out."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from turnabout.foundation import clock
from turnabout.foundation.mail import optional
from turnabout.foundation.mail.html import as_html
from turnabout.foundation.mail.models import Message


def as_email(message: Message) -> EmailMultiAlternatives:
    """The message as it goes out: plain text, the same as HTML, and its calendar part, with a constant Message-ID."""
    body = optional.with_way_out(message)
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=body,
        to=[message.to_address],
        headers={
            "Message-ID": message.message_id,
            "Date": clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "Auto-Submitted": "auto-generated",
            **optional.headers(message),
        },
    )
    email.attach_alternative(as_html(message.subject, body), "text/html")
    if message.calendar:
        kind = f"text/calendar; method={message.method}; charset=utf-8"
        if settings.CALENDAR_AS_FILE:
            email.attach("invitation.ics", message.calendar, kind)
        else:
            email.attach_alternative(message.calendar, kind)
    return email
