"""Drives a whole cohort through the real actions on a borrowed clock: for the demo, for training, as a dress rehearsal.

It writes through actions and reads through queries, like any screen; only it knows the truth behind an answer,
because it invented the answer.
"""
