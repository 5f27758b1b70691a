import pytest

from claims.index import Entry, Index
from claims.matching import weighing
from claims.matching.weighing import TermWeights, share_of

INDEX = Index.build([Entry(i, i, text) for i, text in enumerate(["Taxes rose in May", "Taxes"])])
TERMS = ["", "tax", "may", "2014", "monday", "unheard", "tax"]


def test_weights_are_those_of_the_index_lessened_by_what_a_word_tells() -> None:
    weights = TermWeights(INDEX)

    expected = [INDEX.weight(term) * share_of(term) if term else 0.0 for term in TERMS]
    assert weights.of(TERMS) == pytest.approx(expected, abs=0)
    assert weights.of(TERMS) == expected


def test_terms_beyond_the_bound_are_forgotten_and_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weighing, "_MOST_KEPT", 3)
    weights = TermWeights(INDEX)

    for term in [*TERMS, *TERMS]:
        assert weights.of([term]) == TermWeights(INDEX).of([term])
    assert len(weights._kept) <= 4
