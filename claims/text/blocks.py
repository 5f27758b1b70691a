"""Cuts a document into blocks (paragraphs, headings, captions …) with offsets."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to a reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together; `text == document[start:end]`.

    `repeat_of` is the index of the earlier block with the same words, for a `REPEAT`.
    """

    start: int
    end: int
    kind: BlockKind
    text: str
    repeat_of: int | None


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document, in order, without the blanks between them."""
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + line.index(bare)
            blocks.append(Block(first, first + len(bare), BlockKind.PARAGRAPH, bare, None))
        start += len(line)
    return tuple(blocks)
