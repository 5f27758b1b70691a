"""Cuts a document into blocks and tells paragraphs from what is printed around them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.text.boilerplate import is_boilerplate, is_byline, is_caption, is_person_name
from claims.text.lines import find_paragraphs
from claims.text.normalise import fold_key, fold_text

_LONGEST_HEADING_WORDS = 20
_LONGEST_HEADING = 160
_SHORTEST_REPEAT_WORDS = 5
_ENDS_LIKE_PROSE = tuple(".,;…。")
_CLOSING = "\"'”’»)]"
_BEGINS_LIKE_HEADING = re.compile(r"[\"'“‘«(•*–-]*\s*(?:[^\W_]|[$€£#@])")


# A key may lack any of these, and no letter or digit.
_IDLE = bytes(code for code in range(128) if not chr(code).isalnum())
_SMALL_LETTERS = bytes(range(256)).lower()
# All but ASCII and the marks of ordinary print, which are no letters however they fold.
_HAS_FOREIGN_LETTERS = re.compile("[^\x00-\x7f\xa0‘’“”«»–—…•]")
_IDLE_MARKS = re.compile(r"[\W_]+")


class BlockKind(StrEnum):
    """What a block is to a reader. Headings and captions carry claims, so their sentences count."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"


# Furniture and bylines come back on every page of a thread; only what is said can be said again.
_REPEATABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other unit of a document; `text == document[start:end]`.

    `repeat_of` is the index of the earlier block with the same words, for a `REPEAT`.
    """

    start: int
    end: int
    kind: BlockKind
    text: str
    repeat_of: int | None


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document, in order, without the blanks between them."""
    paragraphs = list(find_paragraphs(text))
    kinds = [_own_kind(text[start:end]) for start, end, _ in paragraphs]
    kinds = [
        _kind_among(index, text=text, paragraphs=paragraphs, kinds=kinds)
        for index in range(len(paragraphs))
    ]
    blocks = [
        Block(start, end, kind, text[start:end], None)
        for (start, end, _), kind in zip(paragraphs, kinds, strict=True)
    ]
    return _with_repeats(blocks)


def _own_kind(text: str) -> BlockKind:
    """What a block is by its own words."""
    if is_byline(text):
        return BlockKind.BYLINE
    if is_boilerplate(text):
        return BlockKind.BOILERPLATE
    if is_caption(text):
        return BlockKind.CAPTION
    return BlockKind.PARAGRAPH


def _kind_among(
    index: int,
    *,
    text: str,
    paragraphs: Sequence[tuple[int, int, bool]],
    kinds: Sequence[BlockKind],
) -> BlockKind:
    """What a block is by its words and its neighbours."""
    start, end, is_open = paragraphs[index]
    if kinds[index] is not BlockKind.PARAGRAPH:
        return kinds[index]
    following = kinds[index + 1] if index + 1 < len(kinds) else None
    if following is BlockKind.BYLINE and is_person_name(text[start:end]):
        return BlockKind.BYLINE
    if not _looks_like_heading(text[start:end]):
        return BlockKind.PARAGRAPH
    # The last line of a post may lack its stop: what hangs below a paragraph heads nothing.
    hangs = is_open and following in {None, BlockKind.BOILERPLATE}
    return BlockKind.PARAGRAPH if hangs or len(kinds) == 1 else BlockKind.HEADING


def _looks_like_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or len(text.split()) > _LONGEST_HEADING_WORDS:
        return False
    begins = _BEGINS_LIKE_HEADING.match(text)
    return begins is not None and not begins[0][-1].islower() and not _ends_like_prose(text)


def _ends_like_prose(text: str) -> bool:
    bare = text.rstrip()
    while bare.endswith(tuple(_CLOSING)):
        bare = bare.rstrip(_CLOSING).rstrip()
    return bare.endswith(_ENDS_LIKE_PROSE)


def _with_repeats(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with each that says again what an earlier one said marked as a repeat."""
    gists = [_gist(block.text) for block in blocks]
    if len(set(gists)) == len(blocks):
        return tuple(blocks)
    alike = Counter(gists)
    first_index: dict[str, int] = {}
    marked = list(blocks)
    for index, (block, gist) in enumerate(zip(blocks, gists, strict=True)):
        if alike[gist] == 1:
            continue
        first = first_index.setdefault(fold_key(block.text), index)
        is_repeat = first < index and block.kind in _REPEATABLE
        if is_repeat and len(block.text.split()) >= _SHORTEST_REPEAT_WORDS:
            marked[index] = replace(block, kind=BlockKind.REPEAT, repeat_of=first)
    return tuple(marked)


def _gist(text: str) -> bytes:
    """The same for two texts of one `fold_key`, and cheaper: their letters and digits, folded."""
    if not text.isascii() and _HAS_FOREIGN_LETTERS.search(text):
        letters = _IDLE_MARKS.sub("", fold_text(text))
        return letters.encode("utf-8", "surrogatepass")
    return text.encode("ascii", "ignore").translate(_SMALL_LETTERS, _IDLE)
