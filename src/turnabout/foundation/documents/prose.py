"""People's own words, written as Markdown, as parts of a document: the one way in which they reach a page or a PDF.

Nothing passes but paragraphs, lists, headings, bold, italics and links to other sites, addresses and telephones.
HTML is words like any other. Headings lose their own level and get the next one under what they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from django.template.loader import render_to_string
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from turnabout.foundation.documents.tree import Heading, Note, Points, Run, Text, Words

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x1f]+", re.IGNORECASE)
DEEPEST: Final = 2


@lru_cache(maxsize=512)
def parts(text: str) -> tuple[Any, ...]:
    """The parts of a document that `text` says; none for no words."""
    made, rest = _blocks(_markdown.parse(text), 0)
    assert rest == len(_markdown.parse(text)), "every token was read"
    return _levelled(made)


def line(text: str) -> Text:
    """One line of Markdown as words for a list or a table: its first paragraph, on one line."""
    found = parts(" ".join(text.split()))
    return found[0].text if len(found) == 1 and isinstance(found[0], Words) else " ".join(text.split())


@lru_cache(maxsize=512)
def as_html(text: str, under: int = 2) -> Markup:
    """Safe HTML of `text` as it stands under a heading of the level `under`. Drawn once for each text."""
    return Markup(render_to_string("documents/prose.jinja", {"parts": parts(text), "under": under}).strip())


def _blocks(tokens: Sequence[Token], at: int, until: str = "") -> tuple[list[Any], int]:
    """The parts of `tokens` from `at` up to the token called `until`, and the place after it."""
    made: list[Any] = []
    while at < len(tokens):
        token = tokens[at]
        if token.type == until:
            return made, at + 1
        if token.type == "heading_open":
            made.append(Heading(_runs(tokens[at + 1].children), int(token.tag[1:])))
            at += 3
        elif token.type == "paragraph_open":
            made.append(Words(_runs(tokens[at + 1].children)))
            at += 3
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            inside, at = _blocks(tokens, at + 1, token.type.replace("open", "close"))
            if lines := tuple(_lines(inside)):
                made.append(Points(lines, numbered=token.type.startswith("ordered")))
        elif token.type == "blockquote_open":
            inside, at = _blocks(tokens, at + 1, "blockquote_close")
            made.append(Note(tuple(one if not isinstance(one, Heading) else Words(one.text) for one in inside)))
        else:
            if token.type in {"code_block", "fence"}:
                made.append(Words(token.content.strip()))
            at += 1
    return made, at


def _lines(inside: Iterable[Any]) -> Iterable[Text]:
    """The lines of a list: a list within a list goes on in it."""
    for one in inside:
        if isinstance(one, Points):
            yield from one.lines
        elif isinstance(one, Note):
            yield from _lines(one.parts)
        else:
            yield one.text


def _runs(tokens: Sequence[Token] | None) -> Text:
    made: list[Run] = []
    strong = emphasis = 0
    href = ""
    for token in tokens or ():
        kind = token.type
        strong += (kind == "strong_open") - (kind == "strong_close")
        emphasis += (kind == "em_open") - (kind == "em_close")
        if kind == "link_open":
            wanted = str(token.attrGet("href") or "")
            href = wanted if _SAFE_LINK.fullmatch(wanted) else ""
        elif kind == "link_close":
            href = ""
        words = {"softbreak": " ", "hardbreak": "\n"}.get(kind, token.content)
        if words:
            made.append(Run(words, bool(strong), bool(emphasis), href))
    joined = _joined(made)
    return joined[0].text if len(joined) == 1 and joined[0] == Run(joined[0].text) else tuple(joined)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one kind beside each other as one, so that the same words are the same parts."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        alike = last is not None and (last.strong, last.emphasis, last.href) == (run.strong, run.emphasis, run.href)
        if last is not None and alike and "\n" not in (last.text, run.text):
            made[-1] = Run(last.text + run.text, run.strong, run.emphasis, run.href)
        else:
            made.append(run)
    return made


def _levelled(made: list[Any]) -> tuple[Any, ...]:
    """The same parts with headings numbered from 1 without a gap: people start at any number of hashes."""
    shown: list[Any] = []
    open_levels: list[int] = []
    for one in made:
        if isinstance(one, Heading):
            while open_levels and open_levels[-1] >= one.depth:
                open_levels.pop()
            open_levels.append(one.depth)
            shown.append(Heading(one.text, min(len(open_levels), DEEPEST)))
        else:
            shown.append(one)
    return tuple(shown)
