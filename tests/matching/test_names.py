import pytest

from claims.matching.names import Name, find_names, may_be_same
from claims.text import tokenize


def names(text: str) -> list[Name]:
    return list(find_names(text, tokenize(text)))


def words(text: str) -> list[str]:
    return [" ".join(name.words) for name in names(text) if name.is_sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday US President Joe Biden met Wang Yi in Guilin.", "us|joe biden|wang yi|guilin"),
        ("It flew from Saint Petersburg to New York.", "saint petersburg|new york"),
        ("They asked the European Central Bank.", "european central bank"),
        ("He sued the Department of Justice.", "department of justice"),
        ("Scientists were surprised in March.", ""),
        ("It said Britain’s Boris Johnson left.", "britain|boris johnson"),
    ],
)
def test_finds_names_without_titles(text: str, expected: str) -> None:
    assert "|".join(words(text)) == expected


def test_a_capital_at_the_beginning_is_sure_only_if_known() -> None:
    text = "Lavrov left early."

    assert not find_names(text, tokenize(text))[0].is_sure
    assert find_names(text, tokenize(text), known={"lavrov"})[0].is_sure


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("of Joe Biden", "of President Biden", True),
        ("of Joe Biden", "of Hunter Biden", False),
        ("of Sergei Lavrov", "of Sergey Lavrov", True),
        ("of Antony Blinken", "of Tony Blinken", True),
        ("in the European Union", "in the EU", True),
        ("in Moscow", "in Russia", True),
        ("in Beijing", "in Guilin", False),
        ("in Germany", "in France", False),
        ("the American army", "the US army", True),
        ("the Chinese capital", "see Beijing", True),
        ("the Bank of England", "the European Central Bank", False),
        ("the Golden Gate Bridge", "the Brooklyn Bridge", False),
        ("the United States Congress", "the Congress", True),
        ("see Thyssen-Krupp", "see ThyssenKrupp", True),
        ("by House Speaker Nancy Pelosi", "by Nancy Pelosi", True),
        ("against Real Sociedad", "against Real Betis", False),
        ("the Scottish teachers", "in Scotland", True),
        ("of Will Hobb", "of Bill Hobb", True),
        ("of A. Hobb", "of Agnes Hobb", True),
        ("of Mike Hobb", "of Mark Hobb", False),
        ("the Ministry of Trade", "the Ministry of Health", False),
    ],
)
def test_knows_which_names_may_be_the_same(one: str, other: str, expected: bool) -> None:
    assert may_be_same(names(one)[0], names(other)[0]) is expected
    assert may_be_same(names(other)[0], names(one)[0]) is expected
