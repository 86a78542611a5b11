"""The dates of a pack on one line, as a picture that stands alone: numbered as in the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.html import escape

from turnabout.cohorts.web.line import Line, draw

WIDTH = 480
INK, GROUND = "#0f5257", "#ffffff"
FONT = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif" font-size="15" text-anchor="middle"'


def line_of(dates: Sequence[Any]) -> str:
    """The picture as a whole `<svg>` element; "" for dates that cannot be drawn. No day is today in it."""
    line = draw(dates, dates[0].starts_at - timedelta(days=1)) if dates else None
    return _drawn(line) if line else ""


def _drawn(line: Line) -> str:
    shapes = [f'<path d="M0 {line.axis}H{WIDTH}" stroke="{INK}" stroke-width="4"/>']
    for x, month in line.months:
        shapes.append(f'<path d="M{_at(x)} {line.axis}v8" stroke="{INK}" stroke-width="1"/>')
        shapes.append(_text(_at(x), line.axis + 26, month, "#212b32"))
    heights = [(mark, line.axis - 22 - 28 * mark.level) for mark in line.marks]
    shapes += [f'<path d="M{_at(mark.x)} {line.axis}V{y}" stroke="{INK}" stroke-width="1"/>' for mark, y in heights]
    for mark, y in heights:
        shapes.append(
            f'<circle cx="{_at(mark.x)}" cy="{y}" r="13" fill="{GROUND}" stroke="{INK}" stroke-width="2"/>'
            + _text(_at(mark.x), y + 5, mark.number, INK, bold=True)
        )
    size = f'viewBox="0 0 {WIDTH} {line.height}" width="{WIDTH}" height="{line.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{"".join(shapes)}</svg>'


def _text(x: str, y: int, words: Any, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" {FONT}{weight} fill="{colour}">{escape(words)}</text>'


def _at(x: float) -> str:
    return f"{WIDTH * x / 100:.1f}"
