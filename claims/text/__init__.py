"""Pure text work: cleaning, tokens, sentences, quotes, quantities, dates and word diff."""

from claims.text.blocks import BlockKind
from claims.text.dates import DateMention, find_dates
from claims.text.diff import DiffKind, DiffPart, diff_words
from claims.text.language import detect_language
from claims.text.normalise import clean_text, fold_key, lowered
from claims.text.proportions import TIMES, find_all_quantities
from claims.text.quantities import Quantity, QuantityKind, find_quantities
from claims.text.segmentation import Segmented, segment
from claims.text.sentences import Sentence
from claims.text.tokens import (
    FIRST_UNSPACED,
    Token,
    are_plain,
    is_unspaced,
    shifted,
    tokenize,
    tokenize_chunks,
    word_forms,
)

__all__ = [
    "FIRST_UNSPACED",
    "TIMES",
    "BlockKind",
    "DateMention",
    "DiffKind",
    "DiffPart",
    "Quantity",
    "QuantityKind",
    "Segmented",
    "Sentence",
    "Token",
    "are_plain",
    "clean_text",
    "detect_language",
    "diff_words",
    "find_all_quantities",
    "find_dates",
    "find_quantities",
    "fold_key",
    "is_unspaced",
    "lowered",
    "segment",
    "shifted",
    "tokenize",
    "tokenize_chunks",
    "word_forms",
]
