"""Equality monitoring: one encrypted row per person and cohort, for totals alone. Nothing that decides reads it."""
