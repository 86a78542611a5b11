"""A round of matching: freeze the input, solve, have it judged, publish, and let both people answer."""
