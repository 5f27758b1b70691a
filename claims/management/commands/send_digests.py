"""Mails people the notices that wait for them."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions
from claims.management import reporting


class Command(BaseCommand):
    help = (
        "Mail people the notices that wait for them, each notice once; what a person wants hourly "
        "or daily waits until then. The workers do the same by themselves. Exit codes: 0 done, "
        "1 some mail could not be sent, 2 the mail server cannot be reached."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        reporter = reporting.reporter_of(self, as_json=options["json"])
        try:
            report = actions.send_digests()
        except actions.MailRefused as problem:
            raise CommandError(str(problem), returncode=2) from problem
        reporter.summary(
            {"summary": True, **asdict(report)},
            line=f"{report.mails} mails with {report.notices} notices, {report.failed} failed.",
        )
        if report.failed:
            raise CommandError("Some mail could not be sent; it is tried again.", returncode=1)
