"""The set-up of a new machine: every obstacle gets one sentence."""

import hashlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

LOCK = "requirements.lock"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as if it lay in an empty folder with a lock file."""
    script = settings.BASE_DIR / ".ci" / "bootstrap.py"
    spec = importlib.util.spec_from_file_location("bootstrap", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / LOCK).write_text("nothing==1.0 --hash=sha256:00\n")
    environment = tmp_path / ".venv"
    for name, path in {
        "FOLDER": tmp_path,
        "ENVIRONMENT": environment,
        "PYTHON": environment / "bin" / "python",
        "PIP": environment / "bin" / "pip",
        "LOG": environment / "install.log",
    }.items():
        monkeypatch.setattr(module, name, path)
    return module


def make_python(bootstrap: ModuleType, script: str) -> None:
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.write_text(f"#!/bin/sh\n{script}\n")
    bootstrap.PYTHON.chmod(0o755)
    bootstrap.PIP.touch()


def refusal(bootstrap: ModuleType) -> str:
    with pytest.raises(SystemExit) as stop:
        bootstrap.main(LOCK)
    sentence = str(stop.value.code)
    assert "\n" not in sentence
    return sentence


def test_an_old_python_is_refused(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))

    assert "Python 3.11 or newer" in refusal(bootstrap)


@pytest.mark.parametrize("package", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == package else find(name)
    )

    assert "apt install python3-venv" in refusal(bootstrap)


def test_an_unwritable_folder_is_refused(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert "cannot be written" in refusal(bootstrap)


def test_a_failed_installation_gives_the_reason_and_is_tried_again(
    bootstrap: ModuleType, tmp_path: Path
) -> None:
    make_python(bootstrap, "echo one; echo 'ERROR: no route to host'; exit 1")

    assert "ERROR: no route to host" in refusal(bootstrap)
    assert "ERROR: no route to host" in refusal(bootstrap)


def test_what_is_installed_is_not_installed_again(bootstrap: ModuleType, tmp_path: Path) -> None:
    make_python(bootstrap, f"echo call >> {tmp_path}/calls")

    bootstrap.main(LOCK)
    bootstrap.main(LOCK)
    assert (tmp_path / "calls").read_text().split() == ["call"]
    stamp = tmp_path / ".venv" / f"{LOCK}.sha256"
    assert stamp.read_text() == hashlib.sha256((tmp_path / LOCK).read_bytes()).hexdigest()

    (tmp_path / LOCK).write_text("nothing==1.1 --hash=sha256:00\n")
    bootstrap.main(LOCK)
    assert (tmp_path / "calls").read_text().split() == ["call", "call"]
