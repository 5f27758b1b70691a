"""What `run` and `demo` start: the web server, the workers, and beat, which rings the sweep."""

import os
import socket

from django.core.management.base import CommandError

from claims.management.supervisor import Program

HOST = "127.0.0.1"
WEB_THREADS = 8


def open_port(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CommandError (exit code 2) when the address cannot be had.

    The web server inherits it, so nobody can take the port while the server starts again.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        raise CommandError(
            f"Port {port} on {host} cannot be used ({getattr(error, 'strerror', None) or error}): "
            f"stop what listens there, or choose another port, such as {min(port, 65000) + 10}.",
            returncode=2,
        ) from error
    return listening


def web(listening: socket.socket) -> Program:
    arguments = (
        "gunicorn", "factcheck.wsgi", "--bind", f"fd://{listening.fileno()}",
        "--worker-class", "gthread", "--threads", str(WEB_THREADS), "--no-control-socket",
        "--graceful-timeout", "5", "--log-level", "warning",
    )  # fmt: skip
    return Program("web", arguments, descriptors=(listening.fileno(),))


def worker(concurrency: int | None = None) -> Program:
    """Celery's pool of processes, by default one for each core."""
    arguments = (
        "celery", "--quiet", "-A", "factcheck", "worker",
        "--concurrency", str(concurrency or os.cpu_count() or 1),
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    )  # fmt: skip
    return Program("worker", arguments)


def beat() -> Program:
    return Program("beat", ("celery", "--quiet", "-A", "factcheck", "beat"))
