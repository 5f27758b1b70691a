"""What the engine is measured against: brute-force rapidfuzz, and BM25 by tantivy."""

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process

from claims.benchmark.articles import SENTENCES, PlantedArticle
from claims.benchmark.measuring import mean, timed
from claims.benchmark.rewording import LEVELS
from claims.text import Sentence, segment, tokenize

TANTIVY_MISSING = (
    "BM25 is left out: install tantivy (pip install tantivy, or the group “benchmark”)."
)
SIMILAR = 85
"""The token_set_ratio from which brute force is taken at its word."""
_BEST = 5
_BM25_BEST = 50
_WRITER_BYTES = 128_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence of an article; `level` is that of what is planted in it, 0 for unrelated text."""

    sentence: str
    level: int


@dataclass(frozen=True, slots=True)
class BruteForce:
    """`article_ms`: CPU time of a whole article. `pairs`: (sentence, index of a similar claim)."""

    article_ms: float
    pairs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bm25:
    """CPU milliseconds of an article, CPU seconds of the build, recall among the best 50."""

    article_ms: float
    build_s: float
    recall: dict[int, float]


def sample_sentences(articles: Sequence[PlantedArticle], count: int) -> list[Asked]:
    """Sentences of every level and of none in turn, of articles spread over all of them."""
    asked = []
    kinds = (*LEVELS, 0)
    for number in range(count):
        article = articles[number * len(articles) // count]
        level = kinds[number % len(kinds)]
        said = [article.text[p.start : p.end] for p in article.planted if p.level == level]
        asked.append(Asked(said[0], level) if said else Asked(_first_sentence(article), 0))
    return asked


def brute_force(asked: Iterable[Asked], claims: Sequence[str]) -> BruteForce:
    """Compare sentences with every claim; the mean of each level counts as often as it occurs."""
    by_level: dict[int, list[float]] = {}
    pairs = []
    for one in asked:
        best, seconds = timed(partial(_closest, one.sentence, claims))
        by_level.setdefault(one.level, []).append(seconds)
        pairs += [(one.sentence, number) for number, score in best if score >= SIMILAR]
    planted = sum(mean(times) for level, times in by_level.items() if level)
    rest = SENTENCES - sum(1 for level in by_level if level)
    unrelated = by_level.get(0) or [seconds for times in by_level.values() for seconds in times]
    return BruteForce((planted + rest * mean(unrelated)) * 1e3, tuple(pairs))


def _closest(sentence: str, claims: Sequence[str]) -> list[tuple[int, float]]:
    found = process.extract(sentence, claims, scorer=fuzz.token_set_ratio, limit=_BEST)
    return [(number, score) for _, score, number in found]


def _first_sentence(article: PlantedArticle) -> str:
    document = segment(article.unrelated)
    return document.sentences[0].text


def has_tantivy() -> bool:
    return importlib.util.find_spec("tantivy") is not None


class TantivyIndex:
    """Claims in an index of tantivy in memory, written by one thread, English stems."""

    def __init__(self, claims: Sequence[str]) -> None:
        self._tantivy: Any = importlib.import_module("tantivy")
        self._index, self.build_s = timed(partial(self._build, claims))
        self._searcher = self._index.searcher()

    def best(self, sentence: str) -> Any:
        """Hits of the 50 best claims for any of the content words of a sentence.

        Function words are left out and hits are not counted: both make it several times faster.
        """
        words = dict.fromkeys(token.norm for token in tokenize(sentence) if token.is_content)
        query = self._index.parse_query(" ".join(filter(str.isalnum, words)), ["body"])
        return self._searcher.search(query, _BM25_BEST, count=False).hits

    def claims_of(self, hits: Any) -> frozenset[int]:
        return frozenset(self._searcher.doc(address)["number"][0] for _, address in hits)

    def _build(self, claims: Sequence[str]) -> Any:
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="en_stem")
        builder.add_unsigned_field("number", stored=True)
        index = self._tantivy.Index(builder.build())
        writer = index.writer(_WRITER_BYTES, 1)
        for number, claim in enumerate(claims):
            writer.add_document(self._tantivy.Document(body=claim, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index


def bm25(articles: Iterable[PlantedArticle], claims: Sequence[str]) -> Bm25:
    """Ask for the best 50 claims of each sentence. Raises ImportError without tantivy."""
    index = TantivyIndex(claims)
    times: list[float] = []
    found: dict[int, list[bool]] = {level: [] for level in LEVELS}
    for article in articles:
        sentences = segment(article.text).sentences
        hits, seconds = timed(partial(_best_of_each, index, sentences))
        times.append(seconds)
        for planted in article.planted:
            near = (
                h for h, s in zip(hits, sentences, strict=True) if planted.touches(s.start, s.end)
            )
            known = frozenset().union(*(index.claims_of(h) for h in near))
            found[planted.level].append(planted.claim in known)
    recall = {level: mean([float(hit) for hit in hits]) for level, hits in found.items()}
    return Bm25(mean(times) * 1e3, index.build_s, recall)


def _best_of_each(index: TantivyIndex, sentences: Iterable[Sentence]) -> list[Any]:
    return [index.best(sentence.text) for sentence in sentences]
