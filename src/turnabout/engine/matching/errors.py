"""What is refused before anything is solved: a type to catch, the data, and a sentence that teaches.

The sentences are for the log and for whoever writes the calling stage; a screen words the type.
"""

Couple = tuple[str, str]


class ProblemRefused(ValueError):
    """The people, pairs or policy of a round contradict themselves; nothing was solved."""


class BadReference(ProblemRefused):
    """A person without a reference."""

    def __init__(self) -> None:
        super().__init__("A person has an empty reference. Give everyone in the round a stable one.")


class DuplicateReference(ProblemRefused):
    """Two people share one reference, or one person stands on both sides."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        super().__init__(
            f"The reference {ref!r} is used twice in this round. Every mentor and every mentee needs one of "
            "their own: nobody can be told apart otherwise."
        )


class BadCapacity(ProblemRefused):
    """A person may take one or two partners."""

    def __init__(self, ref: str, capacity: object) -> None:
        self.ref, self.capacity = ref, capacity
        super().__init__(
            f"{ref!r} has capacity {capacity!r}. It must be 1 or 2; leave out a person who can take nobody."
        )


class BadLevel(ProblemRefused):
    """Seniority is a whole level from 1 to 9, or unknown."""

    def __init__(self, ref: str, level: object) -> None:
        self.ref, self.level = ref, level
        super().__init__(f"{ref!r} has seniority level {level!r}. It must be 1 to 9, or None if unknown.")


class ManagementCycle(ProblemRefused):
    """Managers that lead back to where they started.

    `cycle` holds the references, each managed by the next.
    """

    def __init__(self, cycle: tuple[str, ...]) -> None:
        self.cycle = cycle
        walk = " → ".join([*cycle, cycle[0]])
        super().__init__(
            f"The managers go round in a circle: {walk}. Each is said to report to the next, so nobody could "
            "tell who is in whose management line. Correct one of these managers."
        )


class ConflictingManagers(ProblemRefused):
    """One person is said to report to two managers."""

    def __init__(self, ref: str, managers: tuple[str, str]) -> None:
        self.ref, self.managers = ref, managers
        super().__init__(f"{ref!r} is said to report both to {managers[0]!r} and to {managers[1]!r}. Keep one.")


class UnknownReference(ProblemRefused):
    """A locked or forbidden pair names somebody who is not in the round on that side."""

    def __init__(self, couple: Couple, where: str) -> None:
        self.couple, self.where = couple, where
        super().__init__(
            f"The {where} pair {couple[0]!r} with {couple[1]!r} is not a mentor and a mentee of this round. "
            "Correct the pair or leave it out: a mistyped one would protect nobody."
        )


class LockedAndForbidden(ProblemRefused):
    """The same pair is to be kept and to be prevented."""

    def __init__(self, couple: Couple) -> None:
        self.couple = couple
        super().__init__(f"The pair {couple[0]!r} with {couple[1]!r} is both locked and forbidden. Lift one.")


class BadPolicy(ProblemRefused):
    """A weight, share or exception of the policy is outside what scoring allows."""


class BadRecord(ValueError):
    """Stored data is not a problem or a result that this version can read."""
