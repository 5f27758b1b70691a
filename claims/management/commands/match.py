"""Matches documents against the known claims without storing anything."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions, ingest, records
from claims.management import archive, reporting, tables
from claims.matching import ProposedMatch
from claims.models import Claim

Found = ingest.IncomingDocument | records.InputRefused


class Command(BaseCommand):
    help = (
        "Match documents (.txt, .html, .jsonl, .csv, folders of them, or - for standard input) "
        "against the known claims, and store nothing. start and end count characters of the text "
        "as ingest would store it. With --archive, look for changed claims, or those of --claim, "
        "in the stored articles; workers then match what was found. Exit codes: 0 done, 1 some "
        "inputs failed, 2 the call is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("paths", nargs="*", metavar="FILE", help="a file, a folder, or -")
        parser.add_argument("--language", default="", metavar="TAG", help="BCP-47, such as en")
        parser.add_argument("--archive", action="store_true", help="search the stored articles")
        parser.add_argument(
            "--claim", nargs="+", default=[], metavar="ID", help="with --archive: only these claims"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="with --archive: show which suggestions would appear, change or go; store nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reporter = reporting.reporter_of(self, as_json=options["json"])
        if options["archive"]:
            _search_archive(reporter, options)
        else:
            self._match_documents(reporter, options)

    def _match_documents(self, reporter: reporting.Reporter, options: dict[str, Any]) -> None:
        since = time.monotonic()
        paths: list[str] = options["paths"]
        if options["claim"] or options["dry_run"]:
            raise CommandError("--claim and --dry-run belong to --archive.", returncode=2)
        if not any(path == "-" or Path(path).exists() for path in paths):
            wrong = f"There is no file or folder {', '.join(paths)}."
            missing = "Name a file or folder, or search the stored articles with --archive."
            raise CommandError(wrong if paths else missing, returncode=2)
        claims = dict(Claim.objects.values_list("pk", "external_id"))
        counts: Counter[str] = Counter()
        for found in chain.from_iterable(_read(path) for path in paths):
            try:
                name, matches = _match(found, language=options["language"])
            except records.InputRefused as refusal:
                counts["failed"] += 1
                self.stderr.write(f"failed       {refusal.name}: {refusal.message}")
                continue
            counts["documents"] += 1
            counts["matches"] += len(matches)
            if options["json"]:
                for match in matches:
                    reporter.write(_record(name, match, claims), line="")
            elif matches:
                lines = [_line(name, match) for match in matches]
                tables.print_matches(lines, title=name, file=self.stdout)
        _finish(reporter, counts, claims=len(claims), since=since)


def _search_archive(reporter: reporting.Reporter, options: dict[str, Any]) -> None:
    if options["paths"]:
        raise CommandError("With --archive no file is read: leave it out.", returncode=2)
    claims = archive.claims_named(options["claim"])
    run = archive.preview if options["dry_run"] else archive.search_now
    run(reporter, claims)


def _read(path: str) -> Iterator[Found]:
    return ingest.read_documents(
        path, stdin=sys.stdin.buffer, max_bytes=settings.FACTCHECK_MAX_BYTES
    )


def _match(found: Found, *, language: str) -> tuple[str, tuple[ProposedMatch, ...]]:
    """Raises records.InputRefused, naming the document."""
    if isinstance(found, records.InputRefused):
        raise found
    try:
        document = ingest.extract_document(found, max_bytes=settings.FACTCHECK_MAX_BYTES)
    except records.InputRefused as refusal:
        raise records.InputRefused(refusal.code, refusal.message, name=found.name) from refusal
    language = language or document.language
    return found.name, actions.match_text(document.text, language=language).matches


def _record(name: str, match: ProposedMatch, claims: dict[int, str]) -> dict[str, object]:
    return {
        "document": name,
        "claim": claims.get(match.claim) or str(match.claim),
        "sentence": match.text,
        "start": match.start,
        "end": match.end,
        "probability": round(match.probability, 4),
        "flags": [reason.flag.value for reason in match.flags],
        "mutation": match.mutation.value,
        "stance": match.stance.value,
        "components": dict(match.components),
        "diff": [[part.kind.value, part.left, part.right] for part in match.diff],
    }


def _line(name: str, match: ProposedMatch) -> tables.MatchLine:
    return tables.MatchLine(
        article=name,
        sentence=match.text,
        claim=match.wording_text,
        probability=match.probability,
        flags=tuple(reason.flag.value for reason in match.flags),
    )


def _finish(
    reporter: reporting.Reporter, counts: Counter[str], *, claims: int, since: float
) -> None:
    seconds = round(time.monotonic() - since, 2)
    numbers = {key: counts[key] for key in ("documents", "matches", "failed")}
    line = (
        f"{counts['matches']} matches in {counts['documents']} documents with {claims} known "
        f"claims, {seconds} s."
    )
    if not claims:
        line += " Import claims first: manage.py import_claims FILE."
    reporter.summary({"summary": True, **numbers, "claims": claims, "seconds": seconds}, line=line)
    if counts["failed"]:
        raise SystemExit(1)
