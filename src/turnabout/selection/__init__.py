"""Decisions held until they are released together, and the participation that later rooms refer to."""
