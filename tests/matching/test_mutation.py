"""How far the words of a span have moved from the wording."""

import pytest

from claims.matching import Mutation, restate

WORDING = "The mayor of Ghent banned old cars from the centre"


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("Yes: the mayor of Ghent banned old cars from the centre, again.", Mutation.VERBATIM),
        ("The mayor banned cars from the centre", Mutation.TRIMMED),
        ("From the centre the mayor banned cars", Mutation.REWORDED),
        ("The mayor of Ghent banned old lorries from the centre", Mutation.REWORDED),
        ("The town closed its middle to cars", Mutation.PARAPHRASED),
    ],
)
def test_says_how_far_the_words_have_moved(span: str, expected: Mutation) -> None:
    assert restate(WORDING, span, language="en").mutation is expected
