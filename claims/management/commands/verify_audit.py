"""Checks the log of every change."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims import audit
from claims.management import reporting
from claims.models import AuditEvent


class Command(BaseCommand):
    help = (
        "Walk the chain of the audit from its first event to its head and tell where it is broken "
        "first. Note the number and the hash of the head elsewhere to see later that nothing was "
        "cut off. Exit codes: 0 the chain holds, 1 it is broken, 2 the call is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        reporter = reporting.reporter_of(self, as_json=options["json"])

        def track(events: Iterable[AuditEvent], total: int) -> Iterable[AuditEvent]:
            return reporter.track(events, label="Checking", total=total)

        found = audit.verify(track=track)
        fault = found.fault
        said = f"{found.events:,} events hold; the head is {found.number} {found.hash}."
        if fault:
            said = f"The audit is broken at event {fault.number}: {fault.reason}"
        reporter.summary(
            {
                "summary": True,
                "holds": fault is None,
                "events": found.events,
                "head": found.number,
                "hash": found.hash,
                "broken_at": fault.number if fault else None,
                "reason": fault.reason if fault else "",
            },
            line=said,
        )
        if fault:
            raise SystemExit(1)
