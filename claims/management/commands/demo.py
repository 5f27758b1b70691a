"""The demonstration: loads the seeds, has real workers match them, shows the result, serves."""

import time
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions
from claims.enums import WorkState
from claims.management import programs, reporting, tables
from claims.management.supervisor import Supervisor
from claims.models import ArticleVersion, Match

PATIENCE_SECONDS = 300
MOST_LINES = 200


class Command(BaseCommand):
    help = (
        "Prepare the database, load the seeds, let workers match them, print what they found, and "
        "serve the workbench. Run again it doubles nothing. Exit codes: 0 done, 1 not everything "
        "was processed, 2 the port is not free."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="end after the table")

    def handle(self, *args: Any, **options: Any) -> None:
        is_serving = not options["no_serve"]
        # Before the work, so that a busy port is said at once.
        listening = programs.open_port(programs.HOST, options["port"]) if is_serving else None
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
        log = Path(settings.DATA_DIR) / "demo.log"
        with log.open("a", buffering=1) as file:
            supervisor = Supervisor(write=partial(_write_line, file), folder=str(settings.BASE_DIR))
            supervisor.catch_signals()
            try:
                self._process(supervisor, log, is_serving=is_serving)
                self._show()
                self._show_logins()
                if listening is not None and not supervisor.is_stopping:
                    supervisor.start(programs.web(listening))
                    self.stdout.write(
                        f"\nThe workbench is on http://{programs.HOST}:{options['port']}/ "
                        f"(Ctrl-C stops it; its log is {log})."
                    )
                    supervisor.watch()
            finally:
                supervisor.stop()

    def _process(self, supervisor: Supervisor, log: Path, *, is_serving: bool) -> None:
        """Start the workers and wait until nothing is unfinished."""
        unfinished = ArticleVersion.objects.unfinished().count()
        if unfinished or is_serving:
            supervisor.start(programs.worker())
            supervisor.start(programs.beat())
        deadline = time.monotonic() + PATIENCE_SECONDS
        reporter = reporting.reporter_of(self, as_json=False)
        for left in reporter.track(range(unfinished, 0, -1), label="Matching", total=unfinished):
            supervisor.watch(until=partial(_is_below, left, deadline=deadline))
        if late := ArticleVersion.objects.unfinished().count():
            raise CommandError(f"{late} articles are not processed yet: see {log}.", returncode=1)

    def _show(self) -> None:
        matches = Match.objects.for_display().prefetch_related("flags").order_by("version", "start")
        lines = [
            tables.MatchLine(
                article=str(match.version.article),
                sentence=match.text,
                claim=match.claim.text,
                probability=match.probability,
                flags=tuple(flag.flag for flag in match.flags.all()),
            )
            for match in matches[:MOST_LINES]
        ]
        number, versions = matches.count(), ArticleVersion.objects.count()
        title = f"{number} matches in {versions} articles"
        tables.print_matches(lines, title=title, file=self.stdout)
        if number > MOST_LINES:
            self.stdout.write(f"… and {number - MOST_LINES} more in the queue.")
        for version in ArticleVersion.objects.light().filter(work_state=WorkState.FAILED):
            self.stdout.write(f"failed: {version}: {version.failure_reason}")

    def _show_logins(self) -> None:
        self.stdout.write("\nLog in as")
        for login in actions.create_demo_logins():
            changed = "" if login.is_current else "  (changed since in the workbench)"
            self.stdout.write(f"  {login.username:<10}{login.password}{changed}")


def _is_below(left: int, *, deadline: float) -> bool:
    return ArticleVersion.objects.unfinished().count() < left or time.monotonic() > deadline


def _write_line(file: TextIO, line: str) -> None:
    file.write(f"{line}\n")
