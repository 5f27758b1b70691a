"""The stored floors of the figures, and the stored outcome of each case."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.regression.outcome import RIGHT, Measured, SetRefused, read_lines, read_text

FLOORS, CASES = "floors.json", "cases.txt"


class FloorsNotLowered(Exception):
    """Figures fell below their floors, and nobody said that they may."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = tuple(names)
        options = " ".join(f"--lower {name}" for name in names)
        super().__init__(f"The floors are kept: say which may be lower ({options}).")


@dataclass(frozen=True, slots=True)
class Stored:
    """Floors by the name of their figure, and outcomes by case, as they were last stored."""

    floors: Mapping[str, float]
    cases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A case whose outcome is another than the stored one; None where it was or is not a case."""

    case: str
    was: str | None
    now: str | None

    @property
    def is_worse(self) -> bool:
        """It has a fault now and had none."""
        return self.now not in {None, RIGHT} and self.was in {None, RIGHT}

    @property
    def is_better(self) -> bool:
        """It had a fault and has none now."""
        return self.was not in {None, RIGHT} and self.now in {None, RIGHT}


def read_stored(folder: Path) -> Stored:
    """Nothing is stored in a folder without the files. Raises SetRefused for damaged ones."""
    path = folder / FLOORS
    try:
        floors = json.loads(read_text(path)) if path.exists() else {}
        floors = {name: float(floor) for name, floor in floors.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise SetRefused(f"{path} does not hold floors: {error}.") from error
    lines = read_lines(folder / CASES) if (folder / CASES).exists() else []
    pairs = (line.partition(" ") for line in lines)
    return Stored(floors, {case: outcome for case, _, outcome in pairs})


def below(measured: Measured, stored: Stored) -> list[str]:
    """Names of the figures below their floor."""
    return [f.name for f in measured.figures if not f.holds(stored.floors.get(f.name))]


def fallen(measured: Measured, stored: Stored) -> list[str]:
    """What is below its floor, and the floors whose figure is measured no more."""
    names = {figure.name for figure in measured.figures}
    return [*below(measured, stored), *(name for name in stored.floors if name not in names)]


def changes(measured: Measured, stored: Stored) -> Iterator[Change]:
    """The cases with another outcome than the stored one, in the order of their ids.

    A case that is new, or gone, and without a fault is no change. If nothing is stored, nothing
    has changed.
    """
    cases = {*measured.cases, *stored.cases} if stored.cases else set[str]()
    for case in sorted(cases):
        change = Change(case, stored.cases.get(case), measured.cases.get(case))
        outcomes = {change.was, change.now}
        if len(outcomes) == 2 and outcomes != {None, RIGHT}:
            yield change


def store(measured: Measured, folder: Path, *, lower: Collection[str] = ()) -> Stored:
    """Make the figures the floors. Raises FloorsNotLowered, and SetRefused if it cannot write."""
    held = [name for name in fallen(measured, read_stored(folder)) if name not in lower]
    if held:
        raise FloorsNotLowered(held)
    floors = {figure.name: figure.value for figure in measured.figures}
    cases = dict(sorted(measured.cases.items()))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / FLOORS, json.dumps(floors, indent=1))
        _write(folder / CASES, "\n".join(f"{case} {outcome}" for case, outcome in cases.items()))
    except OSError as error:
        raise SetRefused(f"The floors cannot be written: {error}.") from error
    return Stored(floors, cases)


def _write(path: Path, text: str) -> None:
    path.write_text(f"{text}\n", encoding="utf-8")
