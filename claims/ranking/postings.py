"""An inverted index with weights: which documents hold a term, and how much it says there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms to documents. The documents of term t are `documents[starts[t]:starts[t + 1]]`, their
    weights lie at the same places; `idf[t]` is the weight of the term itself.
    """

    terms: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    weights: Floats
    idf: Floats
    size: int

    def scores(self, query: Iterable[tuple[str, float]]) -> Floats:
        """The summed weight of the query's terms in each document, float32[size]."""
        documents, weights = [], []
        for term, factor in query:
            number = self.terms.get(term)
            if number is None:
                continue
            place = slice(self.starts[number], self.starts[number + 1])
            documents.append(self.documents[place])
            weights.append(self.weights[place] * np.float32(factor))
        if not documents:
            return np.zeros(self.size, np.float32)
        counted = np.bincount(
            np.concatenate(documents), np.concatenate(weights), minlength=self.size
        )
        return counted.astype(np.float32)

    def idf_of(self, term: str) -> float:
        """The weight of a term; of one that no document holds, the greatest there is."""
        number = self.terms.get(term)
        return float(np.log1p(self.size)) if number is None else float(self.idf[number])


@dataclass(frozen=True, slots=True)
class _Counts:
    terms: Mapping[str, int]
    term: npt.NDArray[np.int64]
    document: npt.NDArray[np.int32]
    count: Floats
    size: int


def bm25_postings(documents: Sequence[Sequence[str]]) -> Postings:
    """Documents as lists of terms, weighted by BM25 (Robertson and Zaragoza 2009)."""
    counts = _counted(documents)
    lengths = np.array([len(terms) for terms in documents], np.float32)
    norm = 1 - B + B * lengths / max(float(lengths.mean()) if len(lengths) else 0.0, 1.0)
    idf = _idf(counts)
    saturated = counts.count * (K1 + 1) / (counts.count + K1 * norm[counts.document])
    return _postings(counts, weights=idf[counts.term] * saturated, idf=idf)


def cosine_postings(documents: Sequence[Sequence[str]]) -> Postings:
    """Documents as lists of terms, weighted by TF-IDF (logarithmic) and scaled to length one."""
    counts = _counted(documents)
    idf = _idf(counts)
    weights = (1 + np.log(counts.count)) * idf[counts.term]
    squares = np.bincount(counts.document, weights**2, minlength=counts.size)
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    return _postings(counts, weights=weights / lengths[counts.document], idf=idf)


def cosine_query(postings: Postings, terms: Sequence[str]) -> list[tuple[str, float]]:
    """The terms of a query with TF-IDF factors scaled to length one."""
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    raw = {t: (1 + np.log(n)) * postings.idf_of(t) for t, n in counts.items()}
    length = float(np.sqrt(sum(weight**2 for weight in raw.values()))) or 1.0
    return [(term, weight / length) for term, weight in raw.items()]


def _counted(documents: Sequence[Sequence[str]]) -> _Counts:
    terms: dict[str, int] = {}
    numbers = np.fromiter(
        (terms.setdefault(term, len(terms)) for words in documents for term in words), np.int64
    )
    owners = np.repeat(np.arange(len(documents)), [len(words) for words in documents])
    size = max(len(documents), 1)
    pairs, counts = np.unique(numbers * size + owners, return_counts=True)
    return _Counts(
        terms, pairs // size, (pairs % size).astype(np.int32), counts.astype(np.float32),
        len(documents),
    )  # fmt: skip


def _idf(counts: _Counts) -> Floats:
    frequency = np.bincount(counts.term, minlength=len(counts.terms))
    idf = np.log1p((counts.size - frequency + 0.5) / (frequency + 0.5))
    return np.asarray(idf, np.float32)


def _postings(counts: _Counts, *, weights: npt.NDArray[np.floating], idf: Floats) -> Postings:
    starts = np.searchsorted(counts.term, np.arange(len(counts.terms) + 1))
    return Postings(
        counts.terms, starts, counts.document, weights.astype(np.float32), idf, counts.size
    )
