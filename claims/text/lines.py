"""Joins the lines of a document into paragraphs, also where a paragraph was wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from claims.text.boilerplate import is_boilerplate, is_byline

# Terminals, mail and plain-text exports wrap at 60 to 80 columns; nobody wraps beyond this.
_WIDEST_WRAP = 120
# A shorter line that is followed by a small letter is a list or a verse, no wrapped prose.
_SHORTEST_WRAP = 40
_LEAST_WRAPPED_JOINTS = 2
_LEAST_WRAPPED_SHARE = 0.3
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; `is_open` when no empty line stands before it."""

    start: int
    end: int
    text: str
    is_open: bool


def find_paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and "directly below the one before" of each paragraph, in order.

    An empty line always parts paragraphs. A line break parts them too, unless the line goes on with
    a small letter, or the document shows that its lines are wrapped and this line is full.
    """
    lines = list(_lines(text))
    if not lines:
        return
    width = _wrap_width(lines)
    first = lines[0]
    for line, following in pairwise([*lines, Line(len(text), len(text), "", is_open=False)]):
        if following.is_open and _is_wrapped(line, following, width):
            continue
        yield first.start, line.end, first.is_open
        first = following


def _lines(text: str) -> Iterator[Line]:
    start, is_open = 0, False
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            first = start + len(raw) - len(raw.lstrip())
            yield Line(first, first + len(bare), bare, is_open)
        is_open = bool(bare)
        start += len(raw)


def _wrap_width(lines: list[Line]) -> int:
    """The column at which the document is wrapped, or 0."""
    joints = [(above, below) for above, below in pairwise(lines) if below.is_open]
    running_on = [len(above.text) for above, below in joints if _runs_on(above, below)]
    is_wrapped = (
        len(running_on) >= _LEAST_WRAPPED_JOINTS
        and len(running_on) >= _LEAST_WRAPPED_SHARE * len(joints)
        and max(running_on) <= _WIDEST_WRAP
    )
    return max(running_on) if is_wrapped else 0


def _is_wrapped(above: Line, below: Line, width: int) -> bool:
    if _runs_on(above, below):
        return True
    first_word = below.text.split(maxsplit=1)[0]
    is_full = len(above.text) <= width < len(above.text) + 1 + len(first_word)
    return is_full and not _stands_alone(above) and not _stands_alone(below)


def _runs_on(above: Line, below: Line) -> bool:
    return (
        below.text[0].islower()
        and len(above.text) >= _SHORTEST_WRAP
        and not _ENDS_SENTENCE.search(above.text[-6:])
        and not _stands_alone(above)
        and not _stands_alone(below)
    )


def _stands_alone(line: Line) -> bool:
    return is_boilerplate(line.text) or is_byline(line.text)
