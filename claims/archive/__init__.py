"""Texts kept packed, so that wordings which come later are found in them without reading them.

They are found by the same rule as in claims.index, the other way round.
"""

from claims.archive.packing import pack_texts
from claims.archive.sought import Sought

__all__ = ["Sought", "pack_texts"]
