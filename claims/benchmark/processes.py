"""Starts a program of its own that opens the snapshot, and takes its figures."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PROGRAM = Path(__file__).with_name("fresh.py")
_ROOT = Path(__file__).resolve().parent.parent.parent
# Run by its path and not as a part of this package: what the package imports would be counted.
# Bytecode is kept even where PYTHONDONTWRITEBYTECODE is set.
_LAUNCHER = (
    "import runpy, sys; sys.dont_write_bytecode = False; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_path(sys.argv.pop(1), run_name='__main__')"
)
_PATIENCE = 600
_KEYS = ("imports_s", "open_s", "first_query_s")


class WorkerFailed(Exception):
    """The program ended without figures; the message holds its last line."""


def measure_fresh_process(folder: Path, articles: Sequence[str]) -> dict[str, float | None]:
    """CPU seconds from the start of a process to its first article, and private megabytes.

    `cold_start_s` is the sum of the others. The second of two starts counts: the first leaves the
    bytecode of all modules in the folder, as a worker that starts once more has it. Raises
    WorkerFailed.
    """
    articles_file = folder / "articles.json"
    articles_file.write_text(json.dumps(articles), encoding="utf-8")
    _run(folder, articles_file)
    said = _run(folder, articles_file)
    parts = [said[key] or 0.0 for key in _KEYS]
    figures: dict[str, float | None] = {
        f"cold_{key}": round(part, 3) for key, part in zip(_KEYS, parts, strict=True)
    }
    private = said["worker_private_mb"]
    figures["cold_start_s"] = round(sum(parts), 3)
    figures["worker_private_mb"] = None if private is None else round(private, 2)
    return figures


def _run(folder: Path, articles_file: Path) -> dict[str, float | None]:
    bytecode = f"pycache_prefix={folder / 'bytecode'}"
    command = [sys.executable, "-X", bytecode, "-P", "-c", _LAUNCHER]
    command += map(str, (_ROOT, _PROGRAM, folder, articles_file))
    done = _completed(command)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        reason = (done.stderr.splitlines() or ["it said nothing"])[-1]
        raise WorkerFailed(f"A fresh process could not open the snapshot: {reason}")
    figures: dict[str, float | None] = json.loads(lines[-1])
    return figures


def measure_start(program: str) -> float:
    """CPU seconds of a process of its own that runs the lines of a program. Raises WorkerFailed."""
    lines = f"{program}\nimport time; print(time.process_time())"
    done = _completed([sys.executable, "-c", lines])
    if done.returncode:
        raise WorkerFailed((done.stderr.splitlines() or ["It said nothing."])[-1])
    return float(done.stdout.splitlines()[-1])


def _completed(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 # the commands above, nobody else's words
        command, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
