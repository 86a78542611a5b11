"""Which pictures are taken for an organisation's logo, and what is kept of one.

The picture is drawn anew from its dots alone. So nothing else that was in the file reaches anybody: not where a photo
was taken, and nothing that a browser could run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from turnabout.foundation.accounts.decisions import Refused

LARGEST = 1024 * 1024
"""Bytes in the file."""
KINDS = ("PNG", "JPEG", "WEBP")
LONGEST_SIDE = 4000
LOWEST, HIGHEST = 40, 240
"""Dots: the least height that is sharp over a page, and the height that is kept."""
WIDEST, TALLEST = 6, 2
"""How many times as wide as high a logo may be, and as high as wide."""
NEARLY_WHITE = 225
"""From 0 (black) to 255: what is lighter does not stand out from white."""
SEEN = 200
"""One dot in so many has to stand out, or nobody sees a logo at all."""
START = 4096
"""Bytes at the start of a file that tell a drawing from a picture of dots."""

_lock = threading.Lock()

EMPTY = _("This file is empty. Choose the file with the logo in it.")
TOO_LARGE = _(
    "This file is larger than 1 MB. Save the logo smaller, for example 600 pixels wide, and choose that file."
)
SVG = _("This is an SVG file, which can hold a program as well. Save or export the logo as PNG, and choose that file.")
OTHER = _("This file is not a PNG, JPEG or WebP picture. Save or export the logo as PNG, and choose that file.")
DAMAGED = _("This picture cannot be opened: the file is damaged. Save the logo as PNG once more, and choose that file.")
TOO_BIG = _(
    "This picture has too many pixels: 4000 a side is the most. Save the logo smaller, for example 600 pixels wide, "
    "and choose that file."
)
TOO_LOW = _(
    "This picture is %(height)d pixels high, and would look blurred. It has to be at least 40 pixels high. Choose a "
    "larger version of the logo."
)
TOO_LONG = _(
    "This picture is too long and thin for the top of a page: a logo can be up to 6 times as wide as it is high, and "
    "up to twice as high as it is wide. Cut off empty edges, or choose another version of the logo."
)
TOO_LIGHT = _(
    "This logo is nearly white, and it is shown on white, so nobody would see it. Choose the version that is made for "
    "white paper."
)


def png_of(chosen: bytes) -> bytes:
    """The picture in the file that somebody chose, as a PNG at most `HIGHEST` high, with nothing but its dots.

    Refused for a file that is no PNG, JPEG or WebP picture, and for a picture that cannot stand over a page.
    """
    if not chosen:
        raise refused(EMPTY)
    if len(chosen) > LARGEST:
        raise refused(TOO_LARGE)
    with _whole_pictures_only():
        whole = _upright(chosen)
    if whole.height < LOWEST:
        raise refused(TOO_LOW % {"height": whole.height})
    if whole.width > WIDEST * whole.height or whole.height > TALLEST * whole.width:
        raise refused(TOO_LONG)
    if whole.height > HIGHEST:
        width = round(whole.width * HIGHEST / whole.height)
        whole = whole.resize((width, HIGHEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if not _stands_out(whole):
        raise refused(TOO_LIGHT)
    bare, written = Image.frombytes(whole.mode, whole.size, whole.tobytes()), BytesIO()
    bare.save(written, "PNG", optimize=True)
    return written.getvalue()


def refused(reason: Any) -> Refused:
    """A refusal of the chosen file."""
    return Refused(reason, field="logo")


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse half a picture, whatever else runs here: WeasyPrint, once loaded, lets it pass in the whole process.

    One at a time, which also keeps ten large pictures from being in memory at once.
    """
    with _lock:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright(chosen: bytes) -> Image.Image:
    """The picture as people see it, in red, green and blue. Nothing is unpacked before its size is known."""
    too_big = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        picture: Image.Image = Image.open(BytesIO(chosen), formats=KINDS)
    except too_big as fault:
        raise refused(TOO_BIG) from fault
    except Exception as fault:  # whatever a file that is made to do harm brings its reader to raise
        raise refused(SVG if _is_svg(chosen) else OTHER) from fault
    if max(picture.size) > LONGEST_SIDE:
        raise refused(TOO_BIG)
    try:
        picture = ImageOps.exif_transpose(picture)
        if picture.mode.startswith("I"):  # 65,536 shades of grey, which would all turn white
            picture = picture.convert("I").point(lambda shade: shade / 257).convert("L")
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Exception as fault:
        raise refused(DAMAGED) from fault


def _is_svg(chosen: bytes) -> bool:
    return b"<svg" in chosen[:START].replace(b"\0", b"").lower()


def _stands_out(picture: Image.Image) -> bool:
    """Whether enough of it can be seen on white."""
    white = Image.new("RGBA", picture.size, "white")
    shades = Image.alpha_composite(white, picture.convert("RGBA")).convert("L").histogram()
    return sum(shades[:NEARLY_WHITE]) * SEEN >= picture.width * picture.height
