import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.normalise import Folded, clean_text, fold, fold_key, fold_text, lowered
from tests.text.documents import TEXTS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Good health”, he said", '"good health", he said'),
        ("Russia’s ‘80s", "russia's '80s"),
        ("honest – unlike — other‐wise", "honest - unlike - other-wise"),
        ("  a\u00a0\n\t b  ", "a b"),
        ("co\u00adoper\u200bate\ufeff", "cooperate"),
        ("\u202eabc\u202c", "abc"),
        ("STRASSE Straße", "strasse strasse"),
        ("cafe\u0301 CAFÉ", "café café"),
        ("ﬁnance ①", "finance 1"),
        ("\u1112\u1161\u11ab", "한"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_two_spellings_fold_to_one(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold_text(text) == folded


@given(st.one_of(TEXTS, st.text("eE \u0301\u0345\u200d\ufe0fᄒ\u1160한ﾞｶ´ᎠꭰΣς", max_size=12)))
def test_the_quick_way_to_a_folded_text_is_the_long_way(text: str) -> None:
    assert fold_text(text) == fold(text).text


@pytest.mark.parametrize("text", ["mıllİonſ", "\u212am", "Straße"])
def test_small_letters_are_those_of_a_pattern_that_ignores_case(text: str) -> None:
    assert re.fullmatch(lowered(text), text, re.IGNORECASE)


def test_a_span_of_the_folded_text_leads_back_to_the_original() -> None:
    original = "He  said\u200b: “Cafe\u0301 ﬁne”"
    folded = fold(original)
    start = folded.text.index("café")

    assert original[slice(*folded.span(start, start + 4))] == "Cafe\u0301"
    fine = folded.text.index("fine")
    assert original[slice(*folded.span(fine, fine + 4))] == "ﬁne"


@pytest.mark.parametrize("text", ["", "abc"])
def test_an_empty_span_has_no_length(text: str) -> None:
    folded = fold(text)

    start, end = folded.span(len(text), len(text))

    assert start == end == len(text)


@given(TEXTS)
def test_every_folded_character_maps_back_in_order(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    spans = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(TEXTS)
def test_folded_text_has_single_blanks_inside_only(text: str) -> None:
    folded = fold(text).text

    assert folded == " ".join(folded.split())


def test_plain_ascii_folds_like_lower_case_words() -> None:
    text = string.ascii_letters + string.digits

    assert fold(text) == Folded(
        text.lower(), tuple(range(len(text))), tuple(range(1, len(text) + 1))
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("China is a partner.", "“China  is a PARTNER”"),
        ("self-reliant", "self reliant"),
        ("Russia’s aim", "Russia's aim"),
        ("Wait… now", "Wait now"),
    ],
)
def test_the_same_sentence_has_the_same_key(left: str, right: str) -> None:
    assert fold_key(left) == fold_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("up 3.4 percent", "up 34 percent"),
        ("it fell to -5", "it fell to 5"),
        ("5%", "5"),
        ("$300", "€300"),
        ("1,300", "1.300"),
        ("he did", "he didn't"),
    ],
)
def test_another_statement_has_another_key(left: str, right: str) -> None:
    assert fold_key(left) != fold_key(right)


def test_a_key_is_a_sha256_in_hexadecimal() -> None:
    assert len(fold_key("")) == 64
    assert set(fold_key("a")) <= set(string.hexdigits)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\ufeffa\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\x07c\x7f", "abc"),
        ("a  \t\nb \u00a0\n\n", "a\nb"),
        ("  indented", "  indented"),
        ("“keep” – these… ’", "“keep” – these… ’"),
        ("e\u0301", "é"),
        ("bad\ud800half", "bad\ufffdhalf"),
    ],
)
def test_cleaning_keeps_what_a_reader_sees(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(TEXTS)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean_text(raw)

    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_a_letter_under_a_heap_of_marks_is_cleaned_in_no_time() -> None:
    once = clean_text("a" + "\u0344\u0316" * 100_000 + "b")

    assert len(once) < 40
    assert clean_text(once) == once
