"""What the occasion of a sentence says of its claim: the speaker, the day, what else was said.

A query whose id reads `<yyyymmdd>_<occasion>_<line>` is one line of a speech or debate. Fact checks
of it tend to name the speaker, the day and the event, and are about the same people as the fact
checks that its other lines find.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.candidates import CandidateList
from claims.ranking.collection import Collection
from claims.ranking.moments import MONTHS
from claims.ranking.posts import split_joints
from claims.ranking.sets import ClaimRecord
from claims.ranking.words import stems_of

Floats = npt.NDArray[np.float32]
_LINE = re.compile(r"(?P<occasion>(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)_(?P<words>.+))_\d+")
_PEER_CLAIMS = 3
_FEATURES = 9


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated event; `words` are the stems of its name, `day` finds its date in English text."""

    name: str
    words: Set[str]
    year: str
    day: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Peers:
    """What the other lines of an occasion found: shares of claimants, weights of terms."""

    claimants: Mapping[str, float]
    terms: Mapping[str, float]


def occasion_of(query_id: str) -> Occasion | None:
    """The occasion that a query's id names, if any."""
    line = _LINE.fullmatch(query_id)
    if line is None or not 1 <= int(line["month"]) <= 12:
        return None
    month = MONTHS[int(line["month"]) - 1]
    return Occasion(
        name=line["occasion"],
        words=frozenset(stems_of(split_joints(line["words"]))),
        year=line["year"],
        day=re.compile(rf"\b{month}[a-z]*\.? {int(line['day'])}\b"),
    )


def with_occasions(
    collection: Collection, query_ids: Sequence[str], lists: Sequence[CandidateList]
) -> list[CandidateList]:
    """The lists with features of the occasion added to each candidate; zeros where there is none.

    Reads the candidates of the other queries of the same occasion, never their right claims.
    """
    occasions = [occasion_of(query_id) for query_id in query_ids]
    of_name = defaultdict(list)
    for position, occasion in enumerate(occasions):
        if occasion:
            of_name[occasion.name].append(position)
    best = [each.claims[np.argsort(-each.fused())[:_PEER_CLAIMS]].tolist() for each in lists]
    widened = []
    for position, (occasion, candidates) in enumerate(zip(occasions, lists, strict=True)):
        features = np.zeros((len(candidates.claims), _FEATURES), np.float32)
        if occasion:
            others = [best[peer] for peer in of_name[occasion.name] if peer != position]
            peers = _peers(collection, others)
            features = _features(collection, occasion, peers, candidates)
        pairs = np.hstack([candidates.pairs, features])
        widened.append(CandidateList(candidates.claims, candidates.scores, pairs))
    return widened


def _peers(collection: Collection, found: Sequence[Sequence[int]]) -> _Peers:
    claimants: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, float] = defaultdict(float)
    for claims in found:
        for rank, claim in enumerate(claims, start=1):
            claimants[collection.claims[claim].claimant] += 1 / rank
            for term, weight in _unit(collection.terms(claim)).items():
                terms[term] += weight / rank
    total = sum(claimants.values()) or 1
    return _Peers({name: count / total for name, count in claimants.items()}, _unit(terms))


def _features(
    collection: Collection, occasion: Occasion, peers: _Peers, candidates: CandidateList
) -> Floats:
    rows = []
    for claim in candidates.claims.tolist():
        record, terms = collection.claims[claim], _unit(collection.terms(claim))
        likeness = sum(weight * peers.terms.get(term, 0.0) for term, weight in terms.items())
        rows.append([
            *_mentions(record, occasion, terms.keys()),
            peers.claimants.get(record.claimant, 0.0),
            likeness,
        ])  # fmt: skip
    features = np.array(rows, np.float32)
    gaps = features[:, -2:] - features[:, -2:].max(axis=0)
    return np.hstack([features, gaps])


def _mentions(record: ClaimRecord, occasion: Occasion, terms: Set[str]) -> list[float]:
    claimant = set(stems_of(record.claimant))
    has_day, has_year = bool(occasion.day.search(record.body)), occasion.year in record.body
    named = len(occasion.words & (terms | claimant)) / max(len(occasion.words), 1)
    speaks = bool(claimant & occasion.words)
    return [float(speaks), float(has_day), float(has_year), float(has_day and has_year), named]


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = sum(weight**2 for weight in weights.values()) ** 0.5 or 1.0
    return {term: weight / length for term, weight in weights.items()}
