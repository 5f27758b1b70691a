import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.ranking.sets_of_files import write_set

KEYS = ["MAP@1", "MAP@5", "MRR", "R@1", "R@5", "R@10", "R@50", "S@10", "ECE"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_set(tmp_path)
    return tmp_path


def evaluate(folder: Path, *arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "evaluate", str(folder), *arguments, "--encoder", "none", "--json",
        stdout=out, stderr=io.StringIO(),
    )  # fmt: skip
    summary: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return summary


def test_without_fitting_the_channels_are_fused(folder: Path) -> None:
    summary = evaluate(folder, "--split", "test")
    assert summary["MAP@5"] > 0.9
    assert (summary["queries"], summary["claims"], summary["encoder"]) == (16, 32, "none")
    assert all(0 <= summary[key] <= 1 for key in KEYS)
    assert summary["seconds"] >= 0


def test_fitting_on_another_split(folder: Path) -> None:
    summary = evaluate(folder, "--split", "test", "--fit", "train")
    assert summary["MAP@5"] > 0.9
    assert [row["threshold"] for row in summary["thresholds"]] == [0.5, 0.7, 0.8, 0.9, 0.95]


def test_folds_give_a_spread(folder: Path) -> None:
    summary = evaluate(folder, "--split", "train", "--folds", "2")
    assert set(summary["spread"]) == set(KEYS)


def test_a_run_that_cannot_take_its_place_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        evaluate(folder, "--split", "test", "--run", str(taken))

    assert list(tmp_path.glob(".*.part")) == []


def test_the_run_ranks_every_query(folder: Path) -> None:
    run = folder / "run.txt"
    evaluate(folder, "--split", "test", "--run", str(run))
    lines = [line.split("\t") for line in run.read_text().splitlines()]
    assert len({line[0] for line in lines}) == 16
    assert [line[3] for line in lines[:3]] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--split", "dev"], "no split “dev”"),
        (["--split", "test", "--fit", "train", "test"], "must not name “test”"),
        (["--split", "test", "--fit", "train", "--folds", "2"], "either --fit or --folds"),
        (["--split", "test", "--folds", "1"], "at least 2"),
        (["--split", "test", "--folds", "40"], "cannot be cut into 40 folds"),
        (["--split", "test", "--run", "/"], "cannot be written"),
    ],
)
def test_a_wrong_call_is_refused(folder: Path, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refusal:
        evaluate(folder, *arguments)
    assert refusal.value.returncode == 2


def test_a_missing_folder_and_a_missing_model_are_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="no file") as refusal:
        evaluate(folder / "nowhere", "--split", "test")
    assert refusal.value.returncode == 2
    with pytest.raises(CommandError) as refusal:
        call_command("evaluate", str(folder), split="test", encoder=[str(folder / "no-model")])
    assert refusal.value.returncode == 2


def test_people_read_a_table(folder: Path) -> None:
    out = io.StringIO()
    call_command("evaluate", str(folder), split="test", encoder=["none"], stdout=out)
    assert "probability ≥ 0.90: precision" in out.getvalue()
    assert "16 queries, 32 claims" in out.getvalue()
