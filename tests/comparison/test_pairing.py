from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparison import pair_sentences
from claims.comparison.pairing import LEAST_SIMILARITY
from claims.text import segment

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
SENTENCES = st.lists(
    st.sampled_from(
        [
            "The city spent 40 million euros on the bridge.",
            "On the bridge the city spent 40 million euros.",
            "Nobody knows who signed the contract in May.",
            "Nobody knew who had signed the contract in May.",
            "He agreed.",
            "",
        ]
    ),
    max_size=8,
)


def sentences_of(name: str) -> list[str]:
    [path] = SEEDS.glob(f"{name}*.txt")
    return [sentence.text for sentence in segment(path.read_text()).sentences]


def test_a_rewrite_is_paired_with_its_model_sentence_by_sentence() -> None:
    rewrite, model, unrelated = (sentences_of(name) for name in ("001", "000", "004"))

    pairs = pair_sentences(rewrite, model)

    assert len(pairs) >= 11
    # A rewrite keeps the order.
    assert [pair.right for pair in pairs] == sorted(pair.right for pair in pairs)
    assert len(pair_sentences(rewrite, unrelated)) <= 1


def test_clauses_that_change_places_are_found() -> None:
    [pair] = pair_sentences(
        ["The city spent 40 million euros on the bridge."],
        ["Nothing else.", "On the bridge the city spent 40 million euros."],
    )

    assert (pair.left, pair.right) == (0, 1)
    assert pair.similarity > 90


@pytest.mark.parametrize("text", ["", "!?", "He agreed."])
def test_what_says_too_little_is_not_paired(text: str) -> None:
    assert pair_sentences([text], [text]) == ()


@given(SENTENCES, SENTENCES)
def test_no_sentence_is_paired_twice_and_none_that_is_unlike(
    left: list[str], right: list[str]
) -> None:
    pairs = pair_sentences(left, right)

    assert len({pair.left for pair in pairs}) == len({pair.right for pair in pairs}) == len(pairs)
    assert all(pair.similarity >= LEAST_SIMILARITY for pair in pairs)
    assert [pair.left for pair in pairs] == sorted(pair.left for pair in pairs)


@given(SENTENCES)
def test_a_text_is_paired_with_itself(text: list[str]) -> None:
    pairs = pair_sentences(text, text)

    assert all(pair.similarity == 100 for pair in pairs)
    assert len(pairs) == sum(len(sentence) > 12 for sentence in text)
