import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given

from claims.text import BlockKind, Segmented, Sentence, segment
from claims.text.blocks import Block
from claims.text.quotes import Quote
from tests.text.documents import PROSE, TEXTS, seed


def _check_offsets(document: Segmented) -> None:
    text = document.text
    units: list[Sequence[Block | Sentence | Quote]] = [
        document.blocks,
        document.sentences,
        document.quotes,
    ]
    for spans in units:
        assert all(text[span.start : span.end] == span.text != "" for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.kind is block.kind
    for quote in document.quotes:
        sentence = document.sentences[quote.sentence]
        assert sentence.start <= quote.start < sentence.end
        if quote.attribution_start is not None:
            assert text[quote.attribution_start : quote.attribution_end] == quote.attribution


@given(TEXTS)
def test_spans_stand_where_they_say_in_order_and_apart(text: str) -> None:
    _check_offsets(segment(text))


@given(PROSE)
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    document = segment(text)

    covered = sum(len(sentence.text.split()) for sentence in document.sentences)
    assert covered == len(text.split())


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_spans_of_a_seed_hold(number: str) -> None:
    document = seed(number)

    _check_offsets(document)
    assert {sentence.block for sentence in document.sentences} == set(range(len(document.blocks)))


def test_an_empty_text_has_no_parts() -> None:
    assert segment("") == Segmented("", (), (), ())
    assert segment(" \n\t\n").blocks == ()


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "“No.” Lavrov said. ",
        "“open ",
        '"open ',
        "‘a ",
        "a.” ",
        "中",
        "\x00\u202e",
        "a\n",
        "(He. ",
        "“a” saying ",
        "'",
        ".",
        "1 ",
        "\ud800",
        "e\u0301",
        "של 12 ",
    ],
)
def test_hostile_texts_take_no_undue_time(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    started = time.perf_counter()

    document = segment(text)

    assert time.perf_counter() - started < 10
    _check_offsets(document)


def test_right_to_left_text_is_segmented() -> None:
    document = segment("قال الوزير إن العلاقات قوية. وأضاف أنه سيزور الصين.", language="ar")

    assert len(document.sentences) == 2


def test_the_kind_of_a_block_is_carried_to_its_sentences() -> None:
    kinds = {sentence.kind for sentence in seed("003").sentences}

    assert kinds == set(BlockKind)
