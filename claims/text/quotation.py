"""Pairs quotation marks: where each stretch of quoted words begins and ends."""

import re
from collections.abc import Iterator, Sequence

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "‘": "’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
_OPENER = re.compile(f"[{''.join(_CLOSERS)}]")
# Marks that look the same open and closed, or the same as an apostrophe.
_NESTED = {mark: re.compile(f"[{mark}{closers}]") for mark, closers in _CLOSERS.items()}
_SINGLE = "‘'"
_SINGLE_MARK = re.compile("[‘’']")
_CLIPPED_WORDS = ("em ", "til ", "tis ", "twas ", "cause ", "round ", "n ", "n'")
_LETTER = re.compile(r"[^\W_]")
# How far nested and single marks are followed before the nearest closing mark is taken.
_LONGEST_LOOK = 2000
# Opened by these, words without a closing mark still are a quote, up to the end of their paragraph.
_SURE_OPENERS = "“„«「『"


def find_quoted_spans(text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of quoted words without their marks, in order and apart; inner quotes stay inside.

    A quote ends within its block, except when the next block begins with the same opening mark:
    then it goes on there, as it does in print. A mark that opens and never closes reaches no
    further than the end of its block.
    """
    if not any(map(text.__contains__, _CLOSERS)):
        return []
    spans: list[tuple[int, int]] = []
    resumed: int | None = None
    for index, (start, end) in enumerate(blocks):
        next_mark = _opening_mark(text, blocks[index + 1][0]) if index + 1 < len(blocks) else ""
        pairs = list(_pairs(text, start, end, next_mark))
        if resumed is not None and (not pairs or pairs[0][0] != start):
            spans.append((resumed, blocks[index - 1][1]))
            resumed = None
        for opening, closing in pairs:
            first = opening + 1 if resumed is None else resumed
            goes_on = closing is None and next_mark == text[opening]
            resumed = first if goes_on else None
            if not goes_on:
                spans.append((first, end if closing is None else closing))
    return [span for span in (_without_blanks(text, *span) for span in spans) if span]


def _opening_mark(text: str, offset: int) -> str:
    return text[offset] if text[offset] in _CLOSERS and _opens(text, offset, offset) else ""


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    if not _LETTER.search(piece):
        return None
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())


def _pairs(text: str, start: int, end: int, next_mark: str) -> Iterator[tuple[int, int | None]]:
    """Offsets of the outermost opening and closing marks of a block.

    The last pair of a block has no closing mark (`None`) when its quote runs to the end.
    """
    behind = start
    unclosed: set[str] = set()
    for found in _OPENER.finditer(text, start, end):
        position, mark = found.start(), found[0]
        if position < behind or mark in unclosed or not _opens(text, position, start):
            continue
        closing = _closing(text, position, end)
        if closing is not None:
            yield position, closing
            behind = closing + 1
        elif mark in _SURE_OPENERS or mark == next_mark == '"':
            yield position, None
            return
        elif mark == '"':
            unclosed.add(mark)


def _opens(text: str, position: int, start: int) -> bool:
    mark = text[position]
    before = text[position - 1] if position > start else " "
    after = text[position + 1 : position + 7]
    if not after or after[0].isspace():
        return False
    if mark not in "\"'‘":
        return True
    if before.isalnum() or before in ".,!?;:)]”’":
        return False
    is_clipped = after[0].isdigit() or after.lower().startswith(_CLIPPED_WORDS)
    return mark == '"' or not is_clipped


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    if mark in _SINGLE:
        return _single_closing(text, opening, end)
    if mark == '"':
        return _straight_closing(text, opening, end)
    return _nested_closing(text, opening, end)


def _nested_closing(text: str, opening: int, end: int) -> int | None:
    """The mark that closes this one, passing over marks of its own kind opened inside."""
    mark, closers, depth = text[opening], _CLOSERS[text[opening]], 0
    for found in _NESTED[mark].finditer(text, opening + 1, min(end, opening + _LONGEST_LOOK)):
        if found[0] not in closers:
            depth += 1
        elif depth == 0:
            return found.start()
        else:
            depth -= 1
        if depth > 1:
            break
    nearest = (text.find(closer, opening + 1, end) for closer in closers)
    return min((offset for offset in nearest if offset >= 0), default=None)


def _straight_closing(text: str, opening: int, end: int) -> int | None:
    position = text.find('"', opening + 1, end)
    while position >= 0 and text[position - 1].isspace() and position + 1 < end:
        position = text.find('"', position + 1, end)
    return position if position >= 0 else None


def _single_closing(text: str, opening: int, end: int) -> int | None:
    """The closing single mark: not inside a word, and a possessive only for want of better."""
    limit = min(end, opening + _LONGEST_LOOK)
    possessive: int | None = None
    for match in _SINGLE_MARK.finditer(text, opening + 2, limit):
        position = match.start()
        if match[0] == "‘" or text[position - 1].isspace():
            break
        following = text[position + 1 : min(end, position + 3)]
        if following[:1].isalnum() or (match[0] == "’" and text[opening] == "'"):
            continue
        if not (text[position - 1] == "s" and following[:1] == " " and following[1:].islower()):
            return position
        possessive = position if possessive is None else possessive
    return possessive
