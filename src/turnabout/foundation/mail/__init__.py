"""One outbox for every message, in the same transaction as the write that caused it."""
