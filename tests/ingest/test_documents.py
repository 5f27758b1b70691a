"""Files, folders and standard input to documents."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.ingest.documents import (
    DocumentDefaults,
    InputFormat,
    count_inputs,
    document_of,
    read_documents,
)
from claims.ingest.extract import HTML, PLAIN, IncomingDocument
from claims.records.refusal import InputRefused, RefusalCode


def read(
    path: Path | str, *, stdin: bytes = b"", input_format: InputFormat | None = None
) -> list[IncomingDocument | InputRefused]:
    return list(
        read_documents(
            str(path), stdin=io.BytesIO(stdin), max_bytes=1000, input_format=input_format
        )
    )


def code_of(path: Path, *, input_format: InputFormat | None = None) -> RefusalCode:
    [refusal] = read(path, input_format=input_format)
    assert isinstance(refusal, InputRefused)
    return refusal.code


def test_a_file_is_read_byte_by_byte(tmp_path: Path) -> None:
    content = b"\xff\xfea\x00\r\x00\n\x00"
    (tmp_path / "a.TXT").write_bytes(content)
    (tmp_path / "b.htm").write_bytes(b"<p>words")

    [text], [page] = read(tmp_path / "a.TXT"), read(tmp_path / "b.htm")

    assert text == IncomingDocument(name=str(tmp_path / "a.TXT"), content=content, media_type=PLAIN)
    assert isinstance(page, IncomingDocument)
    assert page.media_type == HTML


def test_a_folder_is_read_in_order_and_what_is_no_article_is_skipped(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden/x.txt", ".x.txt", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"words")
    (tmp_path / "rows.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    (tmp_path / "claims.jsonl").write_text('{"id": "c1", "text": "claim", "wordings": []}\n')
    (tmp_path / "sources.csv").write_text("name,kind\nHarbour Times,newspaper\n")

    found = read(tmp_path)

    names = [os.path.relpath(item.name, tmp_path) for item in found]
    skipped = [
        name for name, item in zip(names, found, strict=True) if isinstance(item, InputRefused)
    ]
    assert names == [
        "a.txt",
        "claims.jsonl",
        "photo.jpg",
        "rows.jsonl:1",
        "rows.jsonl:2",
        "sources.csv",
        "b/1.html",
        "b/2.txt",
    ]
    assert skipped == ["claims.jsonl", "photo.jpg", "sources.csv"]
    assert {item.code for item in found if isinstance(item, InputRefused)} == {RefusalCode.SKIPPED}


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert code_of(tmp_path) == RefusalCode.EMPTY


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "large.txt").write_bytes(b"x" * 1001)
    (tmp_path / "none.csv").write_bytes(b"")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")

    assert code_of(tmp_path / "nowhere.txt") == RefusalCode.MISSING
    assert code_of(tmp_path / "link.txt") == RefusalCode.MISSING
    assert code_of(tmp_path / "a.docx") == RefusalCode.UNKNOWN_TYPE
    assert code_of(tmp_path / "large.txt") == RefusalCode.TOO_LARGE
    assert code_of(tmp_path / "none.csv") == RefusalCode.EMPTY


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_that_fails_while_it_is_read_is_refused() -> None:
    # Opens, and cannot be read at its beginning, even by root.
    code = code_of(Path("/proc/self/mem"), input_format=InputFormat.TEXT)

    assert code == RefusalCode.UNREADABLE


def test_a_name_of_any_bytes_can_be_shown_and_stored(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"words")

    [document] = read(tmp_path)

    assert document.name == f"{tmp_path}/caf\N{REPLACEMENT CHARACTER}.txt"


def test_a_folder_that_cannot_be_listed_is_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)

    assert code_of(tmp_path) == RefusalCode.UNREADABLE


def test_a_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert code_of(tmp_path / "pipe.txt") == RefusalCode.UNKNOWN_TYPE


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    class Counting(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            content = super().read(size)
            self.given += len(content)
            return content

    stream = Counting(b"x" * 50_000_000)

    [refusal] = read_documents("-", stdin=stream, max_bytes=1000)

    assert isinstance(refusal, InputRefused)
    assert refusal.code == RefusalCode.TOO_LARGE
    assert stream.given <= 1001


@pytest.mark.parametrize(
    ("input_format", "content", "media_type"),
    [
        (None, b"words", PLAIN),
        (InputFormat.HTML, b"<p>words</p>", HTML),
        (InputFormat.JSONL, b'{"text": "words"}', PLAIN),
        (InputFormat.CSV, b"html\n<p>words</p>\n", HTML),
    ],
)
def test_standard_input_is_read_in_every_format(
    input_format: InputFormat | None, content: bytes, media_type: str
) -> None:
    [document] = read("-", stdin=content, input_format=input_format)

    assert isinstance(document, IncomingDocument)
    assert document.media_type == media_type
    assert document.name.startswith("standard input")


def test_a_row_tells_what_is_known_of_the_document() -> None:
    fields: dict[str, object] = {
        "id": 42,
        "text": " The bridge is long.\r\n",
        "url": "https://harbour.example/a",
        "title": "Bridge",
        "author": "Ann Lee",
        "language": "en",
        "published_at": "2021-03-22T18:05:00+08:00",
        "source": "Harbour Times",
        "tags": ["unknown fields are not looked at"],
    }

    assert document_of(fields, name="f:1") == IncomingDocument(
        name="f:1",
        content=b" The bridge is long.\r\n",
        url="https://harbour.example/a",
        external_id="42",
        title="Bridge",
        author="Ann Lee",
        language="en",
        published_at=datetime(2021, 3, 22, 10, 5, tzinfo=UTC),
        source="Harbour Times",
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, RefusalCode.BAD_ROW),
        ({"text": "   "}, RefusalCode.BAD_ROW),
        ({"text": ["words"]}, RefusalCode.BAD_ROW),
        ({"text": "words", "title": {"en": "x"}}, RefusalCode.BAD_ROW),
        ({"text": "words", "id": True}, RefusalCode.BAD_ROW),
        ({"text": "words", "id": "x" * 501}, RefusalCode.BAD_ROW),
        ({"text": "words", "published_at": "22.3.2021"}, RefusalCode.BAD_DATE),
        ({"text": "words", "url": "harbour.example"}, RefusalCode.BAD_URL),
        ({"text": "words", "language": "English!"}, RefusalCode.BAD_LANGUAGE),
        ({"text": "a claim", "verdict": {}}, RefusalCode.BAD_ROW),
    ],
)
def test_a_bad_row_is_refused_with_its_place(fields: dict[str, object], code: RefusalCode) -> None:
    lines = json.dumps(fields) + '\n{"text": "the rest goes on"}'

    refusal, document = read("-", stdin=lines.encode(), input_format=InputFormat.JSONL)

    assert isinstance(refusal, InputRefused)
    assert (refusal.code, refusal.name) == (code, "standard input:1")
    assert isinstance(document, IncomingDocument)


def test_a_table_without_a_column_of_text_is_refused_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body\n1,words\n2,words\n")

    [refusal] = read(tmp_path / "a.csv")

    assert isinstance(refusal, InputRefused)
    assert refusal.code == RefusalCode.BAD_ROW
    assert "id, body" in refusal.message


def test_defaults_fill_only_what_a_document_leaves_open() -> None:
    defaults = DocumentDefaults(source="Harbour Times", title="Bridge", language="en")
    incoming = IncomingDocument(name="a", content=b"", title="Tunnel")

    filled = defaults.fill(incoming)

    assert (filled.source, filled.title, filled.language) == ("Harbour Times", "Tunnel", "en")


def test_counting_for_the_progress_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')

    assert count_inputs(str(tmp_path)) == 3
    assert count_inputs("-") is None
    (tmp_path / "c.csv").write_text("text\none\n")
    assert count_inputs(str(tmp_path)) is None
