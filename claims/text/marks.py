"""Quotation marks and brackets, and which of them close; combining marks (data)."""

import unicodedata

OPENING_QUOTES = "“„«‹‘"
# A straight mark opens or closes by its neighbours; “ closes what „ opened.
DOUBLE_QUOTES = '“”„‟«»"〝〞「」『』'
SINGLE_QUOTES = "‘’'‹›"
CLOSING_MARKS = "”»’›\"')]}」』〞）】"
QUOTE_MARKS = DOUBLE_QUOTES + SINGLE_QUOTES
# Accents, vowel signs and the like, of the two planes that hold scripts in use.
COMBINING_MARKS = "".join(
    character for character in map(chr, range(0x20000)) if unicodedata.category(character)[0] == "M"
)
