import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ranking.words import (
    GRAM,
    author_of,
    character_grams,
    clean_post,
    joined,
    names_of,
    numbers_of,
    passages_of,
    stems_of,
)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "Trams are free now.pic.twitter.com/AbC — Mira Lind (@miralind) June 3, 2021",
            "Trams are free now.",
        ),
        ("Look https://t.co/xyz #FreeTrams2021 now", "Look Free Trams 2021 now"),
        ("Thanks @CityOfGdansk!", "Thanks City Of Gdansk!"),
        ("He said – and meant – no.", "He said – and meant – no."),
    ],
)
def test_a_post_becomes_a_sentence(post: str, expected: str) -> None:
    assert clean_post(post) == expected


@given(st.text(max_size=200))
def test_any_text_is_cleaned_and_read(text: str) -> None:
    cleaned = clean_post(text)
    assert cleaned == " ".join(cleaned.split())
    assert all(stems_of(cleaned))


def test_inflected_words_share_stems() -> None:
    assert stems_of("The mayor's bridges opened") == stems_of("mayor bridge opening")


def test_grams_stay_inside_words() -> None:
    assert character_grams("Bridge is") == [" bri", "brid", "ridg", "idge", "dge ", " is "]
    assert all(len(gram) <= GRAM for gram in character_grams("a bc def ghij"))


def test_numbers_lose_their_commas() -> None:
    assert numbers_of("1,200 trams and 3.5 percent") == {"1200", "3.5"}


def test_names_do_not_begin_a_sentence() -> None:
    assert names_of("Yesterday the mayor met Lind. Nobody spoke.") == {"lind"}


def test_passages_keep_every_word_in_order() -> None:
    text = "one two three\n\nfour\nfive six seven eight\nnine"
    passages = passages_of(text, window=4)
    assert passages == ["one two three four", "five six seven eight", "nine"]
    assert passages_of("", window=4) == []


def test_fields_are_closed_by_a_mark() -> None:
    assert joined(["Is it true?", "", "It is"]) == "Is it true? It is."


@pytest.mark.parametrize(
    ("post", "author"),
    [
        ("Trams are free.pic.twitter.com/AbC — Mira Lind (@miralind) June 3, 2021", "Mira Lind"),
        ("Trams are free. — Mira Lind (@miralind)", "Mira Lind"),
        ("He said – and meant – no.", ""),
        ("", ""),
    ],
)
def test_who_posted_is_read_from_the_signature(post: str, author: str) -> None:
    assert author_of(post) == author
