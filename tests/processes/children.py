"""Starts this project's commands as real processes, kills them, and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 60.0


class Children:
    """Process groups started by a test."""

    def __init__(self, *, environment: dict[str, str], folder: Path) -> None:
        self._environment, self._folder = environment, folder
        self._started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """A Python module or script in a process group of its own; its output is a pipe."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def finish(self, *arguments: str) -> tuple[int, str]:
        """Exit code and output of a command that ends by itself."""
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=PATIENCE_SECONDS)
        return process.returncode, output

    def kill_all(self) -> None:
        for process in self._started:
            kill_group(process)
            process.wait()
            if process.stdout:
                process.stdout.close()


def kill_group(process: "subprocess.Popen[str]") -> None:
    """SIGKILL to a process and everything it has started in its group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def wait_for(
    condition: Callable[[], bool], *, what: str, seconds: float = PATIENCE_SECONDS
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for: {what}"
        time.sleep(0.02)
