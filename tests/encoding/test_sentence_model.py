"""A small sentence model from published weights to vectors, against the textbook."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claims import conversion, encoding
from claims.conversion.graph_writer import GraphWriter
from claims.conversion.products import int8_product
from claims.conversion.weights import ModelNotBuilt, read_published
from tests.encoding import tiny

onnx: Any = pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")
TEXTS = ["The minister denied it.", "", "twice", "The minister denied it twice . twice", "!?"]


def sha256_of(source: Path) -> str:
    with pytest.raises(ModelNotBuilt) as refused:
        read_published(source)
    return str(refused.value).rsplit(" ", 1)[-1].rstrip(".")


def built(tmp_path: Path, *, precision: str = "fp32", family: str = "bert") -> Path:
    source, folder = tiny.publish(tmp_path / "source", family=family), tmp_path / "model"
    kind = conversion.Precision(precision)
    conversion.build_model(source, folder, precision=kind, accepted=sha256_of(source))
    return folder


def change(folder: Path, **settings: object) -> None:
    path = folder / "encoder.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **settings}))


@pytest.mark.parametrize("family", ["bert", "mpnet"])
def test_vectors_are_those_of_the_textbook(tmp_path: Path, family: str) -> None:
    encoder = encoding.load_encoder(str(built(tmp_path, family=family)))

    rows = encoder.encode(TEXTS)

    words = {word: number for number, word in enumerate(tiny.WORDS)}
    for number, text in ((0, "the minister denied it ."), (2, "twice")):
        tokens = [words[word] for word in ("[CLS]", *text.split(), "[SEP]")]
        assert rows[number] == pytest.approx(tiny.reference(tokens, family=family), abs=1e-5)
    assert rows.any(axis=1).tolist() == [True, False, True, True, False]
    assert encoder.dimensions == tiny.DIMENSIONS
    assert encoder.languages is None
    assert encoder.encode([]).shape == (0, tiny.DIMENSIONS)


@pytest.mark.parametrize("family", ["bert", "mpnet"])
def test_eight_bits_are_near_and_do_not_look_at_other_texts(tmp_path: Path, family: str) -> None:
    encoder = encoding.load_encoder(str(built(tmp_path, precision="int8", family=family)))
    exact = encoding.load_encoder(str(built(tmp_path / "exact", family=family)))

    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])

    assert together == pytest.approx(alone, abs=1e-5)
    agreement = (together * exact.encode(TEXTS)).sum(axis=1)
    assert agreement[[0, 2, 3]].min() > 0.99
    assert encoder.name.startswith(f"onnx:{family}-int8@")


def test_no_sum_of_the_largest_products_is_cut(tmp_path: Path) -> None:
    """Processors without VNNI add two products in 16 bits."""
    runtime: Any = pytest.importorskip("onnxruntime")
    graph = GraphWriter(onnx)
    weight = np.stack([np.ones(64), np.tile([1, 0], 32), -np.ones(64)], axis=1)
    result = int8_product(
        graph, graph.cast("input_ids", "FLOAT"), weight.astype(np.float32), np.zeros(3, np.float32)
    )
    path = tmp_path / "model.onnx"
    path.write_bytes(graph.model(result=result, output="products", dimensions=3))

    ones = np.ones((1, 64), np.int64)
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (products,) = session.run(["products"], {"input_ids": ones, "attention_mask": ones})

    assert products[0] == pytest.approx([64, 32, -64], rel=0.02)


def test_the_name_changes_with_all_that_shapes_a_vector(tmp_path: Path) -> None:
    folder = built(tmp_path)
    first = encoding.load_encoder(str(folder)).name
    assert encoding.load_encoder(str(shutil.copytree(folder, tmp_path / "copy"))).name == first

    change(folder, max_tokens=4)
    cut = encoding.load_encoder(str(folder))

    assert cut.name != first
    assert (cut.encode(["it twice"]) == cut.encode(["it twice the minister denied"])).all()


def test_a_model_that_gives_its_tokens_is_pooled(tmp_path: Path) -> None:
    """The output is the token number and its place, so that both poolings can be told."""
    graph = GraphWriter(onnx)
    numbers = graph.cast("input_ids", "FLOAT")
    ones = graph.node("Unsqueeze", graph.cast("attention_mask", "FLOAT"), graph.constant([2]))
    tokens = graph.node("Unsqueeze", numbers, graph.constant([2]))
    result = graph.node("Concat", tokens, ones, axis=2)
    model = onnx.load_from_string(graph.model(result=result, output="tokens", dimensions=2))
    shape = onnx.helper.make_tensor_value_info("tokens", 1, ["texts", "tokens", 2])
    model.graph.output[0].CopyFrom(shape)
    (tmp_path / "model.onnx").write_bytes(model.SerializeToString())
    (tmp_path / "tokenizer.json").write_text(json.dumps(tiny.tokenizer()))

    mean = encoding.load_encoder(str(tmp_path)).encode(["it it"])
    (tmp_path / "encoder.json").write_text('{"pooling": "cls", "languages": ["en"]}')
    encoder = encoding.load_encoder(str(tmp_path))

    # [CLS] it it [SEP] are 2 7 7 3: 4.75 on average.
    assert mean[0] == pytest.approx(np.array([4.75, 1]) / np.hypot(4.75, 1), abs=1e-6)
    assert encoder.encode(["it it"])[0] == pytest.approx(np.array([2, 1]) / np.hypot(2, 1))
    assert encoder.languages == frozenset(["en"])


@pytest.mark.parametrize("content", [b"", b"no model", b"\x08\x09"])
def test_a_file_that_is_no_model_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    folder = built(tmp_path)
    (folder / "model.onnx").write_bytes(content)
    change(folder, sha256="")

    with pytest.raises(encoding.EncoderUnavailable, match=r"model\.onnx cannot be used") as error:
        encoding.load_encoder(str(folder))

    assert "\n" not in str(error.value)


def test_a_damaged_model_is_refused_by_its_hash(tmp_path: Path) -> None:
    folder = built(tmp_path)
    content = bytearray((folder / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.onnx").write_bytes(content)

    with pytest.raises(encoding.EncoderUnavailable, match="damaged"):
        encoding.load_encoder(str(folder))


def test_a_model_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = built(tmp_path)
    model = onnx.load(folder / "model.onnx")
    for name in ("pixels", "attention_mask"):
        model.graph.input[0].name = name
        (folder / "model.onnx").write_bytes(model.SerializeToString())
        change(folder, sha256="")
        with pytest.raises(encoding.EncoderUnavailable, match="cannot be used"):
            encoding.load_encoder(str(folder))


def test_a_tokenizer_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = built(tmp_path)
    (folder / "tokenizer.json").write_text("{}")

    with pytest.raises(encoding.EncoderUnavailable, match=r"tokenizer\.json cannot be used"):
        encoding.load_encoder(str(folder))


def test_a_tokenizer_with_more_words_than_the_model_is_survived(tmp_path: Path) -> None:
    folder = built(tmp_path)
    tokenizer: Any = tiny.tokenizer()
    tokenizer["model"]["vocab"]["a"] = 4_000
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))

    with pytest.raises(encoding.EncoderUnavailable, match="cannot be used"):
        encoding.load_encoder(str(folder))
