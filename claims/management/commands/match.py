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
from claims.management import reporting, tables
from claims.matching import ProposedMatch
from claims.models import Claim

Found = ingest.IncomingDocument | records.InputRefused


class Command(BaseCommand):
    help = (
        "Match documents (.txt, .html, .jsonl, .csv, folders of them, or - for standard input) "
        "against the known claims, and store nothing. start and end count characters of the text "
        "as ingest would store it. Exit codes: 0 done, 1 some inputs failed, 2 the call is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("paths", nargs="+", metavar="FILE", help="a file, a folder, or -")
        parser.add_argument("--language", default="", metavar="TAG", help="BCP-47, such as en")

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        reporter = reporting.reporter_of(self, as_json=options["json"])
        paths: list[str] = options["paths"]
        if not any(path == "-" or Path(path).exists() for path in paths):
            raise CommandError(f"There is no file or folder {', '.join(paths)}.", returncode=2)
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
    language = language or document.language or "en"
    return found.name, actions.match_text(document.text, language=language)


def _record(name: str, match: ProposedMatch, claims: dict[int, str]) -> dict[str, object]:
    return {
        "document": name,
        "claim": claims.get(int(match.claim)) or match.claim,
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
