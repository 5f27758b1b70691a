import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import tokenize
from claims.text.spelling import fold_word


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("tr", "İSTANBUL istanbul'un İstanbul’a"),
        ("tr", "ILIK ılık"),
        ("el", "ΣΤΑΘΜΟΣ σταθμός"),
        ("ar", "المياه الميـــاه المِيَاه"),
        ("ru", "учёный ученый УЧЁНЫЙ"),
        ("ko", "정부가 정부는 정부의"),
        ("de", "Straße STRASSE"),
        ("en", "İstanbul Istanbul"),
        ("hi", "३४ 34"),
    ],
)
def test_spellings_of_one_word_are_one_word(language: str, words: str) -> None:
    assert len({token.stem for token in tokenize(words, language=language)}) == 1


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("fr", "L’eau d'une usine", ["eau", "usine"]),
        ("it", "dell'acqua", ["acqua"]),
        ("de", "Krankenversicherungsbeitrag", ["Krankenversicherungsbeitrag"]),
    ],
)
def test_articles_do_not_glue_to_words(language: str, text: str, content: list[str]) -> None:
    tokens = tokenize(text, language=language)

    assert [token.text for token in tokens if token.is_content] == content


LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(LETTERS, st.sampled_from(["tr", "el", "ar", "ko"]))
def test_a_word_of_letters_is_never_folded_away(word: str, language: str) -> None:
    assert fold_word(word, language=language)
