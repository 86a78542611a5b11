"""The one function that applies a table of legal moves to a thing."""
