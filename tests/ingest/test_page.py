"""The article in a web page, without what surrounds it."""

from datetime import UTC, datetime

import pytest

from claims.ingest.page import read_page
from claims.records.refusal import InputRefused, RefusalCode

NEWS = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Bridge opened | Harbour Times</title>
<link rel="canonical" href="/news/bridge?utm_source=home">
<meta property="article:published_time" content="2021-03-22T18:05:00+08:00">
<meta name="author" content="Ann Lee"></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience.</p>
<button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<main><article><h1>Bridge opened after ten years</h1>
<p>The city spent 40 million euros on the bridge, the mayor said on <b>Monday</b>. It is 1,200
metres long &amp; has &ldquo;two lanes&rdquo;.</p>
<h2>What it cost</h2>
<p>“We were open and honest about the price,” said Mayor Lind, who had promised a cheaper
bridge.</p>
<blockquote><p>The price never changed while I was in office, and nobody asked.</p></blockquote>
<ul><li>One lane leads north to the harbour.</li><li>One lane leads south.</li></ul>
</article></main>
<section id="comments" class="comments"><h3>Comments</h3>
<div class="comment"><p>A reader says that the bridge cost 90 million, not 40.</p></div></section>
<footer><p>© Harbour Times 2021. All rights reserved. Subscribe to our newsletter.</p></footer>
</body></html>"""

FORUM = """<html><body><div class="header"><a href="/login">Log in</a>
<a href="/new">What's new</a></div>
<div class="thread"><h1>What did the bridge cost?</h1>
<div class="post"><p>The mayor said on Monday that the city spent 40 million euros on the
bridge.</p>
<blockquote>The bridge is 1,200 metres long and has two lanes for cars.</blockquote></div>
<div class="post"><p>That is wrong, the accounts of the city say it was 52 million euros.</p></div>
</div></body></html>"""


def test_the_article_is_taken_and_its_surroundings_are_not() -> None:
    lines = read_page(NEWS, url="https://harbour.example/news/bridge").text.split("\n")

    assert lines == [
        "Bridge opened after ten years",
        "The city spent 40 million euros on the bridge, the mayor said on Monday. It is 1,200 "
        "metres long & has “two lanes”.",
        "What it cost",
        "“We were open and honest about the price,” said Mayor Lind, who had promised a cheaper "
        "bridge.",
        "The price never changed while I was in office, and nobody asked.",
        "- One lane leads north to the harbour.",
        "- One lane leads south.",
    ]


def test_the_page_tells_about_itself() -> None:
    page = read_page(NEWS, url="https://harbour.example/news/bridge?utm_source=mail")

    assert page.title == "Bridge opened after ten years"
    assert page.author == "Ann Lee"
    assert page.language == "en-GB"
    assert page.canonical_url == "https://harbour.example/news/bridge"
    assert page.published_at == datetime(2021, 3, 22, 10, 5, tzinfo=UTC)


def test_posts_of_a_forum_are_taken() -> None:
    text = read_page(FORUM).text

    assert "The mayor said on Monday that the city spent 40 million euros" in text
    assert "The bridge is 1,200 metres long" in text
    assert "it was 52 million euros" in text


def test_a_page_that_says_nothing_of_itself() -> None:
    page = read_page("<p>The city spent 40 million euros on the bridge, the mayor said.</p>")

    assert (page.title, page.author, page.canonical_url, page.language) == ("", "", "", "")
    assert page.published_at is None


@pytest.mark.parametrize(
    ("link", "url", "canonical"),
    [
        ("https://harbour.example/a", "", "https://harbour.example/a"),
        ("/a", "https://harbour.example/b", "https://harbour.example/a"),
        ("/a", "", ""),
        ("https://harbour.example/", "https://harbour.example/b", ""),
        ("https://original.example/a", "https://harbour.example/b", ""),
        ("javascript:void(0)", "https://harbour.example/b", ""),
    ],
    ids=["own", "relative", "relative to nowhere", "front page", "syndicated", "no address"],
)
def test_the_address_that_a_page_gives_itself(link: str, url: str, canonical: str) -> None:
    page = NEWS.replace("/news/bridge?utm_source=home", link)

    assert read_page(page, url=url).canonical_url == canonical


@pytest.mark.parametrize(
    ("tag", "published_at"),
    [
        ('<meta itemprop="datePublished" content="2021-03-22">', datetime(2021, 3, 22, tzinfo=UTC)),
        (
            '<time itemprop="datePublished" datetime="2021-03-22T10:05Z">yesterday</time>',
            datetime(2021, 3, 22, 10, 5, tzinfo=UTC),
        ),
        ('<meta property="article:published_time" content="soon">', None),
        ("<p>Copyright 2019 by nobody</p>", None),
    ],
)
def test_the_date_is_what_the_page_says_and_is_not_guessed(
    tag: str, published_at: datetime | None
) -> None:
    body = "<p>The city spent 40 million euros on the bridge, the mayor said on Monday.</p>"

    page = read_page(f"<html><head></head><body><article>{tag}{body}</article></body></html>")

    assert page.published_at == published_at


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><script>var words = 'a script, whatever is in it, is here'</script></body>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><body><div id=cookie><p>We use cookies.</p></div></body></html>",
        "<html><head><title>A title alone is no article, however long it is</title></head></html>",
        "<html><body><!-- nothing --></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_page(html)

    assert refusal.value.code == RefusalCode.NO_TEXT
