from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.index import Entry, Index
from claims.matching import NEARNESS, Flag, Matcher, ProposedMatch, second_pass, with_opinions
from claims.matching.meaning import WEIGHTS
from claims.matching.opinion import second_opinion
from claims.matching.scoring import SECOND_LOOK
from claims.matching.second_pass import ModelWeights, Opinion, shipped_weights, weights_of
from claims.text import segment
from tests.suggest.stub_encoder import StubEncoder

CLAIM = Entry(7, 70, "Gdansk will plant 40 trees along the northern canal in the spring.")
OPINION = Opinion(constant=-4.0, words=0.5, nearness=7.0)
SHARES = st.floats(0, 1)


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = ModelWeights(OPINION, WEIGHTS)
    monkeypatch.setattr(second_pass, "shipped_weights", lambda: {"stub": weights})


def proposed(text: str = CLAIM.text) -> tuple[ProposedMatch, ...]:
    return Matcher(Index.build([CLAIM])).match(segment(text))


def heard(text: str = CLAIM.text, *, like: Sequence[str] = (CLAIM.text,)) -> list[ProposedMatch]:
    encoder = StubEncoder()
    return with_opinions(proposed(text), {CLAIM.key: encoder.encode(like)[0]}, encoder)


def test_what_is_near_in_meaning_gains_and_what_is_far_loses() -> None:
    [by_words], [near], [far] = proposed(), heard(), heard(like=["A ship sank in the harbour."])

    assert near.components[NEARNESS] == pytest.approx(1)
    assert far.components[NEARNESS] < 0.5
    assert far.probability < by_words.probability
    assert far.probability < near.probability
    assert replace(near, probability=0, components={}) == replace(
        by_words, probability=0, components={}
    )


def test_a_conflict_keeps_a_match_down_however_near() -> None:
    [match] = heard("Gdansk will plant 60 trees along the northern canal in the spring.")

    assert Flag.NUMBER in {reason.flag for reason in match.flags}
    assert match.components[NEARNESS] > 0.8
    assert match.probability <= SECOND_LOOK


def test_of_a_model_that_nobody_measured_no_opinion_is_heard() -> None:
    encoder = StubEncoder("other@1")

    assert with_opinions(proposed(), {CLAIM.key: np.ones(96)}, encoder) == list(proposed())
    assert encoder.texts == []


def test_a_wording_without_a_vector_stays_as_the_words_judge_it() -> None:
    assert with_opinions(proposed(), {}, StubEncoder()) == list(proposed())


def test_a_wording_without_a_direction_is_near_to_nothing() -> None:
    [match] = with_opinions(proposed(), {CLAIM.key: np.zeros(96)}, StubEncoder())

    assert match.components[NEARNESS] == 0


@given(SHARES, SHARES, SHARES)
def test_more_of_either_never_makes_a_match_less_probable(
    one: float, two: float, at: float
) -> None:
    low, high = sorted((one, two))

    assert OPINION.probability(at, low) <= OPINION.probability(at, high)
    assert OPINION.probability(low, at) <= OPINION.probability(high, at)
    assert 0 < OPINION.probability(low, at) < 1


def test_a_name_says_which_model_it_is_whatever_its_hash() -> None:
    known = weights_of("stub@0fc54a21")

    assert known is not None
    assert known.opinion == OPINION
    assert weights_of("stub") == known
    assert weights_of("stubs@1") is None


def test_by_each_shipped_weights_near_is_shown_and_far_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    [match] = proposed()
    models = shipped_weights()

    assert {"onnx:minilm-int8", "onnx:mpnet-int8", "use-multilingual-v3"} <= set(models)
    for weights in models.values():
        near, far = (second_opinion(match, value, weights.opinion) for value in (0.95, 0.3))
        assert near.probability > 0.8 > 0.5 > far.probability
        assert weights.opinion.words > 0
        assert weights.restatement["cosine"] > 0
