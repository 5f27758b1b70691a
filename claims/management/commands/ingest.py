"""Takes in articles from files, folders or standard input."""

import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import ingest, records
from claims.management import reporting
from claims.management.taking import take_document


class Command(BaseCommand):
    help = (
        "Take in articles: .txt, .html, .jsonl and .csv files, folders of them, or standard input "
        "(-). Rows have text or html, and may have id, url, title, author, language, published_at "
        "and source. What is known already is left alone, so an interrupted call is run again. "
        "Exit codes: 0 done, 1 some inputs failed, 2 the call is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or -")
        parser.add_argument("--source", default="", help="name of the source of what names none")
        parser.add_argument("--published-at", default="", metavar="TIME", help="ISO 8601")
        parser.add_argument("--language", default="", metavar="TAG", help="BCP-47, such as en")
        parser.add_argument(
            "--format",
            choices=[str(choice) for choice in ingest.InputFormat],
            help="how a file or standard input is written, whatever its name says",
        )
        parser.add_argument("--limit", type=int, metavar="N", help="take only the first N inputs")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would become of each input by itself; store nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        reporter = reporting.reporter_of(self, as_json=options["json"])
        paths, limit = options["paths"], options["limit"]
        input_format = ingest.InputFormat(options["format"]) if options["format"] else None
        _refuse_wrong_call(paths, limit)
        try:
            defaults = ingest.document_defaults(options)
        except records.InputRefused as refusal:
            raise CommandError(refusal.message, returncode=2) from refusal

        documents = chain.from_iterable(_read(path, input_format) for path in paths)
        counts = reporting.report_rows(
            reporter,
            islice(documents, limit),
            partial(take_document, defaults=defaults, dry_run=options["dry_run"]),
            label="Ingesting",
            total=_total(paths, input_format, limit),
        )
        reporting.finish(reporter, counts, since=since, statuses=ingest.StoreStatus)


def _refuse_wrong_call(paths: list[str], limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise CommandError("--limit must be 1 or more.", returncode=2)
    if not any(path == "-" or os.path.lexists(path) for path in paths):
        raise CommandError(f"There is no file or folder {', '.join(paths)}.", returncode=2)


def _read(
    path: str, input_format: ingest.InputFormat | None
) -> Iterator[ingest.IncomingDocument | records.InputRefused]:
    return ingest.read_documents(
        path,
        stdin=sys.stdin.buffer,
        max_bytes=settings.FACTCHECK_MAX_BYTES,
        input_format=input_format,
    )


def _total(
    paths: list[str], input_format: ingest.InputFormat | None, limit: int | None
) -> int | None:
    totals = [ingest.count_inputs(path, input_format=input_format) for path in paths]
    known = [total for total in totals if total is not None]
    if len(known) < len(totals):
        return limit
    return min(sum(known), limit) if limit else sum(known)
