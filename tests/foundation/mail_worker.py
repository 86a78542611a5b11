"""A worker in a process of its own that hands mail to a server on this machine, its pauses shortened: for one test.

python -m tests.foundation.mail_worker PORT
"""

from __future__ import annotations

import sys
import threading
from datetime import timedelta


def main(port: int) -> None:
    import django

    django.setup()

    from django.conf import settings

    from turnabout.foundation.jobs import queue
    from turnabout.foundation.jobs.worker import Worker
    from turnabout.foundation.mail import delivery

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    queue.FIRST_WAIT = timedelta(seconds=0.5)
    delivery.LEASE = timedelta(seconds=2)
    Worker().work_until(threading.Event(), rest=0.05)


if __name__ == "__main__":
    main(int(sys.argv[1]))
