"""Every way of finding claims for a query: each channel scores all claims, none decides alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.postings import (
    Postings,
    bm25_postings,
    cosine_postings,
    cosine_query,
)
from claims.ranking.sets import ClaimRecord
from claims.ranking.words import (
    author_of,
    character_grams,
    clean_post,
    joined,
    passages_of,
    stems_of,
)

Floats = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
Encoders = Mapping[str, Encode]
"""Any number of encoders by name; each has a channel of its own."""
PASSAGE_WORDS = 60
# From this many characters on, a body is an article to be searched by passages.
LONG_BODY = 600


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query as the channels read it, with a vector from each encoder by name.

    `author` are the stems of the name of who posted it, empty if that is not known.
    """

    text: str
    stems: tuple[str, ...]
    grams: tuple[str, ...]
    vectors: Mapping[str, Floats]
    author: frozenset[str]


@dataclass(frozen=True, slots=True)
class Channel:
    """A named scoring of all claims: `scores(query)` is float32[claims], higher is nearer."""

    name: str
    scores: Callable[[ReadQuery], Floats]


def read_queries(texts: Sequence[str], encoders: Encoders) -> list[ReadQuery]:
    """The queries, cleaned of links and signatures and taken apart."""
    cleaned = [clean_post(text) or text for text in texts]
    encoded = {name: encode(cleaned) for name, encode in encoders.items()}
    return [
        ReadQuery(
            text,
            tuple(dict.fromkeys(stems_of(text))),
            tuple(character_grams(text)),
            {name: vectors[number] for name, vectors in encoded.items()},
            frozenset(stems_of(author_of(texts[number]))),
        )
        for number, text in enumerate(cleaned)
    ]


def build_channels(claims: Sequence[ClaimRecord], encoders: Encoders) -> list[Channel]:
    """The channels that the claims' fields allow, and one for each encoder."""
    headlines = [joined([claim.title, claim.text]) for claim in claims]
    channels = [
        _bm25("words", headlines),
        _bm25("claim words", [claim.text for claim in claims]),
        _grams("characters", headlines),
        _grams("claim characters", [claim.text for claim in claims]),
    ]
    if any(claim.title for claim in claims):
        channels.append(_bm25("title words", [claim.title for claim in claims]))
    if any(claim.body for claim in claims):
        everything = [joined([claim.title, claim.text, claim.body]) for claim in claims]
        channels.append(_bm25("all words", everything))
        if max(len(claim.body) for claim in claims) >= LONG_BODY:
            channels.append(_passages("passage words", [claim.body for claim in claims]))
        else:
            channels.append(_grams("all characters", everything))
    channels += [_cosines(name, encode(headlines)) for name, encode in encoders.items()]
    return channels


def _bm25(name: str, texts: Sequence[str]) -> Channel:
    postings = bm25_postings([stems_of(text) for text in texts])
    return Channel(name, lambda query: postings.scores((stem, 1.0) for stem in query.stems))


def _grams(name: str, texts: Sequence[str]) -> Channel:
    postings = cosine_postings([character_grams(text) for text in texts])
    return Channel(name, lambda query: postings.scores(cosine_query(postings, query.grams)))


def _passages(name: str, bodies: Sequence[str]) -> Channel:
    """The best passage of each claim's article."""
    passages = [passages_of(body, window=PASSAGE_WORDS) or [""] for body in bodies]
    starts = np.cumsum([0] + [len(parts) for parts in passages[:-1]])
    postings = bm25_postings([stems_of(part) for parts in passages for part in parts])
    return Channel(name, lambda query: _best_of_each(postings, query, starts))


def _best_of_each(postings: Postings, query: ReadQuery, starts: npt.NDArray[np.int64]) -> Floats:
    scores = postings.scores((stem, 1.0) for stem in query.stems)
    return np.asarray(np.maximum.reduceat(scores, starts), np.float32)


def _cosines(encoder: str, vectors: Floats) -> Channel:
    def scores(query: ReadQuery) -> Floats:
        return np.asarray(vectors @ query.vectors[encoder], np.float32)

    return Channel(f"vectors of {encoder}", scores)
