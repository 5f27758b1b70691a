import re
import sys
import unicodedata

import pytest

from claims.text.combining import COMBINING_MARK, find_runs, known_runs


def test_the_table_is_that_of_its_unicode() -> None:
    if unicodedata.unidata_version == "14.0.0":
        assert list(known_runs()) == list(find_runs())
    else:  # Newer ones have more, and take none away.
        marks = {code for first, last in find_runs() for code in range(first, last + 1)}
        assert marks > {code for first, last in known_runs() for code in range(first, last + 1)}


def test_a_mark_is_what_unicode_says() -> None:
    pattern = re.compile(COMBINING_MARK)
    for code in range(0x20000):
        is_mark = unicodedata.category(chr(code)).startswith("M")
        assert bool(pattern.fullmatch(chr(code))) == is_mark, hex(code)


@pytest.mark.parametrize("code", [0x20000, 0x1F600, 0xE0100, sys.maxunicode])
def test_nothing_beyond_the_planes_of_scripts_is_a_mark(code: int) -> None:
    assert not re.fullmatch(COMBINING_MARK, chr(code))
