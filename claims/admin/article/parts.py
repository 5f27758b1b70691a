"""Long texts in parts: a page of a million characters would not open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PART = 60_000
"""Characters of a part; about forty printed pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a version's text with its offset; lines of blanks are left out."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_lines(text: str) -> Iterator[Line]:
    place = 0
    for line in text.split("\n"):
        if line.strip():
            yield Line(place, line)
        place += len(line) + 1


def in_parts(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in parts of about PART characters; a longer line is a part of its own."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if parts[-1] and line.end - parts[-1][0].start > PART:
            parts.append([])
        parts[-1].append(line)
    return parts


def part_of(parts: Sequence[Sequence[Line]], *, offset: int) -> int:
    """The index of the part in which an offset lies."""
    ends = [part[-1].end for part in parts if part]
    return next((index for index, end in enumerate(ends) if offset < end), 0)
