"""Pure text work: cleaning, tokens, sentences, quotes, quantities, dates, word diff. Knows no Django."""

from claims.text.blocks import Block, BlockKind
from claims.text.dates import DateMention, find_dates
from claims.text.diff import DiffKind, DiffPart, diff_words
from claims.text.normalise import Folded, clean_text, fold, fold_key
from claims.text.quantities import Quantity, QuantityKind, find_quantities
from claims.text.quotes import Quote, find_quotes
from claims.text.segment import Segmented, segment
from claims.text.sentences import Sentence
from claims.text.tokens import Token, tokenize

__all__ = [
    "Block",
    "BlockKind",
    "DateMention",
    "DiffKind",
    "DiffPart",
    "Folded",
    "Quantity",
    "QuantityKind",
    "Quote",
    "Segmented",
    "Sentence",
    "Token",
    "clean_text",
    "diff_words",
    "find_dates",
    "find_quantities",
    "find_quotes",
    "fold",
    "fold_key",
    "segment",
    "tokenize",
]
