"""The cohort's ten steps, as beats at their dates: one module each, in the order in which they happen."""
