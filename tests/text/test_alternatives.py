import re

from hypothesis import given
from hypothesis import strategies as st

from claims.text.alternatives import any_of

WORDS = st.lists(st.text(alphabet="ab. -", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="ab. -", max_size=12))
def test_it_takes_what_the_words_in_a_row_take_the_longest_first(
    words: list[str], text: str
) -> None:
    row = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    for end in ("", r"\b", "(?!a)"):
        expected = re.compile(f"(?:{row}){end}").findall(text)
        assert re.compile(any_of(words) + end).findall(text) == expected


def test_a_blank_may_be_any_of_some_characters() -> None:
    pattern = re.compile(any_of(["hong kong"], blank="[ -]"))

    assert pattern.fullmatch("hong-kong")
