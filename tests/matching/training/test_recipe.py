from dataclasses import replace

import numpy as np
import pytest

from claims.matching.model import SIGNS, Ranker
from claims.matching.training.corpus import Half, MarkedText, marked_texts, read_half
from claims.matching.training.gating import fit_gate, reached_rows
from claims.matching.training.measuring import measure_half
from claims.matching.training.recipe import (
    cross_validated,
    fit_ranker,
    read_corpus,
    report,
)
from claims.matching.training.samples import ReadText

SIZES = (0, 40)
BACKGROUND = [
    f"The brilnaks of Vorlheim number {n} sold {n} floids to a tamber." for n in range(60)
]


@pytest.fixture(scope="module")
def half() -> Half:
    """A few articles of the corpus."""
    whole = read_half("train")
    articles = whole.articles[:12]
    claims = {p["claim"] for a in articles for p in a["planted"]}
    pairs = tuple(p for p in whole.pairs if p["claim"] in claims)
    return replace(whole, articles=articles, pairs=pairs)


@pytest.fixture(scope="module")
def read(half: Half) -> list[ReadText]:
    return list(read_corpus(half, BACKGROUND, others=SIZES))


def test_the_fit_is_repeatable_keeps_signs_and_tells_right_from_wrong(
    half: Half, read: list[ReadText]
) -> None:
    weights, table = fit_ranker(half, read)
    again, _ = fit_ranker(half, read)
    told = cross_validated(table)

    assert weights.tolist() == again.tolist()
    assert all(weights * list(SIGNS.values()) >= 0)
    assert told[table.labels == 1].mean() > told[table.labels == 0].mean() + 0.15
    assert [row["others"] for row in report(read, table, told)] == list(SIZES)


def test_each_number_of_other_wordings_counts_alike(half: Half, read: list[ReadText]) -> None:
    _, table = fit_ranker(half, read)

    totals = [table.counts[table.others == others].sum() for others in SIZES]
    assert totals[0] == pytest.approx(totals[1])


def test_the_gate_lets_what_is_shown_pass(half: Half, read: list[ReadText]) -> None:
    weights, _ = fit_ranker(half, read)
    ranker = Ranker("test", dict(zip(SIGNS, weights.tolist(), strict=True)))
    unrelated = MarkedText("none", " ".join(BACKGROUND[:9]), (), is_plain=True)
    texts = [*list(marked_texts(half))[:12], unrelated]

    rows = list(reached_rows(texts, [*half.claims, *BACKGROUND], ranker))
    gate = fit_gate(rows)

    inputs = np.concatenate([one.inputs for one in rows])
    is_shown = np.concatenate([one.is_shown for one in rows])
    passing = inputs @ np.array(gate.weights) >= gate.cut
    assert (~passing[is_shown]).sum() <= 1
    assert passing.mean() < 0.9


@pytest.mark.slow
def test_most_planted_restatements_of_the_unseen_half_are_found() -> None:
    [row] = measure_half("test", [], others=[0])

    # Of what lies near a claim in these articles more than a third says something else.
    assert row["R@5"]["all"] >= 0.85
    assert row["R@5"]["light"] >= 0.95
    assert row["precision_recall"]["0.5"][0] >= 0.6
