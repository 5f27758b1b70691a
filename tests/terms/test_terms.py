import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.terms import term_of, terms_of
from claims.text import tokenize
from tests.terms.triples import TRIPLES, Triple
from tests.text.documents import NASTY


def _terms(text: str, *, language: str = "en") -> tuple[str, ...]:
    return terms_of(tokenize(text, language=language))


@pytest.mark.parametrize("triple", TRIPLES, ids=lambda triple: triple.language)
def test_a_restatement_shares_twice_the_terms_of_another_sentence(triple: Triple) -> None:
    claim, restatement, unrelated = (
        set(_terms(text, language=triple.language)) - {""}
        for text in (triple.claim, triple.restatement, triple.unrelated)
    )

    assert len(claim & restatement) >= len(claim) / 2
    assert len(claim & restatement) >= 2 * len(claim & unrelated)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("年金額", ("年金", "金額", "")),
        ("中", ("中",)),
        ("中国 人", ("中国", "", "人")),
        ("中国、人民", ("中国", "", "人民", "")),
        ("ที่ดิน", ("ที่ดิ", "ดิน", "")),
    ],
)
def test_scripts_without_blanks_have_pairs_of_characters(text: str, terms: tuple[str, ...]) -> None:
    assert _terms(text, language="ja") == terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("Russian", "Moscow’s"), ("increased", "rose"), ("5 per cent", "5%"), ("U.S.", "American")],
)
def test_words_for_the_same_share_a_term(one: str, other: str) -> None:
    assert set(_terms(one)) - {""} == set(_terms(other)) - {""}


@given(st.one_of(NASTY, st.text(max_size=80)), st.sampled_from(["en", "fr", "tr", "ja", "ko"]))
def test_terms_need_no_more_than_what_stands_between_blanks(text: str, language: str) -> None:
    chunks = [_terms(chunk.lower(), language=language) for chunk in text.split()]

    whole = _terms(text.lower(), language=language)

    assert whole == tuple(term for chunk in chunks for term in chunk)


def test_a_word_by_itself_has_the_term_it_has_among_others() -> None:
    for token in tokenize("taxes rose and sanctioned 2014 is cent"):
        assert (term_of(token),) == terms_of([token])
