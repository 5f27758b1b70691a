"""A received document to the text and metadata that are stored. Pure computation."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from claims.ingest.decode import decode
from claims.ingest.page import Page, read_page
from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import normalise_url, parse_language
from claims.text import clean_text, detect_language

PLAIN = "text/plain"
HTML = "text/html"
LONGEST_ID = 500


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A document as it was received: its bytes, and what is known of it from elsewhere.

    `external_id` is the source's own id, `source` the name of a known source; "" where unknown.
    """

    name: str
    content: bytes
    media_type: str = PLAIN
    url: str = ""
    external_id: str = ""
    title: str = ""
    author: str = ""
    language: str = ""
    published_at: datetime | None = None
    source: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """The text to be stored and what is known of it; what came with the document wins over what
    its page says, and a language that nobody says is told by the text. `canonical_url` is
    normalised, `language` "" if unknown."""

    incoming: IncomingDocument
    text: str
    title: str
    author: str
    canonical_url: str
    language: str
    published_at: datetime | None
    encoding: str

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def extract_document(
    incoming: IncomingDocument, *, max_bytes: int | None = None
) -> ExtractedDocument:
    """Decode, take the article out of a web page, clean. Raises InputRefused."""
    if max_bytes is not None and len(incoming.content) > max_bytes:
        raise too_large(max_bytes)
    if len(incoming.external_id) > LONGEST_ID:
        raise InputRefused(RefusalCode.BAD_ROW, f"The id is longer than {LONGEST_ID} characters.")
    if incoming.media_type not in {PLAIN, HTML}:
        raise InputRefused(
            RefusalCode.UNKNOWN_TYPE,
            f"The type “{incoming.media_type}” is not read: give {PLAIN} or {HTML}.",
        )
    url = normalise_url(incoming.url) if incoming.url else ""
    language = parse_language(incoming.language) if incoming.language else ""
    is_html = incoming.media_type == HTML
    decoded, encoding = decode(incoming.content, language=language, is_html=is_html)
    page = read_page(decoded, url=url) if is_html else Page(text=decoded)
    text = clean_text(page.text)
    if not any(character.isalnum() for character in text):
        raise InputRefused(RefusalCode.NO_TEXT, "There is not one letter or digit in it.")
    return ExtractedDocument(
        incoming=incoming,
        text=text,
        title=incoming.title or page.title,
        author=incoming.author or page.author,
        canonical_url=page.canonical_url or url,
        language=language or page.language or detect_language(text),
        published_at=incoming.published_at or page.published_at,
        encoding=encoding,
    )


def too_large(max_bytes: int) -> InputRefused:
    """The refusal of an input of more than `max_bytes`."""
    return InputRefused(
        RefusalCode.TOO_LARGE,
        f"It is larger than {max_bytes:,} bytes: split it, or raise FACTCHECK_MAX_BYTES.",
    )
