import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Match
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
TEXT = (
    "News from the coast\n\n“The tram bridge of Gdansk cost 50 million euros and opened last "
    "spring,” said Mayor Lind.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def wording() -> None:
    make_wording(claim=make_claim(text=CLAIM, external_id="c-7"), text=CLAIM)


def run(*arguments: str) -> tuple[list[dict[str, Any]], str]:
    """The JSON lines and what was said to people."""
    out, err = io.StringIO(), io.StringIO()
    call_command("match", *arguments, "--json", stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_line_for_each_match_and_a_summary(wording: None, article: Path) -> None:
    (match, *_, summary), _ = run(str(article))

    assert set(match) == {
        "document", "claim", "sentence", "start", "end", "probability", "flags", "mutation",
        "stance", "components", "diff",
    }  # fmt: skip
    assert match["claim"] == "c-7"
    assert match["document"] == str(article)
    assert match["sentence"] == TEXT[match["start"] : match["end"]]
    assert "number" in match["flags"]
    assert 0.5 <= match["probability"] <= 1
    assert ["substituted", "40", "50"] in [[p.strip() for p in part] for part in match["diff"]]
    assert summary["summary"] is True
    assert (summary["documents"], summary["failed"], summary["claims"]) == (1, 0, 1)


def test_nothing_is_stored(wording: None, article: Path) -> None:
    run(str(article))

    assert not Article.objects.exists()
    assert not Match.objects.exists()


def test_a_claim_without_an_imported_id_goes_by_its_own(article: Path) -> None:
    wording = make_wording(text=CLAIM)

    (match, *_), _ = run(str(article))

    assert match["claim"] == str(wording.claim_id)


def test_standard_input(wording: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    lines, _ = run("-")

    assert lines[-1]["documents"] == 1
    assert lines[0]["claim"] == "c-7"


def test_a_web_page_is_matched_by_its_text(wording: None, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><body><nav>Home</nav><article><p>{CLAIM}</p><p>{'More words. ' * 40}</p>"
        "</article></body></html>"
    )

    lines, _ = run(str(page))

    assert lines[0]["sentence"] == CLAIM


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    wording: None, article: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("match", str(empty), str(article), "--json", stdout=out, stderr=err)

    assert stop.value.code == 1
    summary = json.loads(out.getvalue().splitlines()[-1])
    assert (summary["documents"], summary["failed"]) == (1, 1)
    assert str(empty) in err.getvalue()


def test_a_missing_file_is_a_wrong_call() -> None:
    with pytest.raises(CommandError, match="no file or folder") as stop:
        call_command("match", "/nowhere/at/all.txt")

    assert stop.value.returncode == 2


def test_without_known_claims_it_says_how_to_import_some(article: Path) -> None:
    lines, said = run(str(article))

    assert len(lines) == 1
    assert "import_claims" in said


def test_people_get_a_table_100_columns_wide(wording: None, article: Path) -> None:
    out = io.StringIO()

    call_command("match", str(article), stdout=out)

    text = out.getvalue()
    assert "Known claim" in text
    assert "number" in text
    assert max(map(len, text.splitlines())) <= 100
