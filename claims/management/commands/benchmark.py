"""Measures the matching engine on text made for it; nothing in the database changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from rich.console import Console
from rich.table import Table

from claims import benchmark, suggest
from claims.management import reporting, tables

T = TypeVar("T")
_DJANGO = "import django; django.setup()"
_MARKS = {True: "yes", False: "NO", None: ""}


class Command(BaseCommand):
    help = (
        "Measure the matching engine on one core: speed, memory and recall of planted rewordings, "
        "beside brute-force rapidfuzz and BM25 (tantivy), on claims and articles made for it or "
        "out of a text. Nothing is stored. Exit codes: 0 done, 1 a goal was missed and --strict "
        "was given, 2 the call is wrong."
    )
    # Figures of the engine need no database; the idle check asks for one by itself.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("--claims", type=int, default=10_000, metavar="N", help="default 10000")
        parser.add_argument("--articles", type=int, default=200, metavar="M", help="default 200")
        parser.add_argument(
            "--text", type=Path, metavar="FILE", help="sentences, one a line, or a claims.jsonl"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same text")
        parser.add_argument(
            "--no-baselines", action="store_true", help="measure the engine by itself"
        )
        parser.add_argument(
            "--brute-force-sentences", type=int, metavar="K", help="default 8 to 80 by --claims"
        )
        parser.add_argument(
            "--warm-up",
            type=int,
            default=benchmark.WARM_UP,
            metavar="W",
            help="articles matched before the clock starts (default 300)",
        )
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a goal is missed")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = _options(options)
        reporter = reporting.Reporter(
            stdout=self.stdout, stderr=self.stderr, as_json=options["json"]
        )
        try:
            figures = benchmark.run_benchmark(
                chosen, _Reports(reporter), idle_check=_idle_check(reporter)
            )
            figures["cold_django_s"] = round(benchmark.measure_start(_DJANGO), 3)
        except benchmark.TextRefused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except benchmark.WorkerFailed as failure:
            raise CommandError(str(failure), returncode=1) from failure
        except KeyboardInterrupt as stop:
            raise CommandError(
                "Stopped; nothing was stored.", returncode=reporting.INTERRUPTED
            ) from stop
        judged = list(benchmark.judge(figures, claims=chosen.claims))
        _print(figures, judged, self.stderr if options["json"] else self.stdout)
        missed = sum(one.is_met is False for one in judged)
        reporter.summary({"summary": True, **figures}, line=_verdict(missed))
        if missed and options["strict"]:
            raise SystemExit(1)


class _Reports:
    def __init__(self, reporter: reporting.Reporter) -> None:
        self._reporter = reporter

    def track(self, items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        return self._reporter.track(items, label=label, total=total)

    def stage(self, name: str, figures: Mapping[str, object]) -> None:
        said = ", ".join(f"{key} {_said(value)}" for key, value in figures.items())
        self._reporter.write({"stage": name, **figures}, line=f"{name}: {said}")


def _options(options: Mapping[str, Any]) -> benchmark.Options:
    """Raises CommandError with exit code 2 for what cannot be measured."""
    for name in ("claims", "articles", "brute_force_sentences"):
        if options[name] is not None and options[name] < 1:
            option = name.replace("_", "-")
            raise CommandError(f"--{option} must be 1 or more.", returncode=2)
    for name in ("seed", "warm_up"):
        if options[name] < 0:
            raise CommandError(f"--{name.replace('_', '-')} must be 0 or more.", returncode=2)
    path: Path | None = options["text"]
    if path is not None and not path.is_file():
        raise CommandError(f"There is no file {path}.", returncode=2)
    return benchmark.Options(
        claims=options["claims"],
        articles=options["articles"],
        seed=options["seed"],
        text=path,
        has_baselines=not options["no_baselines"],
        brute_force_sentences=options["brute_force_sentences"],
        warm_up=options["warm_up"],
    )


def _idle_check(reporter: reporting.Reporter) -> Callable[[], object] | None:
    """What a worker does before each article, on the configured database, if there is one."""
    try:
        reporting.refuse_unmigrated()
    except (CommandError, DatabaseError):
        reporter.say("The idle check is left out: the database is not there or not up to date.")
        return None
    return suggest.current_matcher


def _print(figures: Mapping[str, object], judged: Iterable[benchmark.Judged], stream: Any) -> None:
    """The figures beside their goals, then everything else that was measured."""
    width = None if stream.isatty() else tables.PLAIN_WIDTH
    console = Console(file=cast("IO[str]", stream), width=width, markup=False, highlight=False)
    title = f"{figures['claims']:,} claims, {figures['articles']:,} articles of 40 sentences"
    console.print(f"\n{title}, one core, CPU time\n{figures['machine']}")
    console.print(
        f"Before the clock started {figures['warm_up_articles']} other articles were matched."
    )
    goals = _table("", "measured", "goal", "met")
    for one in judged:
        goals.add_row(one.title, one.figure, one.goal, _MARKS[one.is_met])
    console.print(goals)
    details = _table("", "measured")
    for key, title in benchmark.DETAILS.items():
        if figures.get(key) is not None:
            details.add_row(title, _said(figures[key]))
    console.print(details)
    console.print(_profile(figures))
    if "bm25_ms" in figures and figures["bm25_ms"] is None:
        console.print(benchmark.TANTIVY_MISSING)


def _profile(figures: Mapping[str, Any]) -> Table:
    """In what share of claims the word of a rank stands, beside the news."""
    shares = _table("rank of a word", "share of claims with it", "in the news")
    for rank, share in figures["share_by_rank"].items():
        target = figures["target_by_rank"][rank]
        shares.add_row(f"{int(rank):,}", f"{share:.3%}", f"{target:.3%}")
    return shares


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for number, name in enumerate(columns):
        table.add_column(name, justify="right" if 0 < number < 3 else "left")
    return table


def _said(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return " ".join(f"{key}:{share:.3%}" for key, share in value.items())
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _verdict(missed: int) -> str:
    if not missed:
        return "All goals that were measured are met."
    return f"{missed} goal{'s' if missed > 1 else ''} missed."
