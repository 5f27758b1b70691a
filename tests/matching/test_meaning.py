import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.index import Entry, Index
from claims.matching import (
    COMPONENTS,
    COSINE,
    MEANING_COMPONENTS,
    Flag,
    Matcher,
    MeaningMatcher,
    Near,
    ProposedMatch,
    asked_spans,
    near_wordings,
    span_vectors,
)
from claims.text import Segmented, segment
from tests.suggest.stub_encoder import StubEncoder

SHIP = Entry(7, 70, "Doctors bought the ship that sank in the harbour.")
TREES = Entry(8, 80, "The council of Gdansk will plant 40 trees along the northern canal.")
MEANT = "Physicians acquired a vessel which capsized in the bay."
DOCUMENT = segment(f"Council news\n\nThe council met again today.\n\n{MEANT} It was an old one.")
ENTRIES = (SHIP, TREES)


def spans(document: Segmented) -> list[tuple[int, int]]:
    return [(first, last) for first, last in asked_spans(document).tolist()]


def sentence(text: str, document: Segmented = DOCUMENT) -> int:
    return [s.text for s in document.sentences].index(text)


def restated(
    near: Sequence[Near], *, proposed: Sequence[ProposedMatch] = (), document: Segmented = DOCUMENT
) -> tuple[ProposedMatch, ...]:
    matcher = MeaningMatcher(Index.build(ENTRIES), ENTRIES, encoder="stub@1", threshold=0.5)
    return matcher.restatements(document, near, proposed=proposed)


def near(cosine: float, *, wording: Entry = SHIP, text: str = MEANT, more: int = 0) -> Near:
    first = sentence(text)
    return Near(first, first + more, wording.key, cosine)


def test_long_sentences_and_windows_of_two_are_asked_for() -> None:
    texts = [s.text for s in DOCUMENT.sentences]
    asked = {" ".join(texts[first : last + 1]) for first, last in spans(DOCUMENT)}

    assert MEANT in asked
    assert f"{MEANT} It was an old one." in asked
    assert not any("Council news" in text for text in asked)


def test_each_sentence_is_encoded_once_and_a_window_lies_between_its_sentences() -> None:
    encoder = StubEncoder()
    asked = asked_spans(DOCUMENT)

    vectors = span_vectors(DOCUMENT, asked, encoder)

    assert len(encoder.texts) == len(set(encoder.texts)) == len(np.unique(asked))
    for (first, last), vector in zip(asked.tolist(), vectors, strict=True):
        ends = encoder.encode([DOCUMENT.sentences[i].text for i in {first, last}])
        assert np.allclose(vector, ends.sum(axis=0), atol=1e-5)


def test_only_what_is_near_enough_is_compared() -> None:
    asked = np.array([[0, 0], [0, 1]], dtype=np.int32)
    keys = np.array([[7, 8], [8, 7]])
    cosines = np.array([[0.9, 0.2], [0.6, -1.0]], dtype=np.float32)

    found = near_wordings(asked, keys, cosines, floor=0.5)

    assert [(n.first, n.last, n.wording) for n in found] == [(0, 0, 7), (0, 1, 8)]


def test_a_near_wording_is_proposed_with_its_span_its_words_and_its_cosine() -> None:
    [match] = restated([near(0.9)])

    assert (match.claim, match.wording, match.text) == (SHIP.claim, SHIP.key, MEANT)
    assert match.components.keys() == COMPONENTS.keys() | MEANING_COMPONENTS.keys()
    assert match.components[COSINE] == 0.9
    assert match.diff


def test_a_far_one_and_an_unknown_one_are_not() -> None:
    assert restated([near(0.55), Near(1, 1, 999, 0.99)]) == ()


def test_the_nearer_the_more_probable() -> None:
    probabilities = [restated([near(c)])[0].probability for c in (0.8, 0.85, 0.9)]

    assert probabilities == sorted(probabilities)
    assert len(set(probabilities)) == 3


def test_of_overlapping_stretches_of_a_claim_the_best_is_proposed() -> None:
    [match] = restated([near(0.8, more=1), near(0.9)])

    assert match.text == MEANT


def test_what_the_words_propose_is_not_proposed_again() -> None:
    document = segment(f"{SHIP.text} Nobody knows who paid for it.")
    proposed = Matcher(Index.build(ENTRIES)).match(document)
    assert [m.claim for m in proposed] == [SHIP.claim]

    again = Near(0, 1, SHIP.key, 0.95)
    other = Near(1, 1, TREES.key, 0.95)
    found = restated([again, other], proposed=proposed, document=document)

    assert [m.claim for m in found] == [TREES.claim]


def test_a_conflict_is_flagged_and_caps_the_probability() -> None:
    document = segment("Gdansk will plant 60 trees along the northern canal.")

    [match] = restated([Near(0, 0, TREES.key, 0.95)], document=document)

    assert Flag.NUMBER in {reason.flag for reason in match.flags}
    assert match.probability <= 0.6


@pytest.mark.parametrize(
    "text", ["", "?!", "一二三。", "\x00\x01 control \x02 words here", "א" * 500]
)
def test_odd_texts_are_survived(text: str) -> None:
    document = segment(text)
    asked = asked_spans(document)
    vectors = span_vectors(document, asked, StubEncoder())

    assert vectors.shape == (len(asked), 96)
    assert np.isfinite(vectors).all()
    every = [Near(first, last, SHIP.key, 1.0) for first, last in asked.tolist()]
    assert all(math.isfinite(m.probability) for m in restated(every, document=document))


@given(
    st.lists(
        st.builds(
            Near,
            st.just(sentence(MEANT)),
            st.sampled_from([sentence(MEANT), sentence(MEANT) + 1]),
            st.sampled_from([SHIP.key, TREES.key, 5]),
            st.floats(-1, 1, width=32),
        ),
        max_size=6,
    )
)
def test_whatever_is_near_a_claim_is_proposed_once_for_a_sentence(found: list[Near]) -> None:
    matches = restated(found)

    assert len({(m.claim, m.sentence) for m in matches}) == len(matches)
    assert all(0.5 <= m.probability <= 1 for m in matches)
    assert all(DOCUMENT.text[m.start : m.end] == m.text for m in matches)
