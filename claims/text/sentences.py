"""Cuts blocks into sentences with offsets into the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sentencex

from claims.text.blocks import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `text == document[start:end]`, `block` the index of its block, `kind` that block's kind."""

    start: int
    end: int
    text: str
    block: int
    kind: BlockKind


def find_sentences(blocks: Sequence[Block], *, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of every block, in order."""
    return tuple(_sentences(blocks, language))


def _sentences(blocks: Sequence[Block], language: str) -> Iterator[Sentence]:
    for index, block in enumerate(blocks):
        position = 0
        for piece in sentencex.segment(language.split("-")[0], block.text):
            bare = piece.strip()
            if bare:
                position = block.text.index(bare, position)
                start = block.start + position
                yield Sentence(start, start + len(bare), bare, index, block.kind)
                position += len(bare)
