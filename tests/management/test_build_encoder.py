"""manage.py build_encoder."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims import encoding
from claims.conversion.weights import ModelNotBuilt, read_published
from tests.encoding import tiny


def run(*arguments: str) -> tuple[str, str]:
    stdout, stderr = StringIO(), StringIO()
    call_command("build_encoder", *arguments, stdout=stdout, stderr=stderr)
    return stdout.getvalue(), stderr.getvalue()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    return tiny.publish(tmp_path / "source")


@pytest.fixture
def sha256(source: Path) -> str:
    with pytest.raises(ModelNotBuilt) as refused:
        read_published(source)
    return str(refused.value).rsplit(" ", 1)[-1].rstrip(".")


def test_builds_an_encoder_that_loads(source: Path, sha256: str, tmp_path: Path) -> None:
    target = str(tmp_path / "new" / "model")

    stdout, stderr = run(str(source), "--to", target, "--accept-sha256", sha256, "--json")

    record = json.loads(stdout)
    encoder = encoding.load_encoder(target)
    assert record["summary"] is True
    assert (record["encoder"], record["dimensions"]) == (encoder.name, encoder.dimensions)
    assert (record["precision"], record["weights_sha256"]) == ("int8", sha256)
    assert record["bytes"] == (tmp_path / "new" / "model" / "model.onnx").stat().st_size
    assert encoder.name in stderr


def test_says_in_words_what_it_built(source: Path, sha256: str, tmp_path: Path) -> None:
    target = str(tmp_path / "model")

    stdout, stderr = run(
        str(source), "--to", target, "--accept-sha256", sha256, "--precision", "fp32"
    )

    assert stdout.startswith("onnx:bert-fp32@")
    assert target in stdout
    assert stderr == ""


def test_other_weights_are_refused_and_nothing_is_written(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "model"

    with pytest.raises(CommandError, match="not the published ones") as error:
        run(str(source), "--to", str(target))

    assert error.value.returncode == 2
    assert not target.exists()


def test_a_wrong_call_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("onnx")

    with pytest.raises(CommandError, match="no file or folder") as error:
        run(str(tmp_path / "nowhere"), "--to", str(tmp_path / "model"))

    assert "\n" not in str(error.value)
