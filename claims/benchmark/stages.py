"""One function for each thing a benchmark measures; each gives its figures by key."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from claims.benchmark import baselines
from claims.benchmark import engine as engines
from claims.benchmark.articles import PlantedArticle, Text, make_articles
from claims.benchmark.baselines import Asked
from claims.benchmark.engine import Engine
from claims.benchmark.measuring import mean, percentile, timed
from claims.benchmark.processes import measure_fresh_process
from claims.benchmark.profile import RANKS, TARGET, profile_of
from claims.benchmark.rewording import LEVELS, content_terms
from claims.text import Segmented, segment

Figures = dict[str, object]
_PARTS = ("segment_ms", "read_ms", "search_single_ms", "search_windows_ms", "explain_ms")
_REPEATS = 5
"""Times that something short is measured; the middle one counts."""
_IDLE_REPEATS = 200
_WORKER_ARTICLES = 50
_BM25_ARTICLES = 100
_BRUTE_FORCE_PAIRS = 12_000_000
"""Pairs compared when nobody says how many sentences: about a minute."""
_FEWEST_TERMS = 4


def describe(claims: Sequence[str]) -> Figures:
    """What the claims are like, beside what news are like."""
    profile = profile_of(claims)
    return {
        "vocabulary": profile.words,
        "tokens_per_claim": round(profile.mean_tokens, 1),
        "characters_per_claim": round(profile.mean_characters, 1),
        "share_by_rank": dict(zip(map(str, RANKS), profile.shares, strict=True)),
        "target_by_rank": dict(zip(map(str, RANKS), TARGET, strict=True)),
    }


def plant(
    claims: Sequence[str], text: Text, *, count: int, seed: int, first: int = 0
) -> list[PlantedArticle]:
    """Articles whose unrelated text starts with the background of number `first`."""
    return list(make_articles(claims, text, count=count, seed=seed, first=first))


def build(claims: Sequence[str], folder: Path) -> tuple[Engine, Figures]:
    """Build, save, and go on with the snapshot, as a worker does."""
    built, build_s = timed(partial(Engine.build, claims))
    _, save_s = timed(partial(built.index.save, folder))
    engine, open_s = timed(partial(Engine.opened, folder))
    size = engines.array_bytes(folder)
    return engine, {
        "build_s": round(build_s, 3),
        "save_s": round(save_s, 3),
        "open_s": round(open_s, 4),
        "bytes_per_claim": round(size / len(claims), 1),
    }


def match(engine: Engine, articles: Iterable[PlantedArticle]) -> Figures:
    """CPU time of articles from segmenting to the located matches."""
    times = [timed(partial(engine.locate, article.text))[1] * 1e3 for article in articles]
    return {
        "mean_ms": round(mean(times), 4),
        "p50_ms": round(percentile(times, 0.5), 4),
        "p99_ms": round(percentile(times, 0.99), 4),
        "articles_per_s": round(1e3 / mean(times), 1),
    }


def dissect(engine: Engine, articles: Iterable[PlantedArticle]) -> Figures:
    """Where the time goes: segmenting, the index alone, and what explaining adds to locating.

    Explaining is flags, diff and stance of what is shown. The index alone reads the sentences, then
    searches each by itself, or each with its windows of two and three.
    """
    times: dict[str, list[float]] = {name: [] for name in _PARTS}
    reached = 0
    for article in articles:
        document, segmenting = timed(partial(segment, article.text))
        lists, reading = timed(partial(engine.read, [one.text for one in document.sentences]))
        _, single = timed(partial(engine.search, lists, longest=1))
        pairs, windows = timed(partial(engine.search, lists, longest=engines.LONGEST_WINDOW))
        explaining = _explaining(engine, document)
        seconds = (segmenting, reading, single, windows, explaining)
        for name, value in zip(_PARTS, seconds, strict=True):
            times[name].append(value * 1e3)
        reached += pairs
    means = {name: round(mean(values), 4) for name, values in times.items()}
    return {**means, "reached_per_article": round(reached / len(times["segment_ms"]), 1)}


def _explaining(engine: Engine, document: Segmented) -> float:
    """Seconds that a whole match takes longer than a score, once both know the wordings."""
    engine.score(document)
    _, scoring = timed(partial(engine.score, document))
    _, matching = timed(partial(engine.match, document))
    return matching - scoring


def recall(engine: Engine, articles: Iterable[PlantedArticle]) -> Figures:
    """Shares of the planted claims that are candidates, and that are shown."""
    reached: dict[int, list[float]] = {level: [] for level in LEVELS}
    shown: dict[int, list[float]] = {level: [] for level in LEVELS}
    others = count = 0
    for article in articles:
        count += 1
        document = segment(article.text)
        candidates = engine.candidates([sentence.text for sentence in document.sentences])
        spans = zip(document.sentences, candidates, strict=True)
        near = [(sentence.start, sentence.end, claims) for sentence, claims in spans]
        matches = engine.match(document)
        hits = 0
        for one in article.planted:
            is_reached = any(one.claim in claims for a, b, claims in near if one.touches(a, b))
            is_shown = any(m.claim == one.claim and one.touches(m.start, m.end) for m in matches)
            reached[one.level].append(is_reached)
            shown[one.level].append(is_shown)
            hits += is_shown
        others += len(matches) - hits
    shares = {f"recall_{level}": _share(hits) for level, hits in reached.items()}
    shares |= {f"shown_{level}": _share(hits) for level, hits in shown.items()}
    return {**shares, "other_proposals_per_article": round(others / count, 3)}


def _share(hits: Sequence[float]) -> float | None:
    """Rounded down, so that 1 means all. None where nothing was planted."""
    return math.floor(mean(hits) * 1e4) / 1e4 if hits else None


def catch_up(engine: Engine, claims: Sequence[str]) -> Figures:
    """CPU milliseconds from a list of changes to an engine that knows them."""
    figures: Figures = {}
    for count in (1, 1_000):
        changes = engines.changes_to(claims, count)
        times = [timed(partial(engine.caught_up, changes))[1] * 1e3 for _ in range(_REPEATS)]
        figures[f"catch_up_{count}_ms"] = round(percentile(times, 0.5), 3)
    return figures


def start_workers(folder: Path, articles: Sequence[PlantedArticle]) -> Figures:
    """What a fresh process and an extra forked worker cost."""
    texts = [article.text for article in islice(articles, _WORKER_ARTICLES)]
    return dict(measure_fresh_process(folder, texts))


def idle(check: Callable[[], object] | None) -> Figures:
    """Milliseconds by the clock on the wall, because a database may be waited for."""
    if check is None:
        return {"idle_check_ms": None}
    check()
    times = []
    for _ in range(_IDLE_REPEATS):
        before = time.perf_counter()
        check()
        times.append((time.perf_counter() - before) * 1e3)
    return {"idle_check_ms": round(percentile(times, 0.5), 4)}


def sentences_to_ask(
    articles: Sequence[PlantedArticle], *, claims: int, count: int | None
) -> list[Asked]:
    """Sentences for brute force: as many as asked for, else 8 to 80 by the number of claims."""
    wanted = min(max(_BRUTE_FORCE_PAIRS // claims, 8), 80) if count is None else count
    return baselines.sample_sentences(articles, wanted)


def compare_brute_force(engine: Engine, asked: Iterable[Asked], claims: Sequence[str]) -> Figures:
    """Brute force on some sentences, and whether its pairs are among the candidates.

    Claims with fewer than four content words are left out of the comparison of pairs.
    """
    sentences = list(asked)
    found = baselines.brute_force(sentences, claims)
    pairs = [
        (sentence, claim)
        for sentence, claim in found.pairs
        if len(content_terms(claims[claim])) >= _FEWEST_TERMS
    ]
    hits = [float(claim in engine.candidates([sentence])[0]) for sentence, claim in pairs]
    return {
        "brute_force_ms": round(found.article_ms, 1),
        "brute_force_sentences": len(sentences),
        "brute_force_pairs": len(pairs),
        "fidelity": _share(hits),
    }


def compare_bm25(articles: Sequence[PlantedArticle], claims: Sequence[str]) -> Figures:
    """BM25 on whole articles; nothing where tantivy is missing."""
    if not baselines.has_tantivy():
        return {"bm25_ms": None}
    found = baselines.bm25(articles[:_BM25_ARTICLES], claims)
    recalls = {f"bm25_recall_{level}": round(share, 4) for level, share in found.recall.items()}
    return {
        "bm25_ms": round(found.article_ms, 3),
        "bm25_build_s": round(found.build_s, 2),
        **recalls,
    }
