"""The paragraph around a match: what a reviewer must read to judge the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Match, Sentence

# Letters shown on each side of the span; a paragraph of a contract or a transcript can be endless.
MAX_CONTEXT = 900


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The span in its paragraph. The three texts joined read as the article does."""

    lead: str
    span: str
    tail: str
    begins_earlier: bool
    goes_on: bool


def read_paragraph(match: Match) -> Paragraph:
    """All sentences of the blocks that the span touches, in one query and without the full text."""
    touched = Sentence.objects.filter(
        version=match.version_id, start__lt=match.end, end__gt=match.start
    )
    sentences = Sentence.objects.filter(
        version=match.version_id, block__in=touched.values("block")
    ).order_by("start")
    return cut_paragraph(list(sentences), start=match.start, end=match.end, span=match.text)


def cut_paragraph(sentences: Sequence[Sentence], *, start: int, end: int, span: str) -> Paragraph:
    """Offsets are into the version's text; blanks between sentences are put back as they count."""
    lead = _laid_out([s for s in sentences if s.start < start], limit=start)
    behind = [s for s in sentences if s.end > end]
    tail = _laid_out(behind, offset=end)
    return Paragraph(
        _last_words(lead),
        span,
        _first_words(tail),
        begins_earlier=len(lead) > MAX_CONTEXT,
        goes_on=len(tail) > MAX_CONTEXT,
    )


def _laid_out(
    sentences: Sequence[Sentence], *, offset: int | None = None, limit: int | None = None
) -> str:
    """The texts at their offsets from `offset` (the first start) up to `limit` (the last end)."""
    if not sentences:
        return ""
    place = sentences[0].start if offset is None else offset
    parts: list[str] = []
    for sentence in sentences:
        parts.append(" " * (sentence.start - place))
        parts.append(sentence.text[max(0, place - sentence.start) :])
        place = max(place, sentence.end)
    text = "".join(parts)
    if limit is None:
        return text
    first = sentences[0].start
    return text[: limit - first].ljust(limit - first)


def _last_words(text: str) -> str:
    if len(text) <= MAX_CONTEXT:
        return text
    return text[-MAX_CONTEXT:].partition(" ")[2]


def _first_words(text: str) -> str:
    if len(text) <= MAX_CONTEXT:
        return text
    return text[:MAX_CONTEXT].rpartition(" ")[0]
