"""The article in a web page: its text, headline, author, date, language and canonical address.

Only reads what it is given: trafilatura's fetchers are never used.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from trafilatura import bare_extraction, load_html

from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import normalise_url, parse_language, parse_time

# The paths of trafilatura.metadata hold more, but its date search drops the time of day.
_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time'"
    " or @itemprop='datePublished' or @name='date' or @name='parsely-pub-date']/@content"
    " | //time[@itemprop='datePublished']/@datetime"
)
_CANONICAL = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
# Less than this is a left-over of navigation or of a consent banner, not an article.
_FEWEST_LETTERS = 25
_HEAD = 4096
_DATES = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; "" or None where it says nothing."""

    text: str
    title: str = ""
    author: str = ""
    canonical_url: str = ""
    language: str = ""
    published_at: datetime | None = None


def read_page(html: str, *, url: str = "") -> Page:
    """The main text (a line for each paragraph, heading or list item) without navigation,
    banners and readers' comments, and the metadata. `url` is where the page was found, if known.

    Raises InputRefused (no-text) if there is no main text.
    """
    # A part of a page, as feeds and interfaces give it, is no page to the parser.
    is_whole = "<html" in html[:_HEAD].lower()
    tree = load_html(html if is_whole else f"<html><body>{html}</body></html>")
    if tree is None:
        raise _no_text()
    published = _published(tree)
    canonical = _canonical(tree, url)
    language = _or_blank(parse_language, tree.get("lang") or "")
    found = bare_extraction(
        tree,
        url=canonical or url or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    # Asked for no dict, it gives none; its type says it might.
    if found is None or isinstance(found, dict):
        raise _no_text()
    text = found.text or ""
    if sum(character.isalnum() for character in text) < _FEWEST_LETTERS:
        raise _no_text()
    return Page(
        text=text,
        title=found.title or "",
        author=found.author or "",
        canonical_url=canonical,
        language=language,
        published_at=published or (parse_time(found.date) if found.date else None),
    )


def _published(tree: Any) -> datetime | None:
    for value in tree.xpath(_PUBLISHED):
        try:
            return parse_time(value)
        except InputRefused:
            continue
    return None


def _canonical(tree: Any, url: str) -> str:
    """The address the page gives itself, unless that cannot be its own.

    Some sites name their front page on every page; a syndicated copy names the original, which
    is another article than this one.
    """
    for value in tree.xpath(_CANONICAL):
        address = _or_blank(normalise_url, urljoin(url, value.strip()))
        if not address or urlsplit(address).path == "/":
            continue
        if not url or urlsplit(address).hostname == urlsplit(url).hostname:
            return address
    return ""


def _or_blank(parse: Any, value: str) -> str:
    try:
        return str(parse(value))
    except InputRefused:
        return ""


def _no_text() -> InputRefused:
    return InputRefused(
        RefusalCode.NO_TEXT,
        "No article text was found in the page: give the text itself as .txt if there is one.",
    )
