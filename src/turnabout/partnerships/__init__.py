"""Pairs in life: the agreement, meetings, the end. What two people say to each other is never stored."""
