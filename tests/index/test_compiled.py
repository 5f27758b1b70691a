"""Numba may be missing, broken, or without a folder for what it compiles."""

import importlib
import importlib.util
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from claims.index import compiled


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    compiled._numba.cache_clear()
    yield
    compiled._numba.cache_clear()


def double(number: int) -> int:
    return 2 * number


def test_without_numba_loops_run_as_they_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with caplog.at_level(logging.WARNING):
        assert compiled.compiled(double) is double
        assert compiled.compiled_without_lock(double) is double

    assert [record.message for record in caplog.records] == [
        "Numba is not installed: claims are searched with numpy alone, much slower."
    ]


def test_a_numba_that_cannot_be_loaded_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(name: str) -> None:
        raise ImportError("needs another numpy")

    monkeypatch.setattr(importlib, "import_module", refuse)

    with caplog.at_level(logging.WARNING):
        assert compiled.compiled(double) is double

    assert "needs another numpy" in caplog.text


def test_without_a_folder_loops_are_compiled_in_each_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, Any]] = []

    def njit(**options: Any) -> Any:
        asked.append(options)
        if options["cache"]:
            raise RuntimeError("no locator available for file")
        return lambda loop: loop

    monkeypatch.setattr(importlib, "import_module", lambda name: SimpleNamespace(njit=njit))

    assert compiled.compiled(double)(4) == 8
    assert [options["cache"] for options in asked] == [True, False]
