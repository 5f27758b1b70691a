"""Files, folders and standard input to documents, one at a time. Reads; judges no text.

An input that cannot be read comes as the refusal that says why, and the rest goes on.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from claims.ingest.extract import HTML, LONGEST_ID, PLAIN, IncomingDocument, too_large
from claims.ingest.sources import find_source
from claims.records.fields import Fields, bad_row, language_of, text_of, time_of, url_of
from claims.records.refusal import InputRefused, RefusalCode
from claims.records.rows import STDIN, Row, RowFormat, read_rows, rows_of_stream, unreadable


class InputFormat(StrEnum):
    """How an input is written: one document, or rows of documents."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"


_BY_SUFFIX = {
    ".txt": InputFormat.TEXT,
    ".html": InputFormat.HTML,
    ".htm": InputFormat.HTML,
    ".jsonl": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
}
_OF_ROWS = {InputFormat.JSONL: RowFormat.JSONL, InputFormat.CSV: RowFormat.CSV}
_READ = ", ".join(_BY_SUFFIX)
# A file of known claims has a text in each row too; ingested, each claim would become an article.
_CLAIM_FIELDS = frozenset({"claimant", "wordings", "verdict"})

Input = IncomingDocument | InputRefused


def read_documents(
    path: str, *, stdin: BinaryIO, max_bytes: int, input_format: InputFormat | None = None
) -> Iterator[Input]:
    """The documents of a file, of all files below a folder (sorted; hidden ones left out), or of
    standard input ("-").

    `input_format` is needed where the name does not tell it (standard input: text). Rows are read
    one at a time; of a file that is too large nothing is read.
    """
    if path == STDIN:
        yield from _of_stream(
            stdin, "standard input", input_format or InputFormat.TEXT, max_bytes=max_bytes
        )
    elif os.path.isdir(path):  # noqa: PTH112 - Path's raises on a folder that may not be looked into
        yield from _of_folder(Path(path), max_bytes=max_bytes)
    else:
        yield from _of_file(Path(path), input_format=input_format, max_bytes=max_bytes)


@dataclass(frozen=True, slots=True)
class DocumentDefaults:
    """What holds for each document of a call that does not say otherwise itself."""

    source: str = ""
    title: str = ""
    language: str = ""
    published_at: datetime | None = None

    def fill(self, incoming: IncomingDocument) -> IncomingDocument:
        return replace(
            incoming,
            source=incoming.source or self.source,
            title=incoming.title or self.title,
            language=incoming.language or self.language,
            published_at=incoming.published_at or self.published_at,
        )


def document_defaults(fields: Fields) -> DocumentDefaults:
    """Of the fields source, title, language and published_at. Raises InputRefused."""
    source = text_of(fields, "source")
    find_source(source)
    return DocumentDefaults(
        source=source,
        title=text_of(fields, "title"),
        language=language_of(fields, "language"),
        published_at=time_of(fields, "published_at"),
    )


def count_inputs(path: str, *, input_format: InputFormat | None = None) -> int | None:
    """How many documents there are, for a progress bar; None if it cannot be told cheaply."""
    if path == STDIN:
        return None
    is_folder = os.path.isdir(path)  # noqa: PTH112 - as above
    total = 0
    for file in _files_below(Path(path)) if is_folder else [Path(path)]:
        found = input_format or _BY_SUFFIX.get(file.suffix.lower())
        if found == InputFormat.CSV:
            # A cell may hold many lines, so only reading it tells.
            return None
        total += _count_lines(file) if found == InputFormat.JSONL else 1
    return total


def _of_folder(folder: Path, *, max_bytes: int) -> Iterator[Input]:
    errors: list[OSError] = []
    is_empty = True
    for file in _files_below(folder, on_error=errors.append):
        is_empty = False
        if file.suffix.lower() not in _BY_SUFFIX:
            yield _skipped(file, f"Only {_READ} files are read.")
        elif not _is_of_articles(file, max_bytes=max_bytes):
            yield _skipped(file, "Its rows are no articles: they have no text, or are claims.")
        else:
            yield from _of_file(file, input_format=None, max_bytes=max_bytes)
    for error in errors:
        yield unreadable(_shown(error.filename), error)
    if is_empty and not errors:
        yield InputRefused(
            RefusalCode.EMPTY, f"The folder holds no file ({_READ}).", name=_shown(folder)
        )


def _skipped(file: Path, message: str) -> InputRefused:
    return InputRefused(RefusalCode.SKIPPED, message, name=_shown(file))


