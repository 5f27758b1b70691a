from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from claims.ranking import (
    CandidateList,
    ClaimRecord,
    Collection,
    Encode,
    FusionModel,
    any_signed,
    cross_validate,
    fit_model,
    judge,
    pooled,
    read_claims,
    read_split,
)
from claims.ranking.candidates import pick_candidates
from tests.ranking.sets_of_files import write_set

Asked = tuple[list[CandidateList], tuple[frozenset[int], ...]]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    write_set(tmp_path)
    claims = read_claims(tmp_path)
    split = read_split(tmp_path, "train", claims) + read_split(tmp_path, "test", claims)
    collection = Collection(claims)
    queries = collection.read([query.text for query in split.queries])
    return [collection.candidates(query) for query in queries], split.relevant


def test_fusion_finds_the_restated_claims(asked: Asked) -> None:
    assert judge(FusionModel(), *asked).summary()["MAP@5"] > 0.9


def test_a_fitted_model_knows_when_the_right_claim_is_gone(asked: Asked) -> None:
    judgement = judge(fit_model(*asked), *asked)
    pairs = list(zip(judgement.probabilities, judgement.outcomes, strict=True))
    right = np.mean([p for p, came in pairs if came])
    wrong = np.mean([p for p, came in pairs if not came])
    assert judgement.findable == len(pairs) / 2
    assert right > wrong + 0.3


def test_folds_cover_every_query_once(asked: Asked) -> None:
    judgements = cross_validate(*asked, folds=4, seed=0)
    assert sorted(pooled(judgements).queries) == list(range(32))


def test_removed_claims_are_not_candidates(asked: Asked) -> None:
    lists, relevant = asked
    kept = lists[0].without(relevant[0])
    assert not set(kept.claims.tolist()) & relevant[0]
    assert len(kept.features()) == len(lists[0].features()) - 1


def test_each_encoder_has_a_channel_of_its_own() -> None:
    def about(word: str) -> Encode:
        def encode(texts: Sequence[str]) -> np.ndarray:
            return np.array([[word in text.lower(), word not in text.lower()] for text in texts],
                            np.float32)  # fmt: skip

        return encode

    claims = [ClaimRecord("a", "Rivers rose."), ClaimRecord("b", "The sea rose.")]
    collection = Collection(claims, {"seas": about("sea"), "rivers": about("rivers")})
    [query] = collection.read(["Sea levels?"])
    candidates = collection.candidates(query)
    columns = [collection.channels.index(f"vectors of {name}") for name in ("seas", "rivers")]
    assert candidates.scores[:, columns].tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize("text", ["", "?", "…\u202e\x07", "a " * 20_000])
def test_odd_queries_are_ranked_all_the_same(text: str) -> None:
    collection = Collection([ClaimRecord("a", "Rivers rose."), ClaimRecord("b", "x")])
    ranked = FusionModel().rank(collection.candidates(collection.read([text])[0]))
    assert sorted(ranked.claims.tolist()) == [0, 1]


def test_articles_are_searched_by_passages() -> None:
    filler = "Nothing much was said about it that evening.\n" * 40
    claims = [
        ClaimRecord("a", "It was late.", body=filler + "The ferry sank near Split.\n" + filler),
        ClaimRecord("b", "It was early.", body=filler),
    ]
    collection = Collection(claims)
    candidates = collection.candidates(collection.read(["a ferry sank"])[0])
    column = collection.channels.index("passage words")
    assert candidates.scores[0, column] > candidates.scores[1, column] == 0


def test_candidates_are_the_best_of_any_channel() -> None:
    scores = np.array([[5, 1, 0, 0, 0], [0, 0, 0, 1, 9]], np.float32)
    assert pick_candidates(scores, depth=1).tolist() == [0, 4]
    assert pick_candidates(scores, depth=9).tolist() == [0, 1, 2, 3, 4]


def _differing_pairs(text: str, texts: Sequence[str]) -> list[list[list[float]]]:
    """For each query the pair features of two claims, where they are not the same for all."""
    claims = [ClaimRecord("a", text), ClaimRecord("b", "Rivers rose.")]
    collection = Collection(claims)
    pairs = [collection.candidates(query).pairs for query in collection.read(texts)]
    differing = np.flatnonzero((pairs[0] != pairs[1]).any(axis=0))
    return [each[:, differing].tolist() for each in pairs]


def test_a_claim_that_names_the_author_of_a_post_is_told_apart() -> None:
    texts = ["Rivers rose! — Mira Lind (@mira)", "Rivers rose!"]
    signed, unsigned = _differing_pairs("Mira Lind said rivers rose.", texts)
    # In the text of the claim, and in all of its fact check.
    assert signed == [[1, 1], [0, 0]]
    assert unsigned == [[0, 0], [0, 0]]


def test_a_claim_of_the_month_of_a_post_is_told_apart() -> None:
    texts = ["Rivers rose! — (@mira) May 1, 2021", "Rivers rose! — (@mira)"]
    dated, undated = _differing_pairs("In May 2021, rivers rose.", texts)
    assert dated == [[1, 1], [0, 0]]
    assert undated == [[0, 0], [0, 0]]


def test_a_post_that_says_nothing_is_found_by_its_author() -> None:
    claims = [ClaimRecord("a", "Mira Lind drowned."), ClaimRecord("b", "Rivers rose.")]
    collection = Collection(claims, with_authors=True)
    [query] = collection.read(["I am alive! — Mira (@MiraLind) May 1, 2021"])
    scores = collection.candidates(query).scores
    plain, signed = (collection.channels.index(name) for name in ("words", "signed words"))
    assert scores[:, plain].tolist() == [0, 0]
    assert scores[0, signed] > scores[1, signed]


def test_an_encoder_is_told_the_author_as_well() -> None:
    told: list[str] = []

    def encode(texts: Sequence[str]) -> np.ndarray:
        told.extend(texts)
        return np.ones((len(texts), 1), np.float32)

    collection = Collection([ClaimRecord("a", "Rivers rose.")], {"any": encode})
    collection.read(["They rose. — Mira Lind (@mira)", "Unsigned."])
    assert "They rose." in told
    assert "Mira Lind: They rose." in told
    assert "Unsigned." in told


def test_only_signed_queries_need_signed_channels() -> None:
    claims = [ClaimRecord("a", "Rivers rose.")]
    assert any_signed(["They rose.", "They rose. — (@mira)"])
    assert not any_signed(["They rose.", "They rose — twice."])
    plain, signed = (Collection(claims, with_authors=flag).channels for flag in (False, True))
    assert [name for name in signed if name not in plain] == ["signed words", "signed characters"]
