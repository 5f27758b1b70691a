"""Every way of finding claims for a query: each channel scores all claims, none decides alone."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.postings import (
    Postings,
    bm25_postings,
    cosine_postings,
    cosine_query,
)
from claims.ranking.posts import read_post
from claims.ranking.sets import ClaimRecord
from claims.ranking.words import character_grams, joined, passages_of, stems_of

Floats = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
Encoders = Mapping[str, Encode]
"""Any number of encoders by name; each has a channel of its own."""
PASSAGE_WORDS = 60
# From this many characters on, a body is an article to be searched by passages.
LONG_BODY = 600


@dataclass(frozen=True, slots=True)
class Terms:
    """What the channels look for, with a vector from each encoder by name."""

    stems: Sequence[str]
    grams: Sequence[str]
    vectors: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query as the channels read it: what it says, and the same with who posted it.

    `author` are the stems of the names of who posted it, `months` when, as (year, first three
    letters of the month); both empty if that is not known, and then `signed` equals `said`.
    """

    text: str
    said: Terms
    signed: Terms
    author: frozenset[str]
    months: Set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A named scoring of all claims: `scores(terms)` is float32[claims], higher is nearer."""

    name: str
    scores: Callable[[Terms], Floats]
    is_signed: bool = False

    def signed(self) -> "Channel":
        """The same, asked with who posted as well: fact checks name the author of a post."""
        return Channel(f"signed {self.name}", self.scores, is_signed=True)

    def ask(self, query: ReadQuery) -> Floats:
        return self.scores(query.signed if self.is_signed else query.said)


def read_queries(texts: Sequence[str], encoders: Encoders) -> list[ReadQuery]:
    """The queries, cleaned of links and signatures and taken apart."""
    posts = [read_post(text) for text in texts]
    said = [post.text or text for post, text in zip(posts, texts, strict=True)]
    pairs = list(zip(posts, said, strict=True))
    words = [f"{text} {post.author} {post.handles}" for post, text in pairs]
    sentences = [f"{post.author}: {text}" if post.author else text for post, text in pairs]
    plain, signed = _terms(said, said, encoders), _terms(words, sentences, encoders)
    return [
        ReadQuery(
            text=text,
            said=plain[number],
            signed=signed[number],
            author=frozenset(stems_of(post.author)),
            months=post.months,
        )
        for number, (post, text) in enumerate(pairs)
    ]


def _terms(words: Sequence[str], sentences: Sequence[str], encoders: Encoders) -> list[Terms]:
    """Stems and grams of the words, vectors of the sentences."""
    encoded = {name: encode(sentences) for name, encode in encoders.items()}
    return [
        Terms(
            tuple(dict.fromkeys(stems_of(text))),
            tuple(character_grams(text)),
            {name: vectors[number] for name, vectors in encoded.items()},
        )
        for number, text in enumerate(words)
    ]


def any_signed(texts: Sequence[str]) -> bool:
    """Whether any of the queries says who posted it."""
    return any(post.author or post.handles for post in map(read_post, texts))


def build_channels(
    claims: Sequence[ClaimRecord], encoders: Encoders, *, with_authors: bool
) -> list[Channel]:
    """The channels that the claims' fields allow, and one for each encoder.

    `with_authors` adds signed ones: without signatures they would say the same a second time,
    which makes the calibrator too sure.
    """
    headlines = [joined([claim.title, claim.text]) for claim in claims]
    words, characters = _bm25("words", headlines), _grams("characters", headlines)
    channels = [
        words,
        _bm25("claim words", [claim.text for claim in claims]),
        characters,
        _grams("claim characters", [claim.text for claim in claims]),
    ]
    if any(claim.title for claim in claims):
        channels.append(_bm25("title words", [claim.title for claim in claims]))
    if any(claim.body for claim in claims):
        everything = [joined([claim.title, claim.text, claim.body]) for claim in claims]
        words = _bm25("all words", everything)
        channels.append(words)
        if max(len(claim.body) for claim in claims) >= LONG_BODY:
            channels.append(_passages("passage words", [claim.body for claim in claims]))
        else:
            channels.append(_grams("all characters", everything))
    vectors = [_cosines(name, encode(headlines)) for name, encode in encoders.items()]
    signed = [channel.signed() for channel in (words, characters, *vectors)]
    return [*channels, *vectors, *(signed if with_authors else [])]


def _bm25(name: str, texts: Sequence[str]) -> Channel:
    postings = bm25_postings([stems_of(text) for text in texts])
    return Channel(name, lambda terms: postings.scores((stem, 1.0) for stem in terms.stems))


def _grams(name: str, texts: Sequence[str]) -> Channel:
    postings = cosine_postings([character_grams(text) for text in texts])
    return Channel(name, lambda terms: postings.scores(cosine_query(postings, terms.grams)))


def _passages(name: str, bodies: Sequence[str]) -> Channel:
    """The best passage of each claim's article."""
    passages = [passages_of(body, window=PASSAGE_WORDS) or [""] for body in bodies]
    starts = np.cumsum([0] + [len(parts) for parts in passages[:-1]])
    postings = bm25_postings([stems_of(part) for parts in passages for part in parts])
    return Channel(name, lambda terms: _best_of_each(postings, terms, starts))


def _best_of_each(postings: Postings, terms: Terms, starts: npt.NDArray[np.int64]) -> Floats:
    scores = postings.scores((stem, 1.0) for stem in terms.stems)
    return np.asarray(np.maximum.reduceat(scores, starts), np.float32)


def _cosines(encoder: str, vectors: Floats) -> Channel:
    def scores(terms: Terms) -> Floats:
        return np.asarray(vectors @ terms.vectors[encoder], np.float32)

    return Channel(f"vectors of {encoder}", scores)
