"""Quotation marks and brackets, and which of them close; combining marks (data)."""

import unicodedata

OPENING_QUOTES = "“„«‹‘"
# A straight mark opens or closes by its neighbours; “ closes what „ opened.
DOUBLE_QUOTES = '“”„‟«»"〝〞「」『』'
SINGLE_QUOTES = "‘’'‹›"
CLOSING_MARKS = "”»’›\"')]}」』〞）】"
QUOTE_MARKS = DOUBLE_QUOTES + SINGLE_QUOTES
# Accents, vowel signs and the like, of the two planes that hold scripts in use.
_MARKS = [c for c in map(chr, range(0x20000)) if unicodedata.category(c)[0] == "M"]
_FAR_MARKS = "".join(character for character in _MARKS if character >= "\U00010000")
NEAR_MARKS = "".join(character for character in _MARKS if character < "\U00010000")
# A pattern of one mark. A class of both planes is walked range by range, which takes a microsecond
# for each character that is none; the class of the first plane is one look into a table.
COMBINING_MARK = rf"(?:[{NEAR_MARKS}]|(?=[\U00010000-\U0001ffff])[{_FAR_MARKS}])"
