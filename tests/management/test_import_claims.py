"""The import_claims command: reports, exit codes, dry runs."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim
from tests.factories import make_rating, make_scale

ROWS = [
    {"id": "c1", "text": "The bridge cost 40 million euros.", "wordings": ["It cost 40 million."]},
    {"id": "c2", "text": "The bridge is long.", "verdict": {"rating": "Untrue", "summary": "No."}},
    {"id": "c3", "text": "The bridge is new.", "claimant": {"name": "Mayor Lind"}},
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_rating(scale=make_scale(is_default=True))
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([*map(json.dumps, ROWS), "{broken"]))
    return path


def import_claims(*arguments: object) -> tuple[list[dict[str, Any]], int]:
    out, code = io.StringIO(), 0
    try:
        call_command(
            "import_claims", *map(str, arguments), "--json", stdout=out, stderr=io.StringIO()
        )
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def test_each_row_is_reported_and_the_rest_goes_on(file: Path) -> None:
    records, code = import_claims(file)

    assert code == 1
    assert [(row.get("claim"), row["status"], row["code"]) for row in records[:-1]] == [
        ("c1", "created", ""),
        ("c2", "failed", "unknown-rating"),
        ("c3", "created", ""),
        (None, "failed", "bad-row"),
    ]
    assert records[1]["input"] == f"{file}:2"
    assert "the scale has: False" in records[1]["message"]
    assert {**records[-1], "seconds": 0} == {
        "summary": True,
        "rows": 4,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 2,
        "seconds": 0,
    }


def test_a_second_run_changes_nothing(file: Path) -> None:
    import_claims(file)

    records, _ = import_claims(file)

    assert (records[-1]["unchanged"], records[-1]["created"]) == (2, 0)
    assert Claim.objects.count() == 2


def test_a_dry_run_stores_nothing(file: Path) -> None:
    records, _ = import_claims(file, "--dry-run", "--limit", "1")

    assert (records[-1]["rows"], records[-1]["created"]) == (1, 1)
    assert not Claim.objects.exists()


def test_a_table_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (
        b"id,text,claimant,wordings\nc1,The bridge is long.,Mayor Lind,Long bridge | A long one\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table)))

    _, code = import_claims("-", "--format", "csv")

    claim = Claim.objects.get()
    assert code == 0
    assert str(claim.claimant) == "Mayor Lind"
    assert claim.wordings.count() == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere.jsonl"], "no file nowhere.jsonl"), (["-", "--limit", "0"], "--limit must be")],
)
def test_a_wrong_call_is_told_from_rows_that_fail(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as error:
        call_command("import_claims", *arguments)

    assert error.value.returncode == 2
