"""The sets of the regression run, and where their files are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.regression.flag_pairs import measure_flags, measure_pairs
from claims.regression.outcome import Measured
from claims.regression.planted import measure_articles, measure_restatements
from claims.regression.seeds import measure_seeds


@dataclass(frozen=True, slots=True)
class Sets:
    """Folders of the seeds and of the restatement corpus, and unrelated claims for the articles."""

    seeds: Path
    corpus: Path
    others: Sequence[str]

    @property
    def own(self) -> Path:
        """The folder of the pairs, the restatements and the floors."""
        return self.seeds / "regression"

    def measures(self) -> Iterator[tuple[str, Callable[[], Measured]]]:
        """Name of each set and what measures it. Raises outcome.SetRefused when called."""
        pairs = [self.own / "pairs" / name for name in ("flags.jsonl", "blind.jsonl")]
        yield "seeds", lambda: measure_seeds(self.seeds)
        yield "flags", lambda: measure_flags(self.own / "flags")
        yield "pairs", lambda: measure_pairs(pairs)
        yield "restatements", lambda: measure_restatements(self.own / "restatements.jsonl")
        yield "articles", lambda: measure_articles(self.corpus, self.others)


def joined(parts: Sequence[Measured]) -> Measured:
    """All figures and cases of several sets."""
    figures = [figure for part in parts for figure in part.figures]
    return Measured(figures, {case: out for part in parts for case, out in part.cases.items()})
