import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.benchmark import DETAILS, Options, judge

KEYS = {
    "claims", "articles_per_s", "mean_ms", "p99_ms", "ratio_to_brute_force", "ratio_to_bm25",
    "recall_1", "recall_2", "recall_3", "bytes_per_claim", "build_s", "cold_start_s",
    "catch_up_1_ms", "catch_up_1000_ms", "idle_check_ms", "worker_private_mb",
}  # fmt: skip
SMALL = ("--claims", "300", "--articles", "2", "--warm-up", "1", "--brute-force-sentences", "4")


@pytest.mark.slow
@pytest.mark.django_db
def test_the_last_line_holds_every_figure_and_people_see_the_goals() -> None:
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(SystemExit) as ending:
        call_command("benchmark", *SMALL, "--strict", "--json", stdout=out, stderr=err)

    *stages, summary = [json.loads(line) for line in out.getvalue().splitlines()]
    assert ending.value.code == 1
    assert [stage["stage"] for stage in stages][:3] == ["idle_check", "text", "index"]
    assert summary.keys() >= KEYS
    measured = KEYS - {"ratio_to_bm25", "worker_private_mb"}
    assert all(isinstance(summary[key], int | float) for key in measured)
    assert summary["recall_1"] == summary["recall_2"] == 1
    assert summary["claims"] == 300
    assert "≥ 500" in err.getvalue()
    assert "1 other articles were matched" in err.getvalue()
    assert "missed." in err.getvalue().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--claims", "0"), "--claims must be 1 or more."),
        (("--claims", "-5"), "--claims must be 1 or more."),
        (("--articles", "0"), "--articles must be 1 or more."),
        (("--brute-force-sentences", "0"), "--brute-force-sentences must be 1 or more."),
        (("--seed", "-1"), "--seed must be 0 or more."),
        (("--text", "nowhere.txt"), "There is no file nowhere.txt."),
    ],
)
def test_what_cannot_be_measured_is_refused(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("benchmark", *arguments)

    assert (str(refusal.value), refusal.value.returncode) == (message, 2)


@pytest.mark.django_db
def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")

    with pytest.raises(CommandError, match="holds no sentence") as refusal:
        call_command("benchmark", "--text", str(path))

    assert refusal.value.returncode == 2


def test_details_and_goals_are_different_figures() -> None:
    titles = [one.title for one in judge({}, claims=Options(1, 1, 1).claims)]

    assert not set(DETAILS.values()) & set(titles)
