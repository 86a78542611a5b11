"""Field encryption with a key per person, and the sealed ballot box."""
