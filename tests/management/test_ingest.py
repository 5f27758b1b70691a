"""The ingest command: reports, exit codes, dry runs, limits."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, ArticleVersion
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def ingest(*arguments: object, **options: Any) -> tuple[str, str, int]:
    """What the command wrote to its two streams, and its exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return out.getvalue(), err.getvalue(), code


def reports(*arguments: object) -> tuple[list[dict[str, Any]], int]:
    out, _, code = ingest(*arguments, "--json")
    return [json.loads(line) for line in out.splitlines()], code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bridge.txt").write_text("The bridge cost 40 million euros.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-")
    rows = [
        '{"id": "1", "text": "The tunnel is long."}',
        "{broken",
        '{"id": "2", "text": "It is."}',
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    return tmp_path


def test_each_input_is_a_line_and_the_last_line_a_summary(folder: Path) -> None:
    records, code = reports(folder)

    rows, summary = records[:-1], records[-1]
    assert code == 1
    assert [(Path(row["input"]).name, row["status"], row["code"]) for row in rows] == [
        ("bridge.txt", "created", ""),
        ("empty.txt", "failed", "empty"),
        ("notes.pdf", "skipped", "skipped"),
        ("rows.jsonl:1", "created", ""),
        ("rows.jsonl:2", "failed", "bad-row"),
        ("rows.jsonl:3", "created", ""),
    ]
    assert rows[0]["version"] == ArticleVersion.objects.get(article__name__endswith=".txt").pk
    assert re.fullmatch(r"This is no JSON: .+ \(column 2\)\.", rows[4]["message"])
    assert {**summary, "seconds": 0} == {
        "summary": True,
        "rows": 6,
        "created": 3,
        "new_version": 0,
        "unchanged": 0,
        "skipped": 1,
        "failed": 2,
        "seconds": 0,
    }


def test_people_get_words_and_no_bar_off_a_terminal(folder: Path) -> None:
    out, err, code = ingest(folder / "bridge.txt", folder / "empty.txt")

    lines = out.splitlines()
    assert (err, code) == ("", 1)
    assert lines[0].split() == ["created", str(folder / "bridge.txt")]
    assert lines[1].startswith("failed ")
    assert lines[1].endswith("There is nothing in it but blanks. [empty]")
    assert re.fullmatch(r"2 rows in [\d.]+ s: 1 created, 1 failed\.", lines[2])
    assert "\x1b" not in out


def test_programs_get_nothing_but_json_on_standard_output(folder: Path) -> None:
    out, err, code = ingest(folder / "bridge.txt", "--json")

    assert code == 0
    assert [json.loads(line)["status"] for line in out.splitlines()[:-1]] == ["created"]
    assert "1 row in" in err


def test_a_second_run_changes_nothing(folder: Path) -> None:
    ingest(folder)

    records, _ = reports(folder)

    assert records[-1]["unchanged"] == 3
    assert Article.objects.count() == ArticleVersion.objects.count() == 3


def test_a_dry_run_stores_nothing(folder: Path) -> None:
    records, code = reports(folder, "--dry-run")

    assert (records[-1]["created"], code) == (3, 1)
    assert records[0]["article"] is None
    assert not Article.objects.exists()


def test_what_the_call_says_holds_where_the_row_says_nothing(tmp_path: Path) -> None:
    times, post = make_source(name="Harbour Times"), make_source(name="Harbour Post")
    rows = tmp_path / "rows.csv"
    rows.write_text("text,source,language\nThe bridge.,,\nThe tunnel.,Harbour Post,de\n")

    ingest(rows, "--source", "harbour times", "--language", "en-GB", "--published-at", "2021-03-22")

    articles = Article.objects.order_by("pk").values_list("source", "language")
    assert list(articles) == [(times.pk, "en-GB"), (post.pk, "de")]
    assert {str(article.published_at) for article in Article.objects.all()} == {
        "2021-03-22 00:00:00+00:00"
    }


def test_the_limit_counts_inputs(folder: Path) -> None:
    records, _ = reports(folder, "--limit", "4")

    assert records[-1]["rows"] == 4


@pytest.mark.parametrize(
    ("arguments", "content", "name"),
    [
        ([], b"The bridge is long.", "standard input"),
        (["--format", "jsonl"], b'{"text": "The bridge is long."}', "standard input:1"),
        (["--format", "html"], b"<p>The bridge is long and very expensive.</p>", "standard input"),
    ],
)
def test_standard_input(
    arguments: list[str], content: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    ingest("-", *arguments)

    assert Article.objects.get().name == name


def test_a_missing_path_among_others_is_a_failed_row(folder: Path) -> None:
    records, code = reports(folder / "bridge.txt", folder / "nowhere")

    assert code == 1
    assert records[1]["code"] == "missing"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "no file or folder nowhere"),
        ([".", "--source", "Nobody"], "no source named “Nobody”"),
        ([".", "--published-at", "soon"], "“soon” is no date"),
        ([".", "--language", "English!"], "no language tag"),
        ([".", "--limit", "0"], "--limit must be 1 or more"),
        ([".", "--format", "docx"], "text.*html.*jsonl.*csv"),
        ([], "PATH"),
    ],
)
def test_a_wrong_call_is_told_from_rows_that_fail(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError, match=said) as error:
        call_command("ingest", *arguments, stdout=io.StringIO(), stderr=io.StringIO())

    # Django's own parser raises without a code here, and exits with 2 from the command line.
    assert error.value.returncode == 2 or "rror:" in str(error.value)
