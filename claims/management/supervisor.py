"""Runs the workbench's programs as child processes: restarted when they end, stopped together.

Each child leads a process group of its own. So Ctrl-C reaches only the supervisor, which then ends
the children in order, and nothing a child has started outlives it. If the supervisor itself is
killed, Linux tells the children (PR_SET_PDEATHSIG), and they end too.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

POLL_SECONDS = 0.2
GRACE_SECONDS = 8.0
LONGEST_PAUSE = 30.0
# A program that ran this long before it ended is started again at once.
STEADY_SECONDS = 10.0
PR_SET_PDEATHSIG = 1

_prctl = getattr(ctypes.CDLL(None), "prctl", None)


@dataclass(frozen=True, slots=True)
class Program:
    """A Python module to run with its arguments; `descriptors` are open files it inherits."""

    name: str
    arguments: tuple[str, ...]
    descriptors: tuple[int, ...] = ()


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[str]
    started: float
    failures: int = 0
    restart_at: float | None = None
    reader: threading.Thread | None = field(default=None, repr=False)


class Supervisor:
    """Starts programs, starts them again when they end, and stops them all."""

    def __init__(self, *, write: Callable[[str], None], folder: str) -> None:
        """`write` gets each line the programs print, under their name; they run in `folder`."""
        self._write = write
        self._folder = folder
        self._children: list[_Child] = []
        self._signals = 0

    def catch_signals(self) -> None:
        """SIGINT and SIGTERM end `watch`; a second one ends `stop`'s patience. Main thread only."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note_signal)

    @property
    def is_stopping(self) -> bool:
        return self._signals > 0

    def start(self, program: Program) -> None:
        child = _Child(program, self._launch(program), started=time.monotonic())
        self._children.append(child)
        self._read_output(child)

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> bool:
        """Keep the programs running until `until()`; False if a signal came first."""
        while not self.is_stopping:
            if until():
                return True
            for child in self._children:
                self._tend(child)
            time.sleep(POLL_SECONDS)
        return False

    def stop(self) -> None:
        """Ask every program to end, and kill after GRACE_SECONDS what has not."""
        patience, seen = time.monotonic() + GRACE_SECONDS, self._signals
        for child in self._children:
            if child.process.poll() is None:
                child.process.terminate()
        while any(child.process.poll() is None for child in self._children):
            if time.monotonic() > patience or self._signals > max(1, seen):
                break
            time.sleep(POLL_SECONDS / 4)
        for child in self._children:
            _kill_group(child.process)
            child.process.wait()
            if child.reader:
                child.reader.join(timeout=1)
        self._children.clear()

    def _tend(self, child: _Child) -> None:
        if child.restart_at is not None:
            if time.monotonic() >= child.restart_at:
                child.restart_at = None
                child.process, child.started = self._launch(child.program), time.monotonic()
                self._read_output(child)
        elif child.process.poll() is not None:
            self._plan_restart(child)

    def _plan_restart(self, child: _Child) -> None:
        _kill_group(child.process)
        ran = time.monotonic() - child.started
        child.failures = 0 if ran > STEADY_SECONDS else child.failures + 1
        pause = min(LONGEST_PAUSE, 2.0 ** (child.failures - 1)) if child.failures > 1 else 0.0
        child.restart_at = time.monotonic() + pause
        self._say(child.program, f"{_ending(child.process.returncode)}; starts again.")

    def _launch(self, program: Program) -> "subprocess.Popen[str]":
        parent = os.getpid()
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-u", "-m", *program.arguments],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=program.descriptors,
            start_new_session=True,
            preexec_fn=lambda: _end_with(parent),
        )

    def _read_output(self, child: _Child) -> None:
        stream = child.process.stdout
        if stream is not None:
            child.reader = threading.Thread(
                target=self._copy, args=(child.program, stream), daemon=True
            )
            child.reader.start()

    def _copy(self, program: Program, stream: IO[str]) -> None:
        for line in stream:
            self._say(program, line.rstrip("\n"))

    def _say(self, program: Program, line: str) -> None:
        self._write(f"{program.name:<6} | {line}")

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1


def _end_with(parent: int) -> None:
    """In the child, before its program: end when the supervisor does, however that happens."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _kill_group(process: "subprocess.Popen[str]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _ending(returncode: int) -> str:
    if returncode < 0:
        return f"was killed by {signal.Signals(-returncode).name}"
    return f"ended with exit code {returncode}"
