"""encoder.json: what an ONNX model does not say of itself."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from claims.encoding.protocol import EncoderUnavailable

SETTINGS_FILE = "encoder.json"


class Pooling(StrEnum):
    """How the vectors of the tokens become the one of the text."""

    MEAN = "mean"
    CLS = "cls"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Every field has a default, because the file may be missing.

    `batch_tokens`: padded tokens that one run may hold. 1 takes each text alone, which is right
    for models whose int8 steps look at the whole batch: there the same text has another vector in
    other company. `sha256` is of model.onnx; `precision` and `weights_sha256` say where the model
    comes from.
    """

    name: str = ""
    pooling: Pooling = Pooling.MEAN
    max_tokens: int = 256
    batch_tokens: int = 1
    prefix: str = ""
    languages: tuple[str, ...] | None = None
    sha256: str = ""
    precision: str = ""
    weights_sha256: str = ""


def write_settings(settings: ModelSettings, folder: Path) -> None:
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    (folder / SETTINGS_FILE).write_text(text + "\n", encoding="utf-8")


def read_settings(folder: Path) -> ModelSettings:
    """The settings of a model, or the defaults if it has no file. Raises EncoderUnavailable."""
    path = folder / SETTINGS_FILE
    if not path.exists():
        return ModelSettings()
    try:
        return _parse(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EncoderUnavailable(f"{path} cannot be used: {error}; mend or remove it.") from error


def _parse(record: object) -> ModelSettings:
    """Raises ValueError or TypeError."""
    if not isinstance(record, dict):
        raise TypeError("it is not a JSON object")
    if unknown := sorted(set(record) - {field.name for field in fields(ModelSettings)}):
        raise ValueError(f"it has the unknown key “{unknown[0]}”")
    for key in ("max_tokens", "batch_tokens"):
        number = record.get(key, 1)
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise ValueError(f"“{key}” must be a whole number above 0")
    for key in ("name", "prefix", "sha256", "precision", "weights_sha256"):
        if not isinstance(record.get(key, ""), str):
            raise TypeError(f"“{key}” must be a text")
    languages = record.get("languages")
    pooling = Pooling(record.get("pooling", Pooling.MEAN))
    return ModelSettings(
        **{**record, "pooling": pooling, "languages": tuple(languages) if languages else None}
    )
