"""The ``turnabout`` script: one table of commands, each loaded only when it is called."""

from turnabout.cli.dispatch import main
from turnabout.cli.errors import BadInput, Broken, Refusal

__all__ = ["BadInput", "Broken", "Refusal", "main"]
