"""People, sign-in, permissions as reasons, and the gate in front of every page."""
