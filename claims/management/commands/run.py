"""Runs the whole workbench on this machine: web server, workers and beat."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from claims.management import programs, reporting
from claims.management.supervisor import Supervisor


class Command(BaseCommand):
    help = (
        "Start the web server, the workers and beat together, start again what ends, and stop all "
        "of them on Ctrl-C or SIGTERM. Exit codes: 0 stopped, 2 the port or the database is not "
        "ready."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=programs.HOST)
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, metavar="N", help="default: one for each core")

    def handle(self, *args: Any, **options: Any) -> None:
        reporting.refuse_unmigrated()
        listening = programs.open_port(options["host"], options["port"])
        supervisor = Supervisor(write=self.stdout.write, folder=str(settings.BASE_DIR))
        supervisor.catch_signals()
        try:
            for program in (
                programs.web(listening),
                programs.worker(options["workers"]),
                programs.beat(),
            ):
                supervisor.start(program)
            host, port = listening.getsockname()[:2]
            self.stdout.write(f"The workbench is on http://{host}:{port}/ (Ctrl-C stops it).")
            supervisor.watch()
            self.stdout.write("Stopping.")
        finally:
            supervisor.stop()
            listening.close()
