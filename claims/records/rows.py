"""JSON Lines and CSV to rows, one at a time: a file of any length needs the memory of one row.

A row that cannot be read comes as the refusal that says why, and the rest goes on.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from claims.records.refusal import InputRefused, RefusalCode

_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
STDIN = "-"


class RowFormat(StrEnum):
    """How a file of rows is written."""

    JSONL = "jsonl"
    CSV = "csv"


_BY_SUFFIX = {".jsonl": RowFormat.JSONL, ".csv": RowFormat.CSV}


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row, and its place as "file:line"."""

    place: str
    fields: dict[str, object]


class _Lines:
    """The lines of a stream, numbered from 1; of one that is too long only the beginning."""

    def __init__(self, stream: BinaryIO, *, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self.number = 0
        self.is_cut = False

    def __iter__(self) -> Iterator[bytes]:
        while line := self._stream.readline(self._longest + 1):
            self.number += 1
            if len(line) > self._longest and not line.endswith(b"\n"):
                self.is_cut = True
                self._skip_rest()
            yield line.removeprefix(_MARK) if self.number == 1 else line

    def _skip_rest(self) -> None:
        while rest := self._stream.readline(self._longest):
            if rest.endswith(b"\n"):
                return


def read_rows(
    path: str, *, stdin: BinaryIO, max_bytes: int, row_format: RowFormat | None = None
) -> Iterator[Row | InputRefused]:
    """The rows of a file, or of standard input ("-"), in the form its name or `row_format` says."""
    if path == STDIN:
        yield from rows_of_stream(
            stdin,
            name="standard input",
            row_format=row_format or RowFormat.JSONL,
            max_bytes=max_bytes,
        )
        return
    found = row_format or _BY_SUFFIX.get(Path(path).suffix.lower())
    if found is None:
        yield InputRefused(
            RefusalCode.UNKNOWN_TYPE,
            "Only .jsonl and .csv files are read: rename it, or say with --format what it is.",
            name=path,
        )
        return
    try:
        with Path(path).open("rb") as stream:
            yield from rows_of_stream(stream, name=path, row_format=found, max_bytes=max_bytes)
    except OSError as error:
        yield unreadable(path, error)


def rows_of_stream(
    stream: BinaryIO, *, name: str, row_format: RowFormat, max_bytes: int
) -> Iterator[Row | InputRefused]:
    """The rows of a stream in UTF-8; `name` is what the places say, blank lines are passed over.

    A line longer than `max_bytes` is refused without being held in memory.
    """
    lines = _Lines(stream, longest=max_bytes)
    read = _jsonl if row_format == RowFormat.JSONL else _csv
    is_empty = True
    for row in read(lines, name, max_bytes):
        is_empty = False
        yield row
    if is_empty:
        yield InputRefused(RefusalCode.EMPTY, "There is no row in it.", name=name)


def unreadable(path: str, error: OSError) -> InputRefused:
    """The refusal of a file that cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return InputRefused(RefusalCode.MISSING, "There is no such file or folder.", name=path)
    return InputRefused(RefusalCode.UNREADABLE, f"It cannot be read ({error.strerror}).", name=path)


def _jsonl(lines: _Lines, name: str, max_bytes: int) -> Iterator[Row | InputRefused]:
    for line in lines:
        place = f"{name}:{lines.number}"
        if lines.is_cut:
            lines.is_cut = False
            yield _too_long(place, max_bytes)
        elif line.strip():
            yield _json_row(line, place)


def _json_row(line: bytes, place: str) -> Row | InputRefused:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return _bad_encoding(place)
    except json.JSONDecodeError as error:
        return _bad_row(place, f"This is no JSON: {error.msg} (column {error.colno}).")
    except (RecursionError, ValueError) as error:
        # Nested too deeply, or a number of thousands of digits.
        return _bad_row(place, f"This JSON cannot be read: {error}.")
    if not isinstance(fields, dict):
        return _bad_row(place, "A row must be a JSON object: {…}.")
    return Row(place, fields)


def _csv(lines: _Lines, name: str, max_bytes: int) -> Iterator[Row | InputRefused]:
    csv.field_size_limit(max_bytes)
    decoded = (line.decode("utf-8", "surrogateescape") for line in lines)
    header_line = next(decoded, "")
    if header_line.encode("utf-8", "surrogateescape").startswith(_WIDE_MARKS):
        yield _bad_encoding(f"{name}:1")
        return
    delimiter = max(_DELIMITERS, key=header_line.count)
    try:
        header = [cell.strip() for cell in next(csv.reader([header_line], delimiter=delimiter), [])]
    except csv.Error as error:
        yield _bad_row(f"{name}:1", f"The header is no CSV: {error}.")
        return
    reader = csv.reader(decoded, delimiter=delimiter, strict=True)
    while True:
        place = f"{name}:{lines.number + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _csv_fault(place, lines, error)
            continue
        if lines.is_cut:
            lines.is_cut = False
            yield _too_long(place, max_bytes)
        elif any(cell.strip() for cell in cells):
            yield _csv_row(cells, header, place)


def _csv_row(cells: list[str], header: list[str], place: str) -> Row | InputRefused:
    if len(cells) != len(header):
        return _bad_row(place, f"The row has {len(cells)} cells, the header {len(header)}.")
    if not all(cell.isascii() or _is_utf8(cell) for cell in cells):
        return _bad_encoding(place)
    return Row(place, {name: cell for name, cell in zip(header, cells, strict=True) if name})


def _csv_fault(place: str, lines: _Lines, error: csv.Error) -> InputRefused:
    lines.is_cut = False
    if "field larger" in str(error):
        return _bad_row(
            place, "A cell is too long: most often a quotation mark before it is not closed."
        )
    if "unexpected end of data" in str(error):
        return _bad_row(
            place,
            "A quotation mark that opens here is never closed, so everything up to the last line "
            f"({lines.number}) was lost in one cell.",
        )
    return _bad_row(place, f"This is no CSV: {error}.")


def _is_utf8(text: str) -> bool:
    return not any("\udc80" <= character <= "\udcff" for character in text)


def _too_long(place: str, max_bytes: int) -> InputRefused:
    return InputRefused(
        RefusalCode.TOO_LARGE,
        f"The row is longer than {max_bytes:,} bytes: split it, or raise FACTCHECK_MAX_BYTES.",
        name=place,
    )


def _bad_encoding(place: str) -> InputRefused:
    return InputRefused(
        RefusalCode.BAD_ENCODING, "The row is not in UTF-8: save the file as UTF-8.", name=place
    )


def _bad_row(place: str, message: str) -> InputRefused:
    return InputRefused(RefusalCode.BAD_ROW, message, name=place)
