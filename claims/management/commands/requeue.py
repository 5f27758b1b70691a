"""Sends article versions through the workers again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions
from claims.enums import WorkState
from claims.management import reporting
from claims.models import ArticleVersion, Source


class Command(BaseCommand):
    help = (
        "Send processed or failed article versions through the workers again. Decisions stay; "
        "suggestions that nobody has decided are made anew. Exit codes: 0 done, 2 the call is "
        "wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--failed", action="store_true", help="the failed ones")
        which.add_argument("--all", action="store_true", help="all that are not in the queue")
        parser.add_argument("--source", metavar="NAME", help="only articles of this source")
        parser.add_argument(
            "--dry-run", action="store_true", help="say how many it would be; change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reporter = reporting.reporter_of(self, as_json=options["json"])
        versions = ArticleVersion.objects.filter(work_state=WorkState.FAILED).order_by("pk")
        if options["all"]:
            versions |= ArticleVersion.objects.filter(work_state=WorkState.PROCESSED)
        if name := options["source"]:
            if not Source.objects.filter(name=name).exists():
                raise CommandError(f"There is no source “{name}”.", returncode=2)
            versions = versions.filter(article__source__name=name)
        found = list(versions.values_list("pk", flat=True))
        if options["dry_run"]:
            said, number = "would be requeued", len(found)
        else:
            tracked = reporter.track(found, label="Requeueing", total=len(found))
            said, number = "requeued", actions.requeue_versions(tracked)
        reporter.summary(
            {"summary": True, "versions": number, "dry_run": options["dry_run"]},
            line=f"{number} versions {said}.",
        )
