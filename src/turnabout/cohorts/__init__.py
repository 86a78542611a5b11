"""Programmes and cohorts: organisations, roles, the chain of dates, words for the public page."""
