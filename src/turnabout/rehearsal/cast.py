"""The cast: one invented person for each job, the same in tests, demo, documentation and screenshots."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast: a key for code, a job in words, a name and an address that nobody can have."""

    key: str
    job: str
    name: str

    @property
    def email(self) -> str:
        """The invented address; the domain is reserved for examples (RFC 2606)."""
        return f"{self.name.lower().replace(' ', '.')}@example.org"


CAST = (
    Player("mentor", "Reverse mentor, band 5", "Amara Okafor"),
    Player("second_mentor", "Reverse mentor, two strands", "Idris Vale"),
    Player("executive", "Reverse mentee, executive", "Helen Marlowe"),
    Player("non_executive", "Reverse mentee, non-executive", "Gareth Pryce"),
    Player("coordinator", "Co-ordinator", "Joan Whitfield"),
    Player("assessor", "Assessor", "Sam Ridley"),
    Player("trainer", "Trainer", "Nadia Brook"),
    Player("partner_lead", "Partner-organisation lead", "Owen Castle"),
    Player("board_reader", "Board reader", "Ruth Ashdown"),
    Player("ig_lead", "Information-governance lead", "Colin Frost"),
    Player("outsider", "Outsider", "Pat Stranger"),
)
LINE_MANAGER = Player("line_manager", "Line manager, by a link and without an account", "Rae Linton")
"""One of the cast who never signs in: they answer by the link in their letter."""
BY_KEY = {player.key: player for player in CAST}
