from dataclasses import replace
from typing import Any

import pytest

from claims.matching.second_pass import RESTATEMENT
from claims.matching.training import second_pass
from claims.matching.training.corpus import Half, read_half
from claims.matching.training.measuring import measure_half
from tests.suggest.stub_encoder import StubEncoder

BACKGROUND = [
    f"The brilnaks of Vorlheim number {n} sold {n} floids to a tamber." for n in range(60)
]


@pytest.fixture(autouse=True)
def few_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_half("train")
    articles = whole.articles[:12]
    claims = {p["claim"] for a in articles for p in a["planted"]}
    pairs = tuple(p for p in whole.pairs if p["claim"] in claims)
    small = replace(whole, articles=articles, pairs=pairs)

    def read(_: str) -> Half:
        return small

    monkeypatch.setattr(second_pass, "read_half", read)
    monkeypatch.setattr("claims.matching.training.measuring.read_half", read)


def test_each_encoder_gets_weights_and_figures_and_again_the_same() -> None:
    encoders = [StubEncoder("one@1"), StubEncoder("two@9", dimensions=64)]

    stored = second_pass.build_second_pass(encoders, BACKGROUND)

    assert list(stored["models"]) == ["one", "two"]
    assert stored == second_pass.build_second_pass(encoders, BACKGROUND)
    for model in stored["models"].values():
        assert list(model["opinion"]) == ["constant", "words", "nearness"]
        assert list(model["restatement"]) == list(RESTATEMENT)
        assert model["restatement"]["cosine"] >= 0
        assert model["with_opinion"]["pairs"] == model["by_words_alone"]["pairs"] > 20
        assert model["by_meaning_beside"]["precision_recall"].keys() == {"0.5", "0.7", "0.9"}


def test_with_an_encoder_both_passes_are_measured() -> None:
    by_words, both = (_measured(encoder) for encoder in (None, StubEncoder()))

    assert by_words["planted"] == both["planted"] > 0
    # What the words show is shown with an encoder as well: nobody has measured the stub's opinion.
    assert both["precision_recall"]["0.5"][1] >= by_words["precision_recall"]["0.5"][1]
    assert both["R@5"]["light"] == 1


def _measured(encoder: StubEncoder | None) -> dict[str, Any]:
    [row] = measure_half("train", BACKGROUND, others=[len(BACKGROUND)], encoder=encoder)
    return row
