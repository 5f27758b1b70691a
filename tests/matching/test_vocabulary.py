import pytest

from claims import enums, matching
from claims.index import Entry, Index
from claims.text import segment


@pytest.mark.parametrize("name", ["Flag", "Stance", "Mutation"])
def test_words_are_those_of_the_database(name: str) -> None:
    assert [member.value for member in getattr(matching, name)] == getattr(enums, name).values


def test_every_component_is_explained_and_given() -> None:
    claim = "The city of Ghent banned cars from its centre in 2017."
    index = Index.build([Entry(1, 1, claim)])

    (match,) = matching.Matcher(index).match(segment(claim))

    assert match.components.keys() == matching.COMPONENTS.keys()
    assert all(meaning.endswith(".") for meaning in matching.COMPONENTS.values())
