"""Quotation marks and brackets, and which of them close (data)."""

OPENING_QUOTES = "“„«‹‘"
# A straight mark opens or closes by its neighbours; “ closes what „ opened.
DOUBLE_QUOTES = '“”„‟«»"〝〞「」『』'
SINGLE_QUOTES = "‘’'‹›"
CLOSING_MARKS = "”»’›\"')]}」』〞）】"
QUOTE_MARKS = DOUBLE_QUOTES + SINGLE_QUOTES
