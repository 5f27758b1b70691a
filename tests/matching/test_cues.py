import pytest

from claims.matching.flags.cues import find_absences, find_cues
from claims.matching.passage import Passage


def cues(text: str) -> list[str]:
    passage = Passage.of(text)
    return [passage.tokens[cue.token].norm for cue in find_cues(passage)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They did not approve it.", ["not"]),
        ("They turned it down.", ["turned"]),
        ("The court struck down the levy.", ["struck"]),
        ("She dismissed claims that it rained.", ["dismissed"]),
        ("She dismissed the coach.", []),
        ("They quarrel over a pay dispute.", []),
        ("It is wrong that sugar harms.", ["wrong"]),
        ("It was the wrong street.", []),
        ("Not only Ghent, but Bruges too.", []),
        ("No fewer than 33 were saved.", []),
        ("It cost six million, not the three that were planned.", []),
        ("Whether or not it rains.", []),
        ("Not even 14 per cent voted.", []),
        ("No one came.", ["no"]),
    ],
)
def test_finds_what_negates(text: str, expected: list[str]) -> None:
    assert cues(text) == expected


def test_a_negating_word_reaches_to_the_end_of_its_clause() -> None:
    passage = Passage.of("It did not rain in Ghent, but it snowed.")
    (cue,) = find_cues(passage)

    assert passage.words(cue.scope) == "rain in Ghent"


def test_at_the_end_of_its_clause_it_reaches_back() -> None:
    passage = Passage.of("I voted for them once and never again.")
    (cue,) = find_cues(passage)

    assert "voted" in passage.words(cue.scope)


def test_finds_words_that_imply_a_negation() -> None:
    passage = Passage.of("Only the unsuccessful were banned from the united team.")

    assert [passage.tokens[i].norm for i in find_absences(passage)] == [
        "only", "unsuccessful", "banned",
    ]  # fmt: skip
