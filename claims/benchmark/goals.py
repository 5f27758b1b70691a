"""The goals of the benchmark, by number of claims, and whether a run meets them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SIZES = (10_000, 100_000, 1_000_000)
"""A run is held to the goals of the size it is nearest to, by ratio."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the figure of a key should be for each of `SIZES`: a least value, or a greatest.

    Without bounds nothing is asked for, but people want to know.
    """

    key: str
    title: str
    bounds: tuple[float, float, float] | None
    is_least: bool = False
    digits: int = 2

    @property
    def sign(self) -> str:
        return "≥" if self.is_least else "≤"

    def is_met_by(self, figure: object, bound: float) -> bool | None:
        """None without a figure."""
        if not isinstance(figure, int | float):
            return None
        return figure >= bound if self.is_least else figure <= bound


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure beside its goal. `is_met` is None where nothing was measured or asked for."""

    title: str
    figure: str
    goal: str
    is_met: bool | None


def _least(key: str, title: str, *bounds: float, digits: int = 0) -> Goal:
    return Goal(key, title, (bounds[0], bounds[1], bounds[2]), is_least=True, digits=digits)


def _most(key: str, title: str, *bounds: float, digits: int = 2) -> Goal:
    ends = bounds * 3 if len(bounds) == 1 else bounds
    return Goal(key, title, (ends[0], ends[1], ends[2]), digits=digits)


GOALS = (
    _least("articles_per_s", "articles a second", 500, 400, 80, digits=1),
    _most("mean_ms", "CPU ms an article, mean", 2, 2.5, 12.5),
    _most("p99_ms", "CPU ms an article, 99th percentile", 5, 6, 30),
    _least("ratio_to_brute_force", "times faster than brute force", 800, 6_000, 10_000),
    Goal("ratio_to_bm25", "times faster than BM25", None, digits=1),
    _least("recall_1", "planted claims reached, level 1", 1, 1, 1, digits=4),
    _least("recall_2", "planted claims reached, level 2", 1, 0.99, 0.99, digits=4),
    _least("recall_3", "planted claims reached, level 3", 1, 0.97, 0.97, digits=4),
    _least("fidelity", "brute force's pairs reached", 0.99, 0.99, 0.99, digits=4),
    _most("bytes_per_claim", "bytes a claim, texts apart", 100, digits=1),
    _most("build_s", "seconds to build", 20),
    _most("cold_start_s", "seconds from start to first article", 1),
    _most("catch_up_1_ms", "ms to catch up with 1 change", 50, digits=1),
    _most("catch_up_1000_ms", "ms to catch up with 1,000 changes", 50, digits=1),
    _most("idle_check_ms", "ms to see that nothing changed", 0.1, digits=3),
    _most("worker_private_mb", "MB private to an extra worker", 20, digits=1),
)


DETAILS = {
    "p50_ms": "CPU ms an article, median",
    "segment_ms": "  of which segmenting",
    "read_ms": "  the index reading the sentences",
    "search_single_ms": "  the index searching each sentence",
    "search_windows_ms": "  or each sentence and the windows of two and three",
    "explain_ms": "CPU ms more for flags, diff and stance of what is shown",
    "reached_per_article": "pairs of a window and a claim that the index reaches, an article",
    "shown_1": "planted claims shown, level 1",
    "shown_2": "planted claims shown, level 2",
    "shown_3": "planted claims shown, level 3",
    "other_proposals_per_article": "other claims shown, an article",
    "save_s": "seconds to save the snapshot",
    "open_s": "seconds to open it in this process",
    "cold_imports_s": "cold start: seconds for imports, without Django",
    "cold_open_s": "cold start: seconds to open the snapshot",
    "cold_first_query_s": "cold start: seconds for the first article",
    "cold_django_s": "seconds for Django to set up, apart",
    "brute_force_ms": "brute force: CPU ms an article",
    "brute_force_sentences": "brute force: sentences measured, scaled to an article by level",
    "brute_force_pairs": "brute force: pairs from 85 among its best five",
    "bm25_ms": "BM25, best 50 of each sentence: CPU ms an article",
    "bm25_build_s": "BM25: seconds to build",
    "bm25_recall_1": "BM25: planted claims among the best 50, level 1",
    "bm25_recall_2": "BM25: planted claims among the best 50, level 2",
    "bm25_recall_3": "BM25: planted claims among the best 50, level 3",
}
"""What else is measured, by key, for people."""


def judge(figures: Mapping[str, object], *, claims: int) -> Iterator[Judged]:
    """Each goal beside its figure, in the order of `GOALS`."""
    column = min(range(len(SIZES)), key=lambda i: max(claims / SIZES[i], SIZES[i] / claims))
    for goal in GOALS:
        figure = figures.get(goal.key)
        is_known = isinstance(figure, int | float)
        said = f"{figure:,.{goal.digits}f}" if is_known else "–"
        if goal.bounds is None:
            yield Judged(goal.title, said, "–", None)
            continue
        bound = goal.bounds[column]
        yield Judged(goal.title, said, f"{goal.sign} {bound:,g}", goal.is_met_by(figure, bound))
