"""What a run of a set gives: figures that have floors, and what became of each single case."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RIGHT = "right"
"""Outcome of a case without a fault. Any other outcome names the faults, joined by commas."""
COSTS = frozenset({"unshown", "flagged", "false_per_article"})
"""Measures of which less is better; their floor is a ceiling."""


class SetRefused(Exception):
    """A file of the sets or floors is missing or cannot be read; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a subject: `articles`, `R@5`. The value has four decimals."""

    subject: str
    measure: str
    value: float

    @property
    def name(self) -> str:
        """As it stands in the floors: `articles.R@5`."""
        return f"{self.subject}.{self.measure}"

    def holds(self, floor: float | None) -> bool:
        """Not worse than the floor; a figure without one holds."""
        if floor is None:
            return True
        return self.value <= floor if self.measure in COSTS else self.value >= floor


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures in the order of the table, and the outcome of each case by its id."""

    figures: Sequence[Figure]
    cases: Mapping[str, str]


@dataclass
class Tally:
    """Words that were expected and given, given only, and expected only, over many cases."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, given: frozenset[str], expected: frozenset[str]) -> None:
        """Count one case."""
        self.right.update(given & expected)
        self.wrong.update(given - expected)
        self.missing.update(expected - given)

    def figures(self, subject: str, *, only: str | None = None) -> Iterator[Figure]:
        """Precision and recall of all words, or of one of them."""
        right, wrong, missing = (
            counts.total() if only is None else counts[only]
            for counts in (self.right, self.wrong, self.missing)
        )
        yield share(subject, "precision", right, right + wrong)
        yield share(subject, "recall", right, right + missing)


def share(subject: str, measure: str, part: int, whole: int) -> Figure:
    """Part of a whole as a figure; of nothing, nothing is wrong: 1, and a cost of 0."""
    empty = 0.0 if measure in COSTS else 1.0
    return Figure(subject, measure, round(part / whole, 4) if whole else empty)


def faults(given: frozenset[str], expected: frozenset[str], *more: str) -> str:
    """The outcome of a case: what is missing with a minus, what is wrong with a plus."""
    missing = (f"-{word}" for word in sorted(expected - given))
    wrong = (f"+{word}" for word in sorted(given - expected))
    return ",".join((*missing, *wrong, *more)) or RIGHT


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises SetRefused."""
    rows = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            raise SetRefused(f"{path}, line {number} is not JSON: {error}.") from error
    return rows


def read_lines(path: Path) -> list[str]:
    """The lines of a text. Raises SetRefused."""
    return read_text(path).removesuffix("\n").split("\n")


def read_text(path: Path) -> str:
    """A text in UTF-8. Raises SetRefused."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetRefused(f"{path} cannot be read: {error}.") from error
