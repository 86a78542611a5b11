"""The ways in which a command ends early, and knows why."""


class BadInput(Exception):
    """Something given to the command cannot be used: exit status 2, nothing written.

    The text is what the person reads. It says what happened (with file and row where there is one),
    why, and what to do.
    """


class Refusal(Exception):
    """The work was done and the answer is no: exit status 1. The text says why, and what would change it."""


class Broken(Exception):
    """Our fault, and we know what to say: exit status 3. The text repeats nothing that anybody wrote to us."""
