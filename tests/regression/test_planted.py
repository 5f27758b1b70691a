from claims.matching import Mutation, ProposedMatch, Stance
from claims.regression.planted import Article, Planted, Read

FIRST, SECOND = Planted(0, 0, 20), Planted(1, 30, 60)
ARTICLE = Article("a", "x" * 100, (FIRST, SECOND))


def match(claim: int, start: int, probability: float) -> ProposedMatch:
    return ProposedMatch(
        claim=claim,
        wording=claim,
        wording_text="",
        sentence=0,
        last_sentence=0,
        start=start,
        end=start + 5,
        text="",
        probability=probability,
        components={},
        flags=(),
        mutation=Mutation.VERBATIM,
        stance=Stance.REPEATS,
        diff=(),
        quote=None,
    )


def test_the_rank_counts_other_claims_at_the_same_place_once() -> None:
    read = Read(
        ARTICLE,
        [match(7, 0, 0.9), match(7, 5, 0.8), match(0, 10, 0.4), match(8, 40, 0.95)],
    )

    assert read.rank(FIRST) == 2
    assert read.rank(SECOND) is None


def test_only_what_is_shown_is_found_or_false() -> None:
    read = Read(ARTICLE, [match(0, 0, 0.6), match(1, 30, 0.4), match(9, 0, 0.7), match(9, 40, 0.2)])

    assert len(read.found(FIRST)) == 1
    assert read.found(SECOND) == []
    assert [m.claim for m in read.false_alarms()] == [9]


def test_the_right_claim_elsewhere_is_false() -> None:
    read = Read(ARTICLE, [match(0, 80, 0.9)])

    assert read.found(FIRST) == []
    assert len(read.false_alarms()) == 1
