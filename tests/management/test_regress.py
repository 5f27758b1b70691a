import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.regression import Sets
from tests.regression.small_sets import write_rows, write_sets


class NoText:
    def __init__(self, seed: int) -> None:
        self.seed = seed

    def claims(self, count: int) -> list[str]:
        return []


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sets:
    """Without the unrelated claims, which take longer to make than all else here."""
    monkeypatch.setattr("claims.management.commands.regress.MadeText", NoText)
    return write_sets(tmp_path)


def regress(sets: Sets, *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    """The records of a call that ends with this exit code."""
    out, ended = io.StringIO(), 0
    folders = ("--seeds", str(sets.seeds), "--corpus", str(sets.corpus))
    try:
        call_command("regress", *folders, *arguments, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as ending:
        ended = int(ending.code or 0)
    assert ended == code
    return [json.loads(line) for line in out.getvalue().splitlines()]


def spoil(sets: Sets) -> None:
    """Another claim is expected where one was found."""
    path = sets.own / "restatements.jsonl"
    row = json.loads(path.read_text())
    write_rows(path, [row | {"claim": "Nobody says this anywhere."}])


def test_the_first_run_has_no_floors_and_update_makes_them(sets: Sets) -> None:
    *figures, summary = regress(sets, "--update")
    *again, last = regress(sets)

    assert {record["floor"] for record in figures} == {None}
    assert (summary["fallen"], summary["cases"]) == ([], 7)
    assert all(record["floor"] == record["value"] for record in again)
    assert (last["fallen"], last["worse"]) == ([], [])


def test_a_drop_fails_and_says_which_case_broke(sets: Sets) -> None:
    regress(sets, "--update")
    spoil(sets)
    summary = regress(sets, code=1)[-1]

    assert "restatements.recall" in summary["fallen"]
    assert summary["worse"] == ["restatements:1/75"]


def test_floors_are_lowered_by_name_only(sets: Sets) -> None:
    regress(sets, "--update")
    spoil(sets)
    with pytest.raises(CommandError, match=r"--lower restatements\.recall") as refusal:
        regress(sets, "--update")
    assert refusal.value.returncode == 1

    measures = ("recall", "recall_at_precision_95", "R@1", "R@5")
    lower = [f"--lower=restatements.{measure}" for measure in measures]
    assert regress(sets, "--update", *lower)[-1]["fallen"] == []


def test_a_wrong_call_is_refused(sets: Sets) -> None:
    for arguments, sentence in (
        (["--lower", "articles.recall"], "goes with --update"),
        (["--update", "--lower", "articles.recall"], "names what did not fall: articles.recall"),
    ):
        with pytest.raises(CommandError, match=sentence) as refusal:
            regress(sets, *arguments)
        assert refusal.value.returncode == 2
    (sets.seeds / "claims.jsonl").unlink()
    with pytest.raises(CommandError, match=r"claims\.jsonl cannot be read") as refusal:
        regress(sets)
    assert refusal.value.returncode == 2


def test_people_see_figures_beside_floors_and_what_changed(sets: Sets) -> None:
    regress(sets, "--update")
    spoil(sets)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("regress", seeds=sets.seeds, corpus=sets.corpus, stdout=out)

    said = out.getvalue()
    assert "0.0000 FELL: 1.0000" in said
    assert "1.0000 ≥ 1.0000" in said
    assert "worse  restatements:1/75: right → missed" in said
    assert "Below the floor: restatements.recall" in said
