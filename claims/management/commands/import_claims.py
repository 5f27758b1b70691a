"""Imports known claims with their wordings and verdicts."""

import sys
import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import knowledge, records
from claims.management import reporting
from claims.management.taking import take_claim


class Command(BaseCommand):
    help = (
        "Import known claims from JSON Lines or CSV. Each row needs id and text; a known id is "
        "brought up to date, the same file twice changes nothing, and a row is taken whole or not "
        "at all. Exit codes: 0 done, 1 some rows failed, 2 the call is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("file", metavar="FILE", help="a .jsonl or .csv file, or -")
        parser.add_argument(
            "--format",
            choices=[str(choice) for choice in records.RowFormat],
            help="how it is written, whatever its name says (standard input: jsonl)",
        )
        parser.add_argument("--limit", type=int, metavar="N", help="take only the first N rows")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done; store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_wrong_call(options["file"], options["limit"])
        since = time.monotonic()
        reporter = reporting.reporter_of(self, as_json=options["json"])
        rows = records.read_rows(
            options["file"],
            stdin=sys.stdin.buffer,
            max_bytes=settings.FACTCHECK_MAX_BYTES,
            row_format=records.RowFormat(options["format"]) if options["format"] else None,
        )
        counts = reporting.report_rows(
            reporter,
            islice(rows, options["limit"]),
            partial(take_claim, dry_run=options["dry_run"]),
            label="Importing claims",
        )
        reporting.finish(reporter, counts, since=since, statuses=knowledge.ImportStatus)


def _refuse_wrong_call(file: str, limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise CommandError("--limit must be 1 or more.", returncode=2)
    if file != "-" and not Path(file).is_file():
        raise CommandError(f"There is no file {file}.", returncode=2)
