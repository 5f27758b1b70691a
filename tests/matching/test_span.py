"""What a match shows: the words that matched, and the rest where that is little."""

import pytest

from claims.matching.passage import Passage
from claims.matching.span import span_of

LONG = "Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omega"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (4, 11, LONG),
        (5, 7, "zeta eta theta"),
        (3, 4, "Alpha beta gamma delta epsilon"),
        (7, 8, "theta iota kappa lambda omega"),
    ],
)
def test_all_is_shown_if_most_of_it_matched_and_few_stray_words_at_an_end(
    first: int, last: int, shown: str
) -> None:
    start, end = span_of(Passage.of(LONG), first, last)

    assert LONG[start:end] == shown


def test_marks_around_the_span_belong_to_it() -> None:
    text = LONG.replace("zeta eta theta", "“zeta eta theta,”")

    start, end = span_of(Passage.of(text), 5, 7)

    assert text[start:end] == "“zeta eta theta,”"


def test_a_stretch_without_a_word_is_shown_whole() -> None:
    assert span_of(Passage.of("😀 …"), 0, 0) == (0, 3)
