"""Pictures that somebody might choose for a logo, as the files they would be."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(width: int = 600, height: int = 200, *, ink: str = "#5b1a1a", ground: str = "#00000000") -> Image.Image:
    """A ring and a bar on a ground that one can see through."""
    whole = Image.new("RGBA", (width, height), ground)
    pen = ImageDraw.Draw(whole)
    edge = height // 10
    pen.ellipse((edge, edge, min(height, width) - edge, height - edge), outline=ink, width=max(1, height // 8))
    pen.rectangle((width // 2, height // 3, width - edge, 2 * height // 3), fill=ink)
    return whole


def picture(width: int = 600, height: int = 200, *, kind: str = "PNG", **given: Any) -> bytes:
    """The same as a file of one `kind`."""
    whole = drawn(width, height, **given)
    return saved(whole.convert("RGB") if kind == "JPEG" else whole, kind)


def saved(whole: Image.Image, kind: str, **given: Any) -> bytes:
    written = BytesIO()
    whole.save(written, kind, **given)
    return written.getvalue()


def photo_with_a_place(width: int = 400, height: int = 200, *, turned: int = 1) -> bytes:
    """A JPEG that says who made it, with which camera, where on earth, and how it is turned."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0110] = "Taken at home", "Joan Whitfield", "Camera 5"
    exif[0x0112] = turned
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 38.0, 5.0), 3: "W", 4: (1.0, 8.0, 12.0)})
    return saved(drawn(width, height, ground="#d8c8b0").convert("RGB"), "JPEG", exif=exif, comment=b"a secret note")


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
