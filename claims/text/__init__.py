"""Pure text work: cleaning, tokens, sentences, quotes, quantities, dates and word diff."""

from claims.text.blocks import BlockKind
from claims.text.dates import DateMention, find_dates
from claims.text.diff import DiffKind, DiffPart, diff_words
from claims.text.normalise import clean_text, fold_key
from claims.text.quantities import Quantity, QuantityKind, find_quantities
from claims.text.segmentation import Segmented, segment
from claims.text.sentences import Sentence
from claims.text.tokens import Token, tokenize

__all__ = [
    "BlockKind",
    "DateMention",
    "DiffKind",
    "DiffPart",
    "Quantity",
    "QuantityKind",
    "Segmented",
    "Sentence",
    "Token",
    "clean_text",
    "diff_words",
    "find_dates",
    "find_quantities",
    "fold_key",
    "segment",
    "tokenize",
]
