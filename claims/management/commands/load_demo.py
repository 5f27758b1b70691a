"""Loads the desk of the demonstration: rating scale, sources, known claims, documents."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions, ingest, knowledge, records
from claims.management import reporting
from claims.management.reporting import RowReport
from claims.management.taking import refused, take_claim, take_document, take_source

SCALE, SOURCES, CLAIMS, ARTICLES = (
    "rating_scale.json",
    "sources.csv",
    "claims.jsonl",
    "articles.csv",
)


class Command(BaseCommand):
    help = (
        "Load the demonstration: a rating scale, sources, known claims with verdicts, and the "
        "documents listed in articles.csv. Run again it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument(
            "--seeds", type=Path, default=settings.BASE_DIR / "seeds", metavar="DIR"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        reporter = reporting.reporter_of(self, as_json=options["json"])
        seeds: Path = options["seeds"]
        missing = [
            name for name in (SCALE, SOURCES, CLAIMS, ARTICLES) if not (seeds / name).is_file()
        ]
        if missing:
            raise CommandError(f"The folder {seeds} has no {', '.join(missing)}.", returncode=2)
        report = partial(reporting.report_rows, reporter)
        counts = report([seeds / SCALE], _take_scale, label="Rating scale", is_brief=True)
        counts += report(_rows(seeds / SOURCES), take_source, label="Sources", is_brief=True)
        counts += report(_rows(seeds / CLAIMS), take_claim, label="Known claims", is_brief=True)
        counts += report(
            _rows(seeds / ARTICLES), partial(_take_article, seeds=seeds), label="Articles"
        )
        statuses = [*knowledge.ImportStatus, ingest.StoreStatus.NEW_VERSION]
        reporting.finish(reporter, counts, since=since, statuses=statuses)


def _rows(path: Path) -> Iterator[records.Row | records.InputRefused]:
    return records.read_rows(str(path), stdin=BytesIO(), max_bytes=settings.FACTCHECK_MAX_BYTES)


def _take_scale(path: Path) -> RowReport:
    try:
        imported = actions.import_rating_scale(json.loads(path.read_bytes()))
    except records.InputRefused as refusal:
        return refused(refusal, name=str(path))
    return RowReport(name=str(path), status=imported.status)


def _take_article(row: records.Row | records.InputRefused, *, seeds: Path) -> RowReport:
    """A row of articles.csv names a document beside it and tells what is known of it."""
    if isinstance(row, records.InputRefused):
        return refused(row)
    try:
        defaults = ingest.document_defaults(row.fields)
    except records.InputRefused as refusal:
        return refused(refusal, name=row.place)
    name = str(row.fields.get("document", ""))
    found = next(
        ingest.read_documents(
            str(seeds / name), stdin=BytesIO(), max_bytes=settings.FACTCHECK_MAX_BYTES
        )
    )
    if isinstance(found, records.InputRefused):
        return refused(found)
    return take_document(replace(found, name=name), defaults=defaults)
