"""Beginning the papers that are written by hand."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

from tools.say import Failed

FORM = """# {number:04d} {title}

Decided: {when}. Status: in force.

**Question.** What had to be decided, and for whom does it matter?

**Decision.** What we do.

**Lost.** The options that lost, and why.

**Kept by.** The test or the habit by which we will know that it still holds.
"""


def decision(folder: Path, title: str, today: date | None = None) -> int:
    """Write an empty record under the next free number, and say where it is."""
    title = " ".join(title.split())
    if not title:
        raise Failed('A decision has a title: make decision TITLE="One look for all"')
    number = 1 + max((int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]-*.md")), default=0)
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    path = folder / f"{number:04d}-{re.sub('[^a-z0-9]+', '-', plain).strip('-') or 'decision'}.md"
    path.write_text(FORM.format(number=number, title=title, when=f"{today or date.today():%B %Y}"), encoding="utf-8")
    print(f"Write it in {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0
