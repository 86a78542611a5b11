"""An address as a square for a camera: a QR code as a drawing and as a picture, both of the same modules."""

from __future__ import annotations

import io
from typing import Any, Final

import segno

QUIET: Final = 4
"""The white border in modules that a camera needs."""
BIG: Final = 24
"""Pixels to a module in the picture: sharp on a sheet of A3."""
LEVEL: Final = "q"
"""A quarter of the square may be dirty or torn."""


def svg(address: str) -> str:
    """The code of `address` as a whole `<svg>` element, black on white, border included."""
    written, code = io.BytesIO(), _code(address)
    plain: dict[str, Any] = {"xmldecl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    code.save(written, kind="svg", border=QUIET, dark="#000", light="#fff", **plain)
    size = code.symbol_size(scale=8, border=QUIET)[0]
    return written.getvalue().decode().replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)


def png(address: str) -> bytes:
    """The code of `address` as a black and white picture."""
    written = io.BytesIO()
    _code(address).save(written, kind="png", scale=BIG, border=QUIET, dark="#000", light="#fff")
    return written.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error=LEVEL, micro=False, boost_error=False)
