"""The desk of the demonstration: all of it, once."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from claims.models import Article, Claim, RatingScale, Source, Verdict, Wording

SEEDS = Path(settings.BASE_DIR) / "seeds"

pytestmark = pytest.mark.django_db


def load_demo() -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("load_demo", "--json", stdout=out, stderr=io.StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_everything_is_loaded_and_nothing_fails() -> None:
    records = load_demo()

    claims = (SEEDS / "claims.jsonl").read_text().splitlines()
    documents = sorted(path.name for path in SEEDS.glob("*.txt"))
    assert [row for row in records if row.get("message")] == []
    assert records[-1]["failed"] == 0
    assert Claim.objects.count() == len(claims)
    assert sorted(Article.objects.values_list("name", flat=True)) == documents
    assert not Article.objects.filter(source=None).exists()
    assert not Article.objects.filter(published_at=None).exists()
    assert Source.objects.exists()
    assert RatingScale.objects.get().is_default
    expected = sum(1 for line in claims if (json.loads(line)["verdict"] or {}).get("published_at"))
    assert Verdict.objects.published().count() == expected


def test_a_second_call_changes_nothing() -> None:
    load_demo()
    before = [model._default_manager.count() for model in (Claim, Wording, Verdict, Article)]

    summary = load_demo()[-1]

    assert summary["unchanged"] == summary["rows"]
    assert [
        model._default_manager.count() for model in (Claim, Wording, Verdict, Article)
    ] == before


def test_a_folder_without_the_files_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"rating_scale\.json, sources\.csv") as error:
        call_command("load_demo", "--seeds", str(tmp_path))

    assert error.value.returncode == 2


def test_people_are_shown_a_count_for_what_is_many_and_a_line_for_each_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_demo")

    lines = capsys.readouterr().out.splitlines()
    assert "Known claims: 52 created." in lines
    assert sum(line.startswith("created ") for line in lines) == 5
