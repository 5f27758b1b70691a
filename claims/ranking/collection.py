"""Known claims made searchable: from a query to its candidates with all their features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from claims.ranking.candidates import CandidateList, pick_candidates
from claims.ranking.channels import Encoders, ReadQuery, build_channels, read_queries
from claims.ranking.moments import Moments, moment_features, moments_of
from claims.ranking.pairs import Reading, author_named, field_features, read_text, shared_features
from claims.ranking.postings import bm25_postings
from claims.ranking.sets import ClaimRecord
from claims.ranking.words import joined, stems_of

Floats = npt.NDArray[np.float32]
_BODY_CHARACTERS = 2000
# Readings are large; a set of 20,000 claims needs at most these.
_KEPT_READINGS = 30_000


@dataclass(frozen=True, slots=True)
class _Fields:
    """A claim taken apart; `everything` is its title, text and the beginning of its body."""

    text: Reading
    title: Reading
    everything: Reading
    moments: Moments


class Collection:
    """An immutable, searchable list of claims.

    `with_authors`: queries are posts that somebody signed, so claims are sought by that too.
    """

    def __init__(
        self,
        claims: Sequence[ClaimRecord],
        encoders: Encoders = MappingProxyType({}),
        *,
        with_authors: bool = False,
    ) -> None:
        self.claims = claims
        self._encoders = encoders
        self._channels = build_channels(claims, encoders, with_authors=with_authors)
        headlines = bm25_postings([stems_of(joined([c.title, c.text])) for c in claims])
        self._weigh = headlines.idf_of
        self._fields = lru_cache(maxsize=_KEPT_READINGS)(self._read_fields)

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of the channels, in the order of the scores."""
        return tuple(channel.name for channel in self._channels)

    def read(self, texts: Sequence[str]) -> list[ReadQuery]:
        """Queries ready for `candidates`; encoded together, which is quicker."""
        return read_queries(texts, self._encoders)

    def candidates(self, query: ReadQuery) -> CandidateList:
        """The union of the best claims of every channel."""
        scores = np.stack([channel.ask(query) for channel in self._channels])
        picked = pick_candidates(scores)
        reading = read_text(query.text, self._weigh)
        pairs = np.array([self._pair(query, reading, int(claim)) for claim in picked], np.float32)
        return CandidateList(picked, scores[:, picked].T.copy(), pairs)

    def terms(self, claim: int) -> Mapping[str, float]:
        """The stems of a claim, its title and the beginning of its body, with their weights."""
        return self._fields(claim).everything.weights

    def _pair(self, query: ReadQuery, reading: Reading, claim: int) -> list[float]:
        fields = self._fields(claim)
        text, title, everything = fields.text, fields.title, fields.everything
        return [
            *field_features(reading, text),
            *field_features(reading, title),
            *field_features(reading, everything)[:4],
            *shared_features(reading, text),
            *shared_features(reading, title)[2:4],
            *(author_named(query.author, field) for field in (text, title, everything)),
            *moment_features(query.months, fields.moments),
            len(text.stems) / 20,
            len(title.stems) / 20,
        ]

    def _read_fields(self, claim: int) -> _Fields:
        record = self.claims[claim]
        everything = joined([record.title, record.text, record.body[:_BODY_CHARACTERS]])
        return _Fields(
            text=read_text(record.text, self._weigh),
            title=read_text(record.title, self._weigh),
            everything=read_text(everything, self._weigh),
            moments=moments_of(everything),
        )
