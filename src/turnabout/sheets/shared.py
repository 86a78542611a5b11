"""The texts that cells of a workbook share, and how much becomes of them when each cell has its own copy."""

from __future__ import annotations

import re
from array import array
from xml.parsers import expat

TEXTS = "sharedstrings.xml"
SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
"""A cell that holds the number of a text."""
REST = re.compile(
    rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*"""
    rb"""(?:(?P<none>/>)|>\s*<(?:[\w.-]+:)?v>\s*(?P<number>[0-9]{1,9})\s*</(?:[\w.-]+:)?v>\s*</(?:[\w.-]+:)?c\s*>)"""
)
"""What follows in the cell when it is written as every program writes it. Any other counts as the longest text."""
UNCLEAR = 2**32 - 1


class Copies:
    """Counts, part by part and in any order, what the shared texts come to in the cells that refer to them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lengths: array[int] = array("I")
        self.numbers: array[int] = array("I")

    def add(self, name: str, content: bytes) -> None:
        """Look at one part of the workbook. Raises `ValueError` when it holds more than the most texts, or none."""
        if name.lower().endswith(TEXTS):
            self._texts(content)
        for cell in SHARED.finditer(content):
            rest = REST.match(content, cell.end())
            if rest is None or rest["none"] is None:
                self.numbers.append(int(rest["number"]) if rest else UNCLEAR)

    def size(self) -> int:
        """How many characters all cells with a shared text hold together."""
        if not self.lengths:
            return 0
        longest, many = max(self.lengths), len(self.lengths)
        return sum(self.lengths[one] if one < many else longest for one in self.numbers)

    def _texts(self, content: bytes) -> None:
        depth, inside = 0, False

        def start(name: str, _attributes: object) -> None:
            nonlocal depth, inside
            depth += 1
            if name.rpartition(":")[2] != "si":
                return
            if depth != 2 or len(self.lengths) == self.most:
                raise ValueError("These are no shared texts.")
            self.lengths.append(0)
            inside = True

        def end(_name: str) -> None:
            nonlocal depth, inside
            depth -= 1
            inside = inside and depth > 1

        def text(words: str) -> None:
            if inside:
                self.lengths[-1] += len(words)

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        parser.buffer_text = True
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise ValueError("These are no shared texts.") from None
