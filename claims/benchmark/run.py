"""The order of a benchmark: text, articles, index, articles matched, workers, baselines."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from claims.benchmark import stages
from claims.benchmark.articles import PlantedArticle, Text
from claims.benchmark.engine import Engine
from claims.benchmark.given import GivenText
from claims.benchmark.measuring import machine_line, one_core, settled_heap
from claims.benchmark.statements import MadeText

T = TypeVar("T")
WARM_UP = 300
"""Articles matched before the clock starts."""
Figures = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure. `brute_force_sentences` None: as many as take about a minute at most."""

    claims: int
    articles: int
    seed: int
    text: Path | None = None
    has_baselines: bool = True
    brute_force_sentences: int | None = None
    warm_up: int = WARM_UP


class Reports(Protocol):
    """Who hears how it goes."""

    def track(self, items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        """The items, while a bar shows how many are done."""

    def stage(self, name: str, figures: Figures) -> None:
        """What a stage has measured."""


def run_benchmark(
    options: Options, reports: Reports, *, idle_check: Callable[[], object] | None = None
) -> dict[str, object]:
    """All figures of a run on one core, by key; None where something could not be measured.

    `idle_check` is what a worker does before an article to see whether claims have changed.
    Raises `TextRefused` if the given text does not do.
    """
    figures: dict[str, object] = {
        "claims": options.claims, "articles": options.articles, "warm_up_articles": options.warm_up,
        "seed": options.seed, "machine": machine_line(),
    }  # fmt: skip
    with one_core(), tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        for name, found in _stages(options, reports, Path(folder), idle_check):
            reports.stage(name, found)
            figures |= found
    return figures | _ratios(figures)


def _stages(
    options: Options, reports: Reports, folder: Path, idle_check: Callable[[], object] | None
) -> Iterator[tuple[str, Figures]]:
    text = _text(options)
    # First, because it is the only stage that others' data can spoil.
    yield "idle_check", stages.idle(idle_check)
    track = reports.track(text.claims(options.claims), label="Claims", total=options.claims)
    claims = list(track)
    yield "text", stages.describe(claims)
    articles = stages.plant(claims, text, count=options.articles, seed=options.seed)
    warm_up = stages.plant(
        claims, text, count=options.warm_up, seed=options.seed + 1, first=options.articles
    )
    engine, built = stages.build(claims, folder)
    yield "index", built
    with settled_heap():
        for article in reports.track(warm_up, label="Warming up", total=len(warm_up)):
            engine.locate(article.text)
        # Without bars: the thread that draws them would be on the clock.
        yield "speed", stages.match(engine, articles)
        yield "parts", stages.dissect(engine, articles)
        asked = reports.track(articles, label="Recall", total=len(articles))
        yield "found", stages.recall(engine, asked)
        yield "catch_up", stages.catch_up(engine, claims)
    yield "worker", stages.start_workers(folder, articles)
    if options.has_baselines:
        yield from _baselines(options, reports, engine, claims, articles)


def _baselines(
    options: Options,
    reports: Reports,
    engine: Engine,
    claims: Sequence[str],
    articles: Sequence[PlantedArticle],
) -> Iterator[tuple[str, Figures]]:
    count = options.brute_force_sentences
    asked = stages.sentences_to_ask(articles, claims=len(claims), count=count)
    asked_one_by_one = reports.track(asked, label="Brute force", total=len(asked))
    yield "brute_force", stages.compare_brute_force(engine, asked_one_by_one, claims)
    yield "bm25", stages.compare_bm25(articles, claims)


def _text(options: Options) -> Text:
    if options.text is not None:
        return GivenText(options.text, seed=options.seed)
    return MadeText(options.seed)


def _ratios(figures: Mapping[str, object]) -> dict[str, object]:
    return {
        f"ratio_to_{name}": _ratio(figures.get(f"{name}_ms"), figures["mean_ms"])
        for name in ("brute_force", "bm25")
    }


def _ratio(baseline: object, ours: object) -> float | None:
    if isinstance(baseline, float) and isinstance(ours, float) and ours:
        return round(baseline / ours, 1)
    return None
