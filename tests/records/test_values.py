"""Dates, addresses and language tags as people write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import normalise_url, parse_language, parse_time, url_host


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-22", datetime(2021, 3, 22, tzinfo=UTC)),
        (" 2021-03-22T18:05:00Z ", datetime(2021, 3, 22, 18, 5, tzinfo=UTC)),
        ("2021-03-22T18:05:00+08:00", datetime(2021, 3, 22, 10, 5, tzinfo=UTC)),
        ("2021-03-22 18:05", datetime(2021, 3, 22, 18, 5, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_utc(written: str, meant: datetime) -> None:
    assert parse_time(written) == meant


@pytest.mark.parametrize(
    "written", ["22/03/2021", "yesterday", "2021-02-30", "0001-01-01T00:00+14"]
)
def test_what_is_no_time_is_refused_with_the_form_to_write(written: str) -> None:
    with pytest.raises(InputRefused, match="2021-03-22T18:05:00Z") as refusal:
        parse_time(written)

    assert refusal.value.code == RefusalCode.BAD_DATE


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (
            "HTTPS://WWW.Harbour.Example:443/News/Bridge#top",
            "https://www.harbour.example/News/Bridge",
        ),
        ("http://harbour.example", "http://harbour.example/"),
        ("http://harbour.example:8080/a", "http://harbour.example:8080/a"),
        ("https://user:secret@harbour.example/a", "https://harbour.example/a"),
        ("https://harbour.example/a?id=3&utm_source=x&fbclid=9", "https://harbour.example/a?id=3"),
        ("https://harbour.example/a?utm_medium=m&gclid=1", "https://harbour.example/a"),
        ("https://harbour.example/a?b=2&a=1&cid=7", "https://harbour.example/a?b=2&a=1&cid=7"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://harbour.example/a%20b c", "https://harbour.example/a%20b%20c"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
    ],
)
def test_an_address_has_one_spelling(written: str, normal: str) -> None:
    assert normalise_url(written) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    "written",
    [
        "",
        "bridge.html",
        "ftp://harbour.example/a",
        "javascript:alert(1)",
        "https://",
        "https://harbour example/a",
        "https://harbour.example:port/a",
        "https://[::1/a",
        "https://" + "a" * 300 + ".example/",
        "https://harbour.example/" + "a" * 1000,
    ],
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        normalise_url(written)

    assert refusal.value.code == RefusalCode.BAD_URL


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_and_nothing_else_is_raised(tail: str) -> None:
    try:
        normal = normalise_url(f"https://harbour.example/{tail}")
    except InputRefused:
        return
    assert normalise_url(normal) == normal
    assert url_host(normal) == "harbour.example"


@pytest.mark.parametrize(
    ("written", "tag"), [("en", "en"), (" pt_BR ", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW")]
)
def test_language_tags_are_taken(written: str, tag: str) -> None:
    assert parse_language(written) == tag


@pytest.mark.parametrize("written", ["e", "english language", "12", "en-" + "a" * 40])
def test_what_is_no_language_tag_is_refused(written: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        parse_language(written)

    assert refusal.value.code == RefusalCode.BAD_LANGUAGE
