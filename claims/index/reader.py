"""Reads texts: code points in, terms out, through the chunks that a lexicon knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from claims.index.arrays import Int32s, UInt8s, UInt64s
from claims.index.chunks import KINDS
from claims.index.engine import engine
from claims.index.lexicon import Lexicon, Tables


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Texts cut into tokens, arrays by token; text i ends before token `ends[i]`.

    `terms` and `identities` are those of `TermLists`; `tokens` are numbers in `tables`, learnt ones
    after seeds; `breaks` says before which of them a sentence begins, `marks` what they are.
    """

    terms: Int32s
    identities: UInt64s
    marks: Int32s
    ends: Int32s
    tokens: Int32s
    breaks: UInt8s
    tables: Tables


def read_texts(texts: Sequence[str], lexicon: Lexicon) -> ReadTexts:
    """The terms of texts, as `terms_of(tokenize(text))` has them."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.fromiter(accumulate(len(text) + 1 for text in texts), np.int64, len(texts)) - 1
    spans, keys, breaks, chunk_ends = engine().cut(codes, ends, KINDS)
    tables = lexicon.tables
    numbers, unknown = engine().number(keys, tables.seeds, tables.grown)
    is_first = True
    while unknown:
        is_new = numbers < 0
        chunks = [joined[start:end] for start, end in spans[is_new].tolist()]
        lexicon.learn(keys[is_new], chunks, tables, may_forget=is_first)
        tables, is_first = lexicon.tables, False
        numbers, unknown = engine().number(keys, tables.seeds, tables.grown)
    cut = numbers, breaks, chunk_ends
    return ReadTexts(*engine().take(cut, tables.seeds, tables.grown, lexicon.tree), tables)
