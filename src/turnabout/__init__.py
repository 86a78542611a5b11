"""Turnabout runs a reverse mentoring programme from launch page to Board report."""

__version__ = "0.1.0"
