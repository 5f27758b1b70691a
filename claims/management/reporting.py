"""How commands report: a line for each row, a bar on a terminal, JSON Lines for programs.

With `--json` standard output carries nothing but JSON, the last line a summary; people's text and
the bar go to standard error. Exit codes: 0 done, 1 rows failed, 2 the call is wrong (CommandError).
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

T = TypeVar("T")
FAILED = "failed"
SKIPPED = "skipped"
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one input. `message` is a sentence for people, empty when all went well."""

    name: str
    status: str
    code: str = ""
    message: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def line(self) -> str:
        code = f" [{self.code}]" if self.code else ""
        said = f": {self.message}" if self.message else ""
        return f"{self.status:<12} {self.name}{said}{code}"

    @property
    def record(self) -> dict[str, object]:
        return {
            "input": self.name,
            "status": self.status,
            "code": self.code,
            "message": self.message,
            **self.details,
        }


class Reporter:
    """Writes what a command did to its two streams."""

    def __init__(self, *, stdout: OutputWrapper, stderr: OutputWrapper, as_json: bool) -> None:
        self._stdout, self._stderr, self._as_json = stdout, stderr, as_json
        self._bar: Progress | None = None

    def track(self, items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        """The items, with a progress bar on standard error if that is a terminal."""
        if not self._stderr.isatty():
            yield from items
            return
        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        )  # fmt: skip
        with Progress(*columns, console=Console(stderr=True)) as self._bar:
            task: TaskID = self._bar.add_task(label, total=total)
            try:
                for item in items:
                    yield item
                    self._bar.advance(task)
            finally:
                self._bar.stop()
                self._bar = None

    def write(self, record: Mapping[str, object], *, line: str) -> None:
        """One result: `record` for programs, `line` for people, who may be spared it."""
        if self._as_json:
            line = json.dumps(record, ensure_ascii=False)
        elif not line:
            return
        if self._bar and self._stdout.isatty():
            # Above the bar, or it would be drawn over.
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            self._stdout.write(line)
            # Whoever reads through a pipe sees each row when it is done.
            self._stdout.flush()

    def say(self, line: str) -> None:
        """For people only."""
        stream = self._stderr if self._as_json else self._stdout
        # Standard error is red by default, but this is no error.
        stream.write(line, str)

    def summary(self, record: Mapping[str, object], *, line: str) -> None:
        """The last line of standard output; for people the same in words."""
        if self._as_json:
            self._stdout.write(json.dumps(record, ensure_ascii=False))
        self.say(line)


def add_report_options(parser: CommandParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="JSON Lines on standard output, the last a summary"
    )


def reporter_of(command: BaseCommand, *, as_json: bool) -> Reporter:
    """On the streams of a command. Raises CommandError if the database is not migrated."""
    refuse_unmigrated()
    return Reporter(stdout=command.stdout, stderr=command.stderr, as_json=as_json)


def report_rows(
    reporter: Reporter,
    items: Iterable[T],
    take: Callable[[T], RowReport],
    *,
    label: str,
    total: int | None = None,
    is_brief: bool = False,
) -> Counter[str]:
    """Take each item, report its row, and count the rows by status.

    `is_brief` shows people only what failed, and then the counts. Raises CommandError with exit
    code 130 when the user stops it.
    """
    counts: Counter[str] = Counter()
    try:
        for item in reporter.track(items, label=label, total=total):
            report = take(item)
            counts[report.status] += 1
            is_shown = not is_brief or report.message
            reporter.write(report.record, line=report.line if is_shown else "")
    except KeyboardInterrupt as stop:
        raise CommandError(
            f"Stopped after {counts.total()}: the same command goes on where it stopped.",
            returncode=INTERRUPTED,
        ) from stop
    if is_brief:
        reporter.say(f"{label}: {', '.join(f'{n:,} {status}' for status, n in counts.items())}.")
    return counts


def finish(
    reporter: Reporter, counts: Counter[str], *, since: float, statuses: Iterable[str]
) -> None:
    """Write the summary; exit with 1 if rows failed. `since` is a time.monotonic()."""
    statuses = [*statuses, SKIPPED, FAILED]
    by_key = {status.replace(" ", "_"): counts[status] for status in statuses}
    seconds = round(time.monotonic() - since, 2)
    said = ", ".join(f"{counts[status]:,} {status}" for status in statuses if counts[status])
    reporter.summary(
        {"summary": True, "rows": counts.total(), **by_key, "seconds": seconds},
        line=f"{_counted(counts.total())} in {seconds} s: {said or 'nothing to do'}.",
    )
    if counts[FAILED]:
        raise SystemExit(1)


def _counted(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows:,} rows"


def refuse_unmigrated() -> None:
    """Raises CommandError with exit code 2."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database is not up to date: run “manage.py migrate” first.", returncode=2
        )
