"""Measures the matcher on the stored sets and fails if a figure is below its floor."""

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from claims import regression
from claims.benchmark import MadeText
from claims.management import reporting, tables

SEED = 5
"""Of the unrelated claims; another than the shipped ranker was fitted with."""
_COLUMNS = ("precision", "recall")


class Command(BaseCommand):
    help = (
        "Match the stored sets (expected matches of the seeds, flag pairs, restatements, articles) "
        "and compare each figure with its floor in DIR/regression/floors.json; name the cases "
        "whose outcome changed. Reads no database. Exit codes: 0 all floors hold, 1 a figure is "
        "below its floor, 2 the call or a set is wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        root = Path(settings.BASE_DIR)
        parser.add_argument(
            "--update", action="store_true", help="make the measured figures the floors"
        )
        parser.add_argument(
            "--lower",
            action="append",
            default=[],
            metavar="NAME",
            help="with --update: this floor may be lowered or removed; may be given again",
        )
        parser.add_argument("--seeds", type=Path, default=root / "seeds", metavar="DIR")
        parser.add_argument(
            "--corpus",
            type=Path,
            default=root / "claims" / "matching" / "training",
            metavar="DIR",
            help="claims.jsonl and articles.jsonl, of which the test half is measured",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        _refuse_mixture(options)
        reporter = reporting.Reporter(
            stdout=self.stdout, stderr=self.stderr, as_json=options["json"]
        )
        others = list(MadeText(SEED).claims(regression.OTHERS))
        sets = regression.Sets(options["seeds"], options["corpus"], others)
        try:
            stored = regression.read_stored(sets.own)
            measured = _measure(sets, reporter)
        except regression.SetRefused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        changes = list(regression.changes(measured, stored))
        _write_records(reporter, measured, stored, changes)
        _print(measured, stored, changes, self.stderr if options["json"] else self.stdout)
        if options["update"]:
            stored = _store(measured, sets.own, lower=options["lower"])
        _finish(reporter, measured, stored, changes, since=since)


def _refuse_mixture(options: Mapping[str, Any]) -> None:
    if options["lower"] and not options["update"]:
        raise CommandError("--lower goes with --update only.", returncode=2)


def _measure(sets: regression.Sets, reporter: reporting.Reporter) -> regression.Measured:
    """Raises regression.SetRefused."""
    measures = list(sets.measures())
    tracked = reporter.track(measures, label="Sets", total=len(measures))
    return regression.joined([measure() for _, measure in tracked])


def _store(
    measured: regression.Measured, folder: Path, *, lower: Sequence[str]
) -> regression.Stored:
    """Raises CommandError."""
    unknown = {*lower} - {*regression.fallen(measured, regression.read_stored(folder))}
    if unknown:
        said = ", ".join(sorted(unknown))
        raise CommandError(f"--lower names what did not fall: {said}.", returncode=2)
    try:
        return regression.store(measured, folder, lower=lower)
    except regression.FloorsNotLowered as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal
    except regression.SetRefused as refusal:
        raise CommandError(str(refusal), returncode=2) from refusal


def _write_records(
    reporter: reporting.Reporter,
    measured: regression.Measured,
    stored: regression.Stored,
    changes: Sequence[regression.Change],
) -> None:
    """For programs: a line for each figure, then one for each changed case."""
    for one in measured.figures:
        floor = stored.floors.get(one.name)
        record = {"figure": one.name, "value": one.value, "floor": floor, "holds": one.holds(floor)}
        reporter.write(record, line="")
    for change in changes:
        reporter.write({"case": change.case, "was": change.was, "now": change.now}, line="")


def _print(
    measured: regression.Measured,
    stored: regression.Stored,
    changes: Sequence[regression.Change],
    stream: Any,
) -> None:
    """For people: a row for each subject, each figure beside its floor, then the changed cases."""
    width = None if stream.isatty() else tables.PLAIN_WIDTH
    # Django's wrapper is a file in all but its declared type.
    console = Console(file=cast("IO[str]", stream), width=width, markup=False, highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("", *_COLUMNS, "other"):
        table.add_column(name)
    for subject, figures in groupby(measured.figures, key=lambda one: one.subject):
        table.add_row(subject, *_cells(list(figures), stored))
    console.print(table)
    for change in changes:
        verdict = "worse" if change.is_worse else "better" if change.is_better else "other"
        was, now = change.was or "no case", change.now or "no case"
        console.print(f"{verdict:6} {change.case}: {was} → {now}")


def _cells(figures: Sequence[regression.Figure], stored: regression.Stored) -> Iterator[str]:
    said = {one.measure: _beside_floor(one, stored.floors.get(one.name)) for one in figures}
    for measure in _COLUMNS:
        yield said.pop(measure, "")
    yield "\n".join(f"{measure} {figure}" for measure, figure in said.items())


def _beside_floor(one: regression.Figure, floor: float | None) -> str:
    if floor is None:
        return f"{one.value:.4f}"
    sign = ("≤" if one.measure in regression.COSTS else "≥") if one.holds(floor) else "FELL:"
    return f"{one.value:.4f} {sign} {floor:.4f}"


def _finish(
    reporter: reporting.Reporter,
    measured: regression.Measured,
    stored: regression.Stored,
    changes: Sequence[regression.Change],
    *,
    since: float,
) -> None:
    """The summary; exit with 1 if a figure is below its floor."""
    fallen = regression.fallen(measured, stored)
    seconds = round(time.monotonic() - since, 2)
    record = {
        "summary": True,
        "figures": len(measured.figures),
        "cases": len(measured.cases),
        "fallen": fallen,
        "worse": [change.case for change in changes if change.is_worse],
        "better": [change.case for change in changes if change.is_better],
        "seconds": seconds,
    }
    said = f"Below the floor: {', '.join(fallen)}." if fallen else "All floors hold."
    counts = f"{len(measured.figures):,} figures of {len(measured.cases):,} cases"
    reporter.summary(record, line=f"{counts} in {seconds} s. {said}")
    if fallen:
        raise SystemExit(1)
