"""No log line holds the secret of an address: a calendar that is followed, or a one-time link."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(?<=/)(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)(?=[^/\s]*[A-Z0-9])[A-Za-z0-9_:=-]{30,}")
"""A long part of an address that is neither words of ours, which are small letters and dashes, nor a row's id."""
GAP = "(secret)"


class WithoutSecrets(logging.Filter):
    """Takes the secrets of addresses out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub(GAP, record.getMessage()), None
        return True
