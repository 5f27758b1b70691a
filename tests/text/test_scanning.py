import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import dates, proportions, quantities, subjects
from claims.text.normalise import lowered
from claims.text.scanning import compiled_later, matches_at
from tests.text.documents import PROSE, TEXTS

_PIECES = """
$|US$|USD|€5m|-|−5|.5|1,300|3.4|five|Twenty|two-thirds|a hundred|half a|million|half of|ninth
largest|third|No.|#3|to|and|percent|%|in|mid|since|2014|1999-2004|May|MAY|Monday,|March 3rd
9|_|12.03.2021|3/4/2020|5 km|ſix|the|٣
"""
_TOLD = """
one in four|89 of 100|two out of every three|a hundred|in|of the|doubled|halving|tenfold|12-fold
three times as|twice as|every other|every second day|within a year|half a century|half a point|two
and a half hours|a quarter of a|by half|two-thirds|a third more|a pair of|the trio of|several
a few|million|No. 4|#7|3rd|third largest|1:30|3/4|1990s|1.2.3|from 3 to 4|between 5 and 6
"""
TOLD = st.builds(
    str.join,
    st.sampled_from([" ", "  ", "-", "\n"]),
    st.lists(st.sampled_from((_PIECES + _TOLD).strip().replace("\n", "|").split("|")), max_size=20),
)
NUMBERS = st.builds(
    str.join,
    st.sampled_from(["", " ", "  ", "-"]),
    st.lists(st.sampled_from(_PIECES.strip().replace("\n", "|").split("|")), max_size=20),
)


def _everywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@given(TEXTS)
def test_starts_everywhere_find_what_a_search_finds(text: str) -> None:
    pattern = re.compile(r"\w+\s?\w")

    found = matches_at(pattern, text, range(len(text)))

    assert [match.span() for match in found] == _everywhere(pattern, text)


@given(st.one_of(NUMBERS, PROSE))
def test_no_date_begins_anywhere_else(text: str) -> None:
    starts = dates._starts(text)

    for beginnings, _, pattern in dates._PATTERNS:
        found = matches_at(pattern(), text, dates._starts_of(beginnings, text, starts))
        assert [match.span() for match in found] == _everywhere(pattern(), text)


@given(st.one_of(NUMBERS, PROSE))
def test_no_numeral_begins_anywhere_else(text: str) -> None:
    words = frozenset(re.findall("[a-z]+", lowered(text)))
    starts = quantities._numeral_starts(text, quantities._numerals(text, words))

    for pattern in (quantities._range(), quantities._single()):
        found = matches_at(pattern, text, starts)
        assert [match.span() for match in found] == _everywhere(pattern, text)


@pytest.mark.parametrize("pattern", [subjects._direct(), subjects._speaking(), subjects._acting()])
@given(text=st.one_of(PROSE, TEXTS))
def test_no_subject_begins_anywhere_else(pattern: re.Pattern[str], text: str) -> None:
    beginning = subjects._NAME_START if pattern is subjects._speaking() else subjects._SUBJECT_START

    found = subjects._found(pattern, beginning, text, 0, len(text))

    assert [match.span() for match in found] == _everywhere(pattern, text)


@given(st.one_of(TOLD, NUMBERS, PROSE))
def test_no_date_is_found_without_what_it_needs(text: str) -> None:
    there = {kind for _, kind in dates._starts(text)} | set(text) & dates._MARKS
    there |= {"d"} if "y" in there else set()

    for _, needs, pattern in dates._PATTERNS:
        assert needs <= there or not _everywhere(pattern(), text)


@pytest.mark.parametrize(
    ("pattern", "cue"),
    [
        (quantities._range(), quantities._joint()),
        (quantities._not_counted(), quantities._DIVIDED),
        (proportions._ratio(), proportions._of_whole()),
    ],
)
@given(text=st.one_of(TOLD, NUMBERS, PROSE))
def test_nothing_is_found_without_its_cue(
    pattern: re.Pattern[str], cue: re.Pattern[str], text: str
) -> None:
    assert cue.search(text) or not pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (proportions._ratio(), proportions._RATIO_WORDS),
        (proportions._every_other(), {"every"}),
        (proportions._share(), proportions._SHARE_WORDS),
        (proportions._part_of(), proportions._SCALED_WORDS),
        (proportions._group(), proportions._GROUP_WORDS),
        (proportions._half_of(), proportions._MEASURE_CUES),
        (proportions._one_unit(), proportions._MEASURE_CUES),
        (proportions._and_a_half(), proportions._MEASURE_CUES),
        (proportions._half_point(), proportions._MEASURE_CUES),
        (proportions._multiple(), proportions._MULTIPLE_WORDS),
    ],
)
@given(text=st.one_of(TOLD, PROSE))
def test_nothing_is_told_without_its_words(
    pattern: re.Pattern[str], cues: frozenset[str], text: str
) -> None:
    has_cue = not quantities.words_of(text).isdisjoint(cues) or "fold" in text

    assert has_cue or not pattern.search(text)


@given(st.one_of(TOLD, NUMBERS, PROSE))
def test_no_ratio_begins_anywhere_else(text: str) -> None:
    found = list(proportions._ratios(text, quantities.words_of(text)))

    spans = {match.span() for match in proportions._ratio().finditer(text)}
    assert {(q.start, q.end) for q in found} <= spans
    assert _ratio_values(text) == [(q.start, q.low) for q in found]


def _ratio_values(text: str) -> list[tuple[int, Decimal]]:
    """The ratios of a text, looked for everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proportions, "matches_at", lambda pattern, text, _: pattern.finditer(text))
        patch.setattr(proportions, "_of_whole", compiled_later(""))
        return [(q.start, q.low) for q in proportions._ratios(text, quantities.words_of(text))]


def test_an_ordinal_is_found_only_with_its_mark() -> None:
    for text in ("No. 1", "no 1", "#12", "the 3rd", "1,000th", "21ST of", "No.3"):
        for match in quantities._ordinal().finditer(text):
            assert match["word"] or quantities._RANKED.search(text)


def test_a_pattern_is_compiled_when_it_is_asked_for_and_once() -> None:
    broken = compiled_later("(")
    with pytest.raises(re.error):
        broken()

    pattern = compiled_later("a+", re.IGNORECASE)

    assert pattern() is pattern()
    assert pattern().fullmatch("aA")
