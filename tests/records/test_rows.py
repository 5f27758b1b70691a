"""JSON Lines and CSV to rows; what cannot be read is refused row by row."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.records.refusal import InputRefused, RefusalCode
from claims.records.rows import Row, RowFormat, read_rows, rows_of_stream


def rows_of(content: bytes, row_format: RowFormat, *, max_bytes: int = 10_000) -> list[str]:
    """Each row as "line: fields" or "line: code"."""
    rows = rows_of_stream(io.BytesIO(content), name="f", row_format=row_format, max_bytes=max_bytes)
    return list(shown(rows))


def shown(rows: Iterable[Row | InputRefused]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Row):
            yield f"{row.place}: {row.fields}"
        else:
            yield f"{row.name}: {row.code}"


def test_a_bad_line_of_json_is_refused_and_the_rest_goes_on() -> None:
    content = b'\xef\xbb\xbf{"a": 1}\n\n{"a": \n["a"]\n{"a": "\xff"}\r\n{"a": 2}'

    assert rows_of(content, RowFormat.JSONL) == [
        "f:1: {'a': 1}",
        "f:3: bad-row",
        "f:4: bad-row",
        "f:5: bad-encoding",
        "f:6: {'a': 2}",
    ]


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b'{"a": 1} trailing', b"nonsense"]
)
def test_hostile_json_is_a_bad_row(line: bytes) -> None:
    assert rows_of(line + b"\n", RowFormat.JSONL, max_bytes=200_000) == ["f:1: bad-row"]


@pytest.mark.parametrize("row_format", RowFormat)
def test_utf16_is_refused_as_such(row_format: RowFormat) -> None:
    content = "text\nsome words".encode("utf-16")

    assert rows_of(content, row_format)[0] == "f:1: bad-encoding"


def test_a_line_that_is_too_long_is_refused_and_the_rest_goes_on() -> None:
    lines = [b'{"a": 1}', b'{"a": "' + b"x" * 5000 + b'"}', b'{"a": 2}']

    assert rows_of(b"\n".join(lines), RowFormat.JSONL, max_bytes=100) == [
        "f:1: {'a': 1}",
        "f:2: too-large",
        "f:3: {'a': 2}",
    ]


@pytest.mark.parametrize("row_format", RowFormat)
def test_rows_are_read_one_at_a_time(row_format: RowFormat) -> None:
    first_row = {RowFormat.JSONL: b'{"text": "x"}\n', RowFormat.CSV: b"text\nx\n"}[row_format]
    stream = io.BytesIO(first_row * 1000)

    next(rows_of_stream(stream, name="f", row_format=row_format, max_bytes=100))

    assert stream.tell() <= len(first_row)


def test_csv_cells_may_hold_lines_and_quotation_marks() -> None:
    content = b'id,text\n1,"two\nlines, ""quoted"""\n\n2,one line\r\n'

    assert rows_of(content, RowFormat.CSV) == [
        "f:2: {'id': '1', 'text': 'two\\nlines, \"quoted\"'}",
        "f:5: {'id': '2', 'text': 'one line'}",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_the_delimiter(delimiter: str) -> None:
    content = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["1", "words"])

    assert rows_of(content.encode("utf-8-sig"), RowFormat.CSV) == [
        "f:2: {'id': '1', 'text': 'words'}"
    ]


def test_bad_rows_of_csv_are_refused_and_the_rest_goes_on() -> None:
    content = b'id,text\n1,a,b\n2\n3,"x"y\n4,caf\xe9\n5,fine\n'

    assert rows_of(content, RowFormat.CSV) == [
        "f:2: bad-row",
        "f:3: bad-row",
        "f:4: bad-row",
        "f:5: bad-encoding",
        "f:6: {'id': '5', 'text': 'fine'}",
    ]


def test_a_quotation_mark_that_is_never_closed_says_what_it_swallowed() -> None:
    content = io.BytesIO(b'id,text\n1,fine\n2,"open\n3,lost\n4,lost\n')

    rows = list(rows_of_stream(content, name="f", row_format=RowFormat.CSV, max_bytes=1000))

    assert isinstance(rows[0], Row)
    assert isinstance(rows[1], InputRefused)
    assert rows[1].name == "f:3"
    assert "never closed" in rows[1].message
    assert "(5)" in rows[1].message


def test_a_long_line_of_csv_is_never_taken_in_part() -> None:
    cells = ",".join(["x" * 60] * 5)
    content = f"a,b,c,d,e\n1,2,3,4,5\n{cells}\n6,7,8,9,0\n".encode()

    rows = rows_of(content, RowFormat.CSV, max_bytes=100)

    assert [row.split(" ", 1)[0] for row in rows] == ["f:2:", "f:3:", "f:4:"]
    assert "too-large" in rows[1]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("row_format", RowFormat)
def test_a_file_without_rows_says_so(content: bytes, row_format: RowFormat) -> None:
    assert rows_of(content, row_format) == ["f: empty"]


def test_a_header_alone_is_no_row() -> None:
    assert rows_of(b"id,text\n", RowFormat.CSV) == ["f: empty"]


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.xlsx").write_bytes(b"PK")
    names = ["none.jsonl", "rows.xlsx"]

    rows = [
        row
        for name in names
        for row in read_rows(str(tmp_path / name), stdin=io.BytesIO(), max_bytes=100)
    ]

    assert [row.code for row in rows if isinstance(row, InputRefused)] == [
        RefusalCode.MISSING,
        RefusalCode.UNKNOWN_TYPE,
    ]


def test_standard_input_is_json_unless_said_otherwise() -> None:
    json_rows = read_rows("-", stdin=io.BytesIO(b'{"a": 1}'), max_bytes=100)
    csv_rows = read_rows("-", stdin=io.BytesIO(b"a\n1\n"), max_bytes=100, row_format=RowFormat.CSV)

    assert list(shown(json_rows)) == ["standard input:1: {'a': 1}"]
    assert list(shown(csv_rows)) == ["standard input:2: {'a': '1'}"]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1)


@given(st.lists(st.fixed_dictionaries({"id": cells, "text": cells}), min_size=1, max_size=5))
def test_what_the_standard_writers_write_is_read_back(rows: list[dict[str, str]]) -> None:
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, ["id", "text"])
    writer.writeheader()
    writer.writerows(rows)
    lines = "\n".join(json.dumps(row) for row in rows)
    kept = [row for row in rows if row["id"].strip() or row["text"].strip()]

    from_csv = rows_of_stream(
        io.BytesIO(table.getvalue().encode()), name="f", row_format=RowFormat.CSV, max_bytes=10_000
    )
    from_json = rows_of_stream(
        io.BytesIO(lines.encode()), name="f", row_format=RowFormat.JSONL, max_bytes=10_000
    )

    assert [row.fields for row in from_csv if isinstance(row, Row)] == kept
    assert [row.fields for row in from_json if isinstance(row, Row)] == rows
