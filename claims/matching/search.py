"""Decides which wordings are compared with which units of a document."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from claims.archive import pack_texts
from claims.index import Index, Reached, TermLists
from claims.matching.gate import FEW_WORDINGS, Gate, passes
from claims.matching.reading import Reading
from claims.matching.units import Spans, Unit, quote_units, sentence_spans, unit_of
from claims.text import Segmented

THETA = 0.25
"""Low, because a rewrite shares a third of the words, and the score decides."""
_THETA_AMONG_FEW = 0.18
"""Lower still where each wording can be looked at: two rare words of eight are enough then.

Of the restatements in the training articles .925 are reached, .864 with `THETA`, for some 4 ms an
article among 1,000 wordings; a search by postings does not go so low.
"""
_MOST_QUOTES = 40
"""Quotes of one stretch that are compared by themselves: no sentence in prose has as many."""
_WINDOW_GAIN = 0.12
"""Share of a wording's weight that a longer window must add to its parts to be looked at."""
_FUNCTION_WORDS = 0.2
"""Share of function words from which a sentence can be in a language it was not declared in."""
_NO_TERM = -1


def find_candidates(
    document: Segmented, index: Index, gate: Gate, *, theta: float | None = None
) -> Iterator[tuple[Reading, Unit, int]]:
    """Triples of a reading, a unit and the position of a wording in the language of the reading.

    `theta` is the share of a wording that must be found, by default that of `theta_among`.
    """
    theta = theta_among(len(index)) if theta is None else theta
    for language, lists, spans in _readings(document, index):
        reading = Reading(document, lists, language=language)
        yield from _in_language(reading, index, spans, gate, theta=theta)


def pack_document(document: Segmented, index: Index) -> bytes:
    """What `claims.index.Sought` needs to find the document by wordings that come later.

    They are found if they are in the document's language or one that the index has wordings in.
    """
    packed = []
    for language, lists, spans in _readings(document, index):
        asked = _asked(spans, _quotes(document, spans))
        direct, _ = _asked_directly(asked, windows=len(spans))
        packed.append(pack_texts(lists, asked[direct], language=language))
    return b"".join(packed)


def _readings(document: Segmented, index: Index) -> Iterator[tuple[str, TermLists, Spans]]:
    """Languages, the document read in each, and the stretches of it that are looked at.

    A document is read in its own language; a sentence that looks more like another one, in which
    there are wordings, is read in that one too.
    """
    own = primary(document.language)
    texts = [sentence.text for sentence in document.sentences]
    spans = sentence_spans(document)
    lists = index.read(texts, language=own)
    yield own, lists, spans
    for language in sorted(index.languages - {own}):
        other = index.read(texts, language=language)
        share = _function_words(other)
        is_spoken = (share > _function_words(lists)) & (share >= _FUNCTION_WORDS)
        yield language, other, spans[is_spoken[spans[:, 0]] & is_spoken[spans[:, 1]]]


def theta_among(wordings: int) -> float:
    """What share of a wording must be found to reach it, among so many."""
    return _THETA_AMONG_FEW if wordings < FEW_WORDINGS else THETA


def primary(language: str) -> str:
    """The first subtag of a BCP-47 tag, in lower case."""
    return language.split("-")[0].lower()


def _in_language(
    reading: Reading, index: Index, spans: Spans, gate: Gate, *, theta: float
) -> Iterator[tuple[Reading, Unit, int]]:
    worth = _worth_comparing(reading, index, spans, gate, theta=theta)
    for unit, position in worth:
        if primary(index.language(position)) == reading.language:
            yield reading, unit, position


def _function_words(lists: TermLists) -> npt.NDArray[np.float64]:
    """The share of words without content in each sentence."""
    totals = np.concatenate(([0], np.cumsum(lists.terms == _NO_TERM)))
    ends = lists.ends
    starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    counts: npt.NDArray[np.float64] = totals[ends] - totals[starts]
    return counts / np.maximum(ends - starts, 1)


def _worth_comparing(
    reading: Reading, index: Index, spans: Spans, gate: Gate, *, theta: float
) -> Iterator[tuple[Unit, int]]:
    document = reading.document
    if not len(spans):
        return
    quotes = _quotes(document, spans)
    asked = _asked(spans, quotes)
    reached = _reached(index, reading.lists, asked, windows=len(spans), theta=theta)
    worth = np.flatnonzero(passes(reached, len(index), gate))
    for number, position in zip(
        reached.unit[worth].tolist(), reached.position[worth].tolist(), strict=True
    ):
        first, last = asked[number].tolist()
        if number < len(spans):
            yield unit_of(document, first, last), position
        for quote in quotes.get((first, last), ()):
            yield quote, position


def _asked(spans: Spans, quotes: Mapping[tuple[int, int], list[Unit]]) -> Spans:
    """The stretches, and those of quotes of more than three sentences, which are in no window."""
    known = {(first, last) for first, last in spans.tolist()} if quotes else set()
    longer = [span for span in quotes if span not in known]
    if not longer:
        return spans
    return np.append(spans, np.array(longer, dtype=np.int32).reshape(-1, 2), axis=0)


def _reached(
    index: Index, lists: TermLists, spans: Spans, *, windows: int, theta: float
) -> Reached:
    """What sentences and long quotes reach, and what windows hold of that.

    A window is looked at for the wordings that one of its sentences reaches by itself, so a window
    of two is never missed that holds half of a wording's weight. The first `windows` spans are
    sentences and windows. To search each window costs six times as much, and what it reaches
    beyond is nearly always an accident.
    """
    _, is_window = _asked_directly(spans, windows=windows)
    return index.search_widely(lists, spans, is_window, theta=theta, gain=_WINDOW_GAIN)


def _asked_directly(spans: Spans, *, windows: int) -> tuple[Spans, npt.NDArray[np.bool_]]:
    """The numbers of the spans that are searched by themselves, and which others are windows.

    Versions keep what is found by the first only: who changes this raises the version of the
    analyser in claims.index, so that they are read anew.
    """
    is_window = spans[:, 0] < spans[:, 1]
    is_window[windows:] = False
    return np.flatnonzero(~is_window).astype(np.int32), is_window


def _quotes(document: Segmented, spans: Spans) -> dict[tuple[int, int], list[Unit]]:
    """The quotes that stand in the sentences that are looked at, by first and last sentence."""
    found: dict[tuple[int, int], list[Unit]] = {}
    looked_at = set(spans.ravel().tolist()) if document.quotes else set()
    for quote in quote_units(document):
        if {quote.first, quote.last} <= looked_at:
            here = found.setdefault((quote.first, quote.last), [])
            here.extend([quote] if len(here) < _MOST_QUOTES else ())
    return found
