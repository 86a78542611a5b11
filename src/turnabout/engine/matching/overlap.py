"""How much two people's words have in common, for a whole round at once."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

IntGrid = npt.NDArray[np.int64]


def common(rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]]) -> IntGrid:
    """Return for each row and column how many words are in both."""
    words = sorted(set().union(*rows) & set().union(*columns)) if rows and columns else []
    if not words:
        return np.zeros((len(rows), len(columns)), dtype=np.int64)
    # float32 counts exactly up to 2**24 words and multiplies through BLAS; integers would not.
    left, right = _marks(rows, words), _marks(columns, words)
    return cast(IntGrid, np.rint(left @ right.T).astype(np.int64))


def _marks(people: Sequence[frozenset[str]], words: list[str]) -> npt.NDArray[np.float32]:
    return np.array([[word in chosen for word in words] for chosen in people], dtype=np.float32)


def folded(name: str) -> str:
    """Return a team's or organisation's name without regard to case and spacing: "IT  desk" is "it desk"."""
    return " ".join(name.split()).casefold()
