"""The invitation kit: what co-ordinators hand out. The poster is a document; a newsletter gets plain words.

Neither names a strand, nor says of anybody who takes it that they are what it is about.
"""

from __future__ import annotations

from turnabout.home.web.kit.newsletter import TEXTS
from turnabout.home.web.kit.poster import on_one_sheet, poster
from turnabout.home.web.kit.words import Facts, facts, said

__all__ = ["TEXTS", "Facts", "facts", "on_one_sheet", "poster", "said"]
