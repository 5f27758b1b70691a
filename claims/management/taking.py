"""One input to one report row, for the commands that take things in."""

from dataclasses import replace

from claims import actions, ingest, records
from claims.management.reporting import FAILED, SKIPPED, RowReport


def take_document(
    found: ingest.IncomingDocument | records.InputRefused,
    *,
    defaults: ingest.DocumentDefaults,
    dry_run: bool = False,
) -> RowReport:
    """Submit a document."""
    if isinstance(found, records.InputRefused):
        return refused(found)
    try:
        receipt = actions.submit_article(defaults.fill(found), dry_run=dry_run)
    except records.InputRefused as refusal:
        return refused(refusal, name=found.name)
    details = {
        "article": receipt.article_id,
        "version": receipt.version_id,
        "number": receipt.number,
    }
    return RowReport(name=found.name, status=receipt.status, details=details)


def take_claim(row: records.Row | records.InputRefused, *, dry_run: bool = False) -> RowReport:
    """Import a known claim."""
    if isinstance(row, records.InputRefused):
        return refused(row)
    details = {"claim": row.fields.get("id")}
    try:
        imported = actions.import_claim(row, dry_run=dry_run)
    except records.InputRefused as refusal:
        return replace(refused(refusal, name=row.place), details=details)
    return RowReport(name=row.place, status=imported.status, message=imported.note, details=details)


def take_source(row: records.Row | records.InputRefused) -> RowReport:
    """Import a source."""
    if isinstance(row, records.InputRefused):
        return refused(row)
    try:
        imported = actions.import_source(row)
    except records.InputRefused as refusal:
        return refused(refusal, name=row.place)
    return RowReport(name=row.place, status=imported.status)


def refused(refusal: records.InputRefused, *, name: str = "") -> RowReport:
    is_skipped = refusal.code == records.RefusalCode.SKIPPED
    return RowReport(
        name=refusal.name or name,
        status=SKIPPED if is_skipped else FAILED,
        code=refusal.code,
        message=refusal.message,
    )
