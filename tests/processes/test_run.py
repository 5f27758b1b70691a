"""`manage.py run` as a real process: starts, mends, stops, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.processes.children import Children, wait_for
from tests.processes.conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(children: Children, port: int) -> "subprocess.Popen[str]":
    process = children.start("manage.py", "run", "--port", str(port), "--workers", "1")
    wait_for(partial(answers, port), what="an answer of the web server")
    wait_for(lambda: len(descendants(process.pid)) >= 5, what="web, worker and beat")
    return process


def answers(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
        return True
    return False


def descendants(pid: int) -> dict[int, str]:
    """Living children and their children, with their command lines."""
    found: dict[int, str] = {}
    parents = [pid]
    while parents:
        parent = parents.pop()
        for child in _children(parent):
            with suppress(OSError):
                found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
                parents.append(child)
    return found


def _children(pid: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = status.read_text().rpartition(")")
            if int(rest.split()[1]) == pid:
                yield int(status.parent.name)


def find(pid: int, word: str) -> int:
    """The first child of the supervisor that runs `word`."""
    return next(child for child, line in descendants(pid).items() if f" {word}" in line)


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        _, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        return rest.split()[0] != "Z"
    return False


def assert_stops(running: "subprocess.Popen[str]", number: signal.Signals) -> None:
    """A signal ends the supervisor and everything it started within seconds."""
    started = descendants(running.pid)

    running.send_signal(number)
    output, _ = running.communicate(timeout=20)

    assert running.returncode == 0
    assert not [line for pid, line in started.items() if is_alive(pid)]
    assert "Traceback" not in output


def test_ctrl_c_stops_everything(running: "subprocess.Popen[str]") -> None:
    assert_stops(running, signal.SIGINT)


def test_what_is_killed_is_started_again(running: "subprocess.Popen[str]", port: int) -> None:
    web, worker = find(running.pid, "gunicorn"), find(running.pid, "worker")

    for pid in (web, worker):
        os.kill(pid, signal.SIGKILL)

    wait_for(lambda: not is_alive(web) and not is_alive(worker), what="the end of the killed")
    wait_for(partial(answers, port), what="an answer of the new web server")
    wait_for(lambda: len(descendants(running.pid)) >= 5, what="web, worker and beat again")
    assert {web, worker}.isdisjoint(descendants(running.pid))
    assert_stops(running, signal.SIGTERM)


def test_when_the_supervisor_is_killed_its_programs_end(running: "subprocess.Popen[str]") -> None:
    started = descendants(running.pid)

    running.kill()

    wait_for(lambda: not any(map(is_alive, started)), what="the end of all programs")


def test_a_busy_port_is_one_sentence_and_exit_code_2(children: Children) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        code, output = children.finish("manage.py", "run", "--port", str(port))

    assert code == 2
    assert len(output.splitlines()) == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in output


def test_an_unmigrated_database_is_one_sentence_and_exit_code_2(
    children: Children, place: Place, port: int
) -> None:
    place.environment["DATABASE_URL"] = f"sqlite:///{place.folder}/new.sqlite3"

    code, output = children.finish("manage.py", "run", "--port", str(port))

    assert (code, len(output.splitlines())) == (2, 1)
    assert "migrate" in output
