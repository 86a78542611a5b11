"""The letters of this room, as data: to applicants, to their managers, and about what was entered for somebody."""

from turnabout.applications.messages import applicants, entered, managers

__all__ = ["applicants", "entered", "managers"]
