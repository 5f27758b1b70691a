"""Cuts a paragraph where matches and quotes begin and end, however they overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.models import Match, Quote


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a match; `number` leads from the text to it and back."""

    number: int
    match: Match

    @property
    def percent(self) -> int:
        """Rounded down: 100% is kept for what is certain."""
        return int(100 * self.match.probability)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same matches and quotes cover; `ending` are those of its end."""

    text: str
    notes: tuple[Note, ...]
    quote: Quote | None
    ending: tuple[Note, ...]

    @property
    def state(self) -> str:
        """The state that gives the colour: of several matches, that of the first."""
        return self.notes[0].match.state if self.notes else ""


def cut_pieces(
    text: str, *, start: int, notes: Sequence[Note], quotes: Iterable[Quote]
) -> tuple[Piece, ...]:
    """The pieces of a paragraph that begins at offset `start` of its version."""
    end = start + len(text)
    touching = [note for note in notes if note.match.start < end and note.match.end > start]
    spoken = [quote for quote in quotes if quote.start < end and quote.end > start]
    spans = [(note.match.start, note.match.end) for note in touching]
    spans += [(quote.start, quote.end) for quote in spoken]
    cuts = sorted({start, end, *(min(max(cut, start), end) for span in spans for cut in span)})
    return tuple(
        Piece(
            text=text[a - start : b - start],
            notes=tuple(n for n in touching if n.match.start <= a and n.match.end >= b),
            quote=next((q for q in spoken if q.start <= a and q.end >= b), None),
            ending=tuple(n for n in touching if n.match.end == b),
        )
        for a, b in pairwise(cuts)
    )
