"""Received documents to stored text."""

from datetime import UTC, datetime

import pytest

from claims.ingest.extract import HTML, IncomingDocument, extract_document
from claims.records.refusal import InputRefused, RefusalCode

PAGE = """<html lang="de"><head><title>Neue Brücke</title>
<link rel="canonical" href="https://harbour.example/bridge"></head><body><article>
<h1>Neue Brücke</h1><p>Die Stadt gab 40 Millionen Euro für die Brücke aus, sagte der
Bürgermeister am Montag.</p></article></body></html>"""


def test_text_is_cleaned_and_its_bytes_are_kept() -> None:
    content = b"\xef\xbb\xbfFirst line.  \r\n\r\nSecond \xe2\x80\x9cline\xe2\x80\x9d.\r\n"

    document = extract_document(IncomingDocument(name="a.txt", content=content))

    assert document.text == "First line.\n\nSecond “line”."
    assert document.incoming.content == content
    assert document.encoding == "utf-8"


def test_what_came_with_the_document_wins_over_what_its_page_says() -> None:
    incoming = IncomingDocument(
        name="a.html",
        content=PAGE.encode(),
        media_type=HTML,
        title="Bridge",
        language="de-AT",
        published_at=datetime(2021, 3, 22, tzinfo=UTC),
        url="https://copy.example/bridge?utm_source=x",
    )

    document = extract_document(incoming)

    assert document.title == "Bridge"
    assert document.language == "de-AT"
    assert document.published_at == datetime(2021, 3, 22, tzinfo=UTC)
    assert document.canonical_url == "https://copy.example/bridge"


def test_what_is_unknown_is_read_from_the_page() -> None:
    document = extract_document(
        IncomingDocument(name="a.html", content=PAGE.encode("cp1252"), media_type=HTML)
    )

    assert document.title == "Neue Brücke"
    assert document.language == "de"
    assert document.canonical_url == "https://harbour.example/bridge"
    assert document.encoding == "cp1252"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": b""}, RefusalCode.EMPTY),
        ({"content": b"x" * 101}, RefusalCode.TOO_LARGE),
        ({"content": b"%PDF-1.4"}, RefusalCode.BINARY),
        ({"content": "größer, schöner".encode() + b"\xff"}, RefusalCode.BAD_ENCODING),
        ({"content": b"*** --- ***"}, RefusalCode.NO_TEXT),
        ({"content": b"<p></p>", "media_type": HTML}, RefusalCode.NO_TEXT),
        ({"url": "harbour.example/a"}, RefusalCode.BAD_URL),
        ({"language": "English!"}, RefusalCode.BAD_LANGUAGE),
        ({"media_type": "application/pdf"}, RefusalCode.UNKNOWN_TYPE),
    ],
)
def test_what_cannot_be_taken_is_refused(fields: dict[str, object], code: RefusalCode) -> None:
    incoming = IncomingDocument(**{"name": "a.txt", "content": b"The bridge is long."} | fields)  # type: ignore[arg-type]  # one dict for fields of several types

    with pytest.raises(InputRefused) as refusal:
        extract_document(incoming, max_bytes=100)

    assert refusal.value.code == code
