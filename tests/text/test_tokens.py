import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text import tokens
from claims.text.normalise import fold
from claims.text.tokens import are_plain, shifted, tokenize, tokenize_chunks, word_forms
from tests.text.documents import TEXTS


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("Russia’s leader, Putin's aim", ["russia", "leader", "putin", "aim"]),
        ("self-reliant two-day", ["self", "reliant", "two", "day"]),
        ("1,300 and 3.4 per cent", ["1300", "and", "3.4", "per", "cent"]),
        ("US$107.7 billion", ["$", "107.7", "billion"]),
        ("12.5% of €5", ["12.5", "percent", "of", "€", "5"]),
        ("20km in the 1970s, 2nd", ["20", "km", "in", "the", "1970s", "2nd"]),
        ("U.S. and U.S officials", ["us", "and", "us", "officials"]),
        ("They don’t", ["they", "don't"]),
        ("中国人", ["中", "国", "人"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("co\u00adoperate", ["cooperate"]),
        ("…!?", []),
    ],
)
def test_words_and_numbers_in_their_compared_form(text: str, norms: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == norms


def test_stems_bring_forms_of_a_word_together() -> None:
    sanctioned, sanctions = tokenize("sanctioned sanctions")

    assert sanctioned.stem == sanctions.stem
    assert sanctioned.norm != sanctions.norm


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [("de", "Sanktionen", "Sanktion"), ("fr-CA", "sanctionnés", "sanctionner")],
)
def test_each_language_has_its_own_stems(language: str, left: str, right: str) -> None:
    first, second = tokenize(f"{left} {right}", language=language)

    assert first.stem == second.stem


def test_an_unknown_language_leaves_words_unstemmed() -> None:
    (token,) = tokenize("sanctions", language="xx")

    assert token.stem == "sanctions"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("the talks of the two", ["talks", "two"]),
        ("The US told us", ["US", "told"]),
        ("not at all", ["not"]),
    ],
)
def test_function_words_are_no_content(text: str, content: list[str]) -> None:
    assert [token.text for token in tokenize(text) if token.is_content] == content


@given(TEXTS)
def test_tokens_stand_where_they_say_and_apart(text: str) -> None:
    tokens = tokenize(text)

    assert all(text[token.start : token.end] == token.text != "" for token in tokens)
    assert all(token.norm for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_the_short_way_for_plain_words_is_the_long_way(text: str) -> None:
    for token in tokenize(text):
        if token.text.isalnum():
            assert token.norm == fold(token.text).text.replace(",", "")


@given(TEXTS, st.sampled_from(["en", "fr", "tr", "ar", "zh"]))
def test_no_token_depends_on_what_stands_beyond_a_blank(text: str, language: str) -> None:
    apart = [
        token._replace(start=token.start + chunk.start(), end=token.end + chunk.start())
        for chunk in re.finditer(r"\S+", text)
        for token in tokenize(chunk[0], language=language)
    ]

    assert tokenize(text, language=language) == apart


def test_more_words_than_are_kept_are_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.text.tokens._MOST_KNOWN", 10)
    text = " ".join(f"word{number}" for number in range(100))

    assert [token.norm for token in tokenize(text)] == text.split()
    assert tokenize(text) == tokenize(text)


@pytest.mark.parametrize("text", ["a" * 50_000, "\u0301" * 5000, "\ud800 a", "\x00", "של 12.5 km"])
def test_hostile_text_has_sane_tokens(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


@given(TEXTS)
def test_chunks_have_the_tokens_of_their_text(text: str) -> None:
    for language in ("en", "fr", "tr", "ko", "xx"):
        chunks = text.split()
        expected = [tuple(tokenize(chunk, language=language)) for chunk in chunks]

        assert tokenize_chunks(chunks, language=language) == expected


ODD_CHUNKS = st.lists(
    st.sampled_from([*"\"'’“”«».,;:!?()%$-", "word", "Word", "US", "it", "I", "1", "30", "s", "é"]),
    max_size=6,
).map("".join)


@given(ODD_CHUNKS)
@example("“Word’s”")
@example("it's")
@example("US's")
@example("1,300.5.")
def test_what_needs_no_pattern_is_read_as_the_pattern_reads_it(chunk: str) -> None:
    for language in ("en", "de", "fr", "tr", "az", "ko", "el", "id", ""):
        assert tokens._read(chunk, language) == tokens._read_closely(chunk, language)


@given(st.text("aбS.''’ʼ_1中\u0301\u093f\u200d\u00ad", max_size=12), st.sampled_from(["'’ʼ", "ʼ"]))
def test_a_word_goes_on_behind_an_apostrophe_with_a_letter(text: str, apostrophes: str) -> None:
    letter, part = tokens._LETTER, tokens._WORD_PART
    plainly = re.compile(f"{letter}{part}*(?:[{apostrophes}]{letter}{part}*)*")

    for found in tokens._token_pattern(apostrophes).finditer(text):
        if found.lastgroup == "word":
            again = plainly.match(text, found.start())
            assert again is not None
            assert again[0] == found[0]


@given(st.lists(st.text("abIUSstwoTX", min_size=2, max_size=5), max_size=5))
@example(["US", "us", "It", "the", "THE"])
def test_plain_words_have_the_forms_of_their_tokens(words: list[str]) -> None:
    assert all(are_plain(words))
    for language in ("en", "de", "tr", "ko", "xx"):
        read = [tokenize(word, language=language)[0] for word in words]

        norms, stems, is_content = word_forms(words, language=language)

        assert norms == [token.norm for token in read]
        assert stems == [token.stem for token in read]
        assert is_content == [token.is_content for token in read]


@given(TEXTS)
def test_shifted_tokens_stand_where_their_text_does(text: str) -> None:
    assert shifted(tokenize(text), 3) == tokenize("ab " + text)[1:]
