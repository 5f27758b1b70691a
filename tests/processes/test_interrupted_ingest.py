"""An ingest that is killed in the middle and run again: nothing doubled, nothing lost."""

import fcntl
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = 200

pytestmark = [pytest.mark.slow, pytest.mark.embedded]


def command(*arguments: object) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]


def environment_in(folder: Path) -> dict[str, str]:
    """A workbench of its own on a database file."""
    own = {
        "SECRET_KEY": "test",
        "FACTCHECK_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/test.sqlite3",
        "REDIS_URL": "",
        "PYTHONWARNINGS": "error",
    }
    return {**os.environ, **own}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations leave it, made by the first pytest worker that needs one."""
    is_shared = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if is_shared else base) / "migrated"
    with (folder.parent / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = tmp_path_factory.mktemp("migrated")
            subprocess.run(
                command("migrate", "-v0"), env=environment_in(draft), check=True, timeout=60
            )
            draft.rename(folder)
    return folder


@pytest.fixture
def environment(tmp_path: Path, migrated: Path) -> dict[str, str]:
    shutil.copytree(migrated, tmp_path / "data")
    return environment_in(tmp_path / "data")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [
        json.dumps({"id": str(number), "text": f"Bridge {number} cost {number} million euros."})
        for number in range(ROWS)
    ]
    path.write_text("\n".join(lines))
    return path


def stop_after(
    lines: int, how: signal.Signals, *, rows: Path, environment: dict[str, str]
) -> tuple[int, str]:
    """Run an ingest, stop it when it has reported so many rows; its exit code and errors."""
    with subprocess.Popen(
        command("ingest", rows, "--json"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite started in the background of a shell ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.send_signal(how)
        _, errors = process.communicate(timeout=30)
    return process.returncode, errors


def stored(tmp_path: Path) -> tuple[int, int, int]:
    """Articles, versions and distinct texts."""
    with sqlite3.connect(tmp_path / "data" / "test.sqlite3") as database:
        [articles] = database.execute("SELECT count(*) FROM claims_article").fetchone()
        [versions, texts] = database.execute(
            "SELECT count(*), count(DISTINCT text) FROM claims_articleversion"
        ).fetchone()
    return articles, versions, texts


def test_a_killed_ingest_is_finished_by_running_it_again(
    tmp_path: Path, rows: Path, environment: dict[str, str]
) -> None:
    code, _ = stop_after(60, signal.SIGKILL, rows=rows, environment=environment)
    articles, versions, texts = stored(tmp_path)
    assert code == -signal.SIGKILL
    assert 60 <= articles == versions == texts < ROWS

    again = subprocess.run(
        command("ingest", rows, "--json"),
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )

    summary = json.loads(again.stdout.splitlines()[-1])
    assert summary["unchanged"] == articles
    assert summary["created"] == ROWS - articles
    assert stored(tmp_path) == (ROWS, ROWS, ROWS)


def test_an_ingest_stopped_by_its_user_says_how_to_go_on(
    tmp_path: Path, rows: Path, environment: dict[str, str]
) -> None:
    code, errors = stop_after(20, signal.SIGINT, rows=rows, environment=environment)

    assert code == 130, errors
    assert "the same command goes on where it stopped" in errors
    assert "Traceback" not in errors


def all_of(terminal: int) -> str:
    """What was written to a terminal: a single read may give a part of it only."""
    parts = []
    with suppress(OSError), open(terminal, "rb", buffering=0) as screen:
        while part := screen.read(65536):
            parts.append(part)
    return b"".join(parts).decode()


def test_on_a_terminal_there_is_a_bar_and_standard_output_stays_clean(
    rows: Path, environment: dict[str, str]
) -> None:
    terminal, its_end = pty.openpty()

    process = subprocess.run(
        command("ingest", rows, "--json", "--limit", "20"),
        env=environment | {"TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=its_end,
        check=True,
        timeout=60,
    )
    os.close(its_end)
    shown = all_of(terminal)

    assert "Ingesting" in shown
    assert "20/20" in shown
    assert [json.loads(line) for line in process.stdout.splitlines()][-1]["created"] == 20


def test_an_unmigrated_database_is_one_sentence(tmp_path: Path, rows: Path) -> None:
    process = subprocess.run(
        command("ingest", rows), env=environment_in(tmp_path), capture_output=True, timeout=60
    )

    assert process.returncode == 2
    assert process.stdout == b""
    assert process.stderr.decode().splitlines() == [
        "CommandError: The database is not up to date: run “manage.py migrate” first."
    ]
