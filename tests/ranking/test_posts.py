import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ranking.posts import read_post
from claims.ranking.words import stems_of

SIGNED = "Trams are free now.pic.twitter.com/AbC — Mira Lind (@miralind) June 3, 2021"


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (SIGNED, "Trams are free now."),
        ("Look https://t.co/xyz #FreeTrams2021 now", "Look Free Trams 2021 now"),
        ("Thanks @CityOfGdansk!", "Thanks City Of Gdansk!"),
        ("He said – and meant – no.", "He said – and meant – no."),
        (f"{SIGNED} True. — Bo (@bo_k) June 4, 2021", "Trams are free now. True."),
        ("So — as Lind (@miralind) says — it is", "So — as Lind (miralind) says — it is"),
    ],
)
def test_a_post_becomes_a_sentence(post: str, expected: str) -> None:
    assert read_post(post).text == expected


@given(st.text(max_size=200))
def test_any_text_is_cleaned_and_read(text: str) -> None:
    cleaned = read_post(text).text
    assert cleaned == " ".join(cleaned.split())
    assert all(stems_of(cleaned))


@pytest.mark.parametrize(
    ("post", "author", "handles"),
    [
        (SIGNED, "Mira Lind", "miralind"),
        ("Trams are free. — Mira Lind (@MiraLind)", "Mira Lind", "Mira Lind"),
        (f"{SIGNED} True. — Bo (@bo_k) June 4, 2021", "Mira Lind Bo", "miralind bo k"),
        ("Trams are free. — (@trams_gd) May 1, 2021", "", "trams gd"),
        ("He said – and meant – no.", "", ""),
        ("", "", ""),
    ],
)
def test_who_posted_is_read_from_the_signature(post: str, author: str, handles: str) -> None:
    read = read_post(post)
    assert (read.author, read.handles) == (author, handles)


@pytest.mark.parametrize(
    ("post", "months"),
    [
        (SIGNED, {(2021, "Jun")}),
        ("True. — Bo (@bo) October 04, 19", {(2019, "Oct")}),
        (f"{SIGNED} True. — Bo (@bo) Dec. 31, 2020", {(2021, "Jun"), (2020, "Dec")}),
        ("Trams are free. — Mira Lind (@MiraLind)", set()),
        ("Trams are free since June 3, 2021.", set()),
    ],
)
def test_when_it_was_posted_is_read_from_the_signature(
    post: str, months: set[tuple[int, str]]
) -> None:
    assert read_post(post).months == months