def _shown(path: Path | str) -> str:
    """A path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files_below(
    folder: Path, *, on_error: Callable[[OSError], None] | None = None
) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _of_file(file: Path, *, input_format: InputFormat | None, max_bytes: int) -> Iterator[Input]:
    name = _shown(file)
    found = input_format or _BY_SUFFIX.get(file.suffix.lower())
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            # A pipe or a device: opening it might wait for ever.
            yield InputRefused(RefusalCode.UNKNOWN_TYPE, "It is no ordinary file.", name=name)
        elif found is None:
            yield InputRefused(
                RefusalCode.UNKNOWN_TYPE,
                f"Only {_READ} files are read: rename it, or say with --format what it is.",
                name=name,
            )
        else:
            with file.open("rb") as stream:
                yield from _of_stream(stream, name, found, max_bytes=max_bytes)
    except OSError as error:
        yield unreadable(name, error)


def _of_stream(
    stream: BinaryIO, name: str, input_format: InputFormat, *, max_bytes: int
) -> Iterator[Input]:
    if row_format := _OF_ROWS.get(input_format):
        rows = rows_of_stream(stream, name=name, row_format=row_format, max_bytes=max_bytes)
        yield from _of_rows(rows, name, has_header=row_format == RowFormat.CSV)
        return
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        refusal = too_large(max_bytes)
        yield InputRefused(refusal.code, refusal.message, name=name)
        return
    media_type = HTML if input_format == InputFormat.HTML else PLAIN
    yield IncomingDocument(name=name, content=content, media_type=media_type)


def _of_rows(rows: Iterator[Row | InputRefused], name: str, *, has_header: bool) -> Iterator[Input]:
    for number, row in enumerate(rows):
        if isinstance(row, InputRefused):
            yield row
        elif has_header and number == 0 and not _has_content(row):
            # What holds for the first row holds for all.
            columns = ", ".join(row.fields)
            yield InputRefused(
                RefusalCode.BAD_ROW,
                f"The header has neither “text” nor “html”, but {columns}.",
                name=name,
            )
            return
        else:
            yield _of_row(row)


def _has_content(row: Row) -> bool:
    return bool({"text", "html"} & row.fields.keys())


def _is_of_articles(file: Path, *, max_bytes: int) -> bool:
    """False for a file of rows that begins with a known claim, or without any text."""
    row_format = _OF_ROWS.get(_BY_SUFFIX[file.suffix.lower()])
    if row_format is None:
        return True
    rows = read_rows(str(file), stdin=BytesIO(), max_bytes=max_bytes, row_format=row_format)
    first = next(rows)
    if isinstance(first, InputRefused):
        return True
    return _has_content(first) and not _CLAIM_FIELDS & first.fields.keys()


def _of_row(row: Row) -> Input:
    try:
        return document_of(row.fields, name=row.place)
    except InputRefused as refusal:
        return InputRefused(refusal.code, refusal.message, name=row.place)


def document_of(fields: Fields, *, name: str) -> IncomingDocument:
    """The document in a row: `text` or `html`, and id, url, title, author, language, published_at
    and source where they are known; other fields are not looked at. Raises InputRefused."""
    if claim_fields := _CLAIM_FIELDS & fields.keys():
        raise bad_row(
            f"This is a known claim (it has “{min(claim_fields)}”), not an article: "
            "use import_claims."
        )
    html, text = _content_of(fields, "html"), _content_of(fields, "text")
    if not html and not text:
        raise bad_row("The row has neither “text” nor “html”.")
    return IncomingDocument(
        name=name,
        content=html or text,
        media_type=HTML if html else PLAIN,
        url=url_of(fields, "url", longest=2000),
        external_id=text_of(fields, "id", longest=LONGEST_ID),
        title=text_of(fields, "title"),
        author=text_of(fields, "author"),
        language=language_of(fields, "language"),
        published_at=time_of(fields, "published_at"),
        source=text_of(fields, "source"),
    )


def _content_of(fields: Fields, field: str) -> bytes:
    """The field with all its blanks, unless it has nothing else."""
    value = fields.get(field) or ""
    if not isinstance(value, str):
        raise bad_row(f"“{field}” must be text.")
    return value.encode("utf-8", "replace") if value.strip() else b""


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            blocks = iter(partial(stream.read, 1 << 20), b"")
            return sum(block.count(b"\n") for block in blocks)
    except OSError:
        return 1
