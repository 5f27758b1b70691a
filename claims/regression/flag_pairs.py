"""Pairs of a claim and a near sentence: which flags are raised, and which should be.

Flags are judged on nearly each pair whatever its probability, so that the score does not hide
them; how many pairs the score would leave out is a figure of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.index import Entry, Index
from claims.matching import DEFAULT_THRESHOLD, Flag, Matcher
from claims.regression.outcome import Figure, Measured, Tally, faults, read_rows, share
from claims.regression.seeds import raised_by
from claims.text import segment

HALVES = ("dev", "test", "second", "third")
"""Looked at while the flags were written; not looked at; written later, for the second version; and
later still, by somebody who had seen neither code nor pairs."""
LEAST_PROBABLE = 0.01
UNSHOWN = "unshown"


@dataclass
class Judged:
    """Flags and showing of some pairs."""

    tally: Tally = field(default_factory=Tally)
    pairs: int = 0
    unshown: int = 0

    def add(self, given: frozenset[str], expected: frozenset[str], *, is_shown: bool) -> str:
        """Count a pair; gives its outcome."""
        self.tally.add(given, expected)
        self.pairs += 1
        self.unshown += not is_shown
        return faults(given, expected, *(() if is_shown else (UNSHOWN,)))

    def unshown_share(self, subject: str) -> Figure:
        """Pairs that would not be shown, of all."""
        return share(subject, UNSHOWN, self.unshown, self.pairs)


def measure_flags(folder: Path) -> Measured:
    """The files of a folder, whose rows have `id`, `half`, `claim`, `sentence`, `flags`.

    Figures for each flag over all files, and for each file (`kind`), in each half. The claims
    of a file and half are matched among each other. Raises SetRefused.
    """
    flags: dict[str, Judged] = defaultdict(Judged)
    kinds: dict[tuple[str, str], Judged] = defaultdict(Judged)
    cases: dict[str, str] = {}
    for kind, half, rows in _groups(folder):
        for row, given, is_shown in _raised(rows):
            expected = frozenset(row["flags"])
            flags[half].add(given, expected, is_shown=is_shown)
            outcome = kinds[kind, half].add(given, expected, is_shown=is_shown)
            cases[f"flags:{row['id']}"] = outcome
    return Measured([*_flag_figures(flags), *_kind_figures(kinds)], cases)


def measure_pairs(paths: Sequence[Path]) -> Measured:
    """Rows with `claim`, `sentence`, `flags`, each matched by itself. Raises SetRefused."""
    judged, cases = Judged(), dict[str, str]()
    for path in paths:
        for number, row in enumerate(read_rows(path), start=1):
            ((_, given, is_shown),) = _raised([row])
            outcome = judged.add(given, frozenset(row["flags"]), is_shown=is_shown)
            cases[f"pairs:{path.stem}/{number}"] = outcome
    return Measured([*judged.tally.figures("pairs"), judged.unshown_share("pairs")], cases)


def _groups(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Kind, half and rows of each file."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = read_rows(path)
        for half in HALVES:
            yield path.stem, half, [row for row in rows if row["half"] == half]


def _raised(
    rows: Sequence[dict[str, Any]],
) -> Iterator[tuple[dict[str, Any], frozenset[str], bool]]:
    """Each row, the flags of its best match, and whether that would be shown."""
    entries = [Entry(i, i, row["claim"]) for i, row in enumerate(rows)]
    matcher = Matcher(Index.build(entries), threshold=LEAST_PROBABLE)
    for i, row in enumerate(rows):
        own = [m for m in matcher.match(segment(row["sentence"])) if m.claim == i]
        best = max(own, key=lambda m: m.probability, default=None)
        given = raised_by(best) if best else frozenset[str]()
        yield row, given, best is not None and best.probability >= DEFAULT_THRESHOLD


def _flag_figures(by_half: Mapping[str, Judged]) -> Iterator[Figure]:
    for flag in Flag:
        for half, judged in by_half.items():
            yield from judged.tally.figures(f"flag.{flag.value}.{half}", only=flag.value)


def _kind_figures(by_kind: Mapping[tuple[str, str], Judged]) -> Iterator[Figure]:
    for (kind, half), judged in by_kind.items():
        subject = f"kind.{kind}.{half}"
        yield from judged.tally.figures(subject)
        yield judged.unshown_share(subject)
