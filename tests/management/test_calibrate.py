import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from claims import suggest
from claims.enums import Flag, MatchState
from claims.matching import COMPONENTS, shipped_ranker
from claims.matching.second_pass import shipped_weights
from claims.models import Calibration, Match, MatchFlag
from tests.factories import NOW, make_sentence, make_wording

pytestmark = pytest.mark.django_db


def decided(*, confirmed_above: float, count: int = 400) -> None:
    """Decisions on forty claims: what covers more of the claim than a limit is confirmed."""
    rng = random.Random(5)
    person = get_user_model().objects.create(username="ines")
    sentences = [make_sentence() for _ in range(count // 40)]
    wordings = [make_wording() for _ in range(40)]
    rows = []
    for sentence in sentences:
        for wording in wordings:
            coverage = rng.uniform(0.3, 1)
            is_right = coverage + rng.gauss(0, 0.1) > confirmed_above
            rows.append(
                Match(
                    claim=wording.claim,
                    wording=wording,
                    version=sentence.version,
                    sentence=sentence,
                    start=sentence.start,
                    end=sentence.end,
                    text=sentence.text,
                    text_key="0" * 64,
                    sentence_key="0" * 64,
                    probability=0.8,
                    components=components(coverage),
                    diff=[],
                    mutation="reworded",
                    stance="repeats",
                    engine_version="v2.2",
                    state=MatchState.CONFIRMED if is_right else MatchState.REJECTED,
                    revision=1,
                    decided_by=person,
                    decided_at=NOW,
                )
            )
    Match.objects.bulk_create(rows)


def components(coverage: float) -> dict[str, float]:
    shares = dict.fromkeys(COMPONENTS, coverage)
    return shares | {
        "another_time": 0.0,
        "evidence": 4 * coverage,
        "longest_run": 2.0,
        "sentences": 1.0,
        "standing": 4.0,
        "rank": 1.0,
    }


def calibrate(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("calibrate", "--json", *arguments, stdout=out, stderr=io.StringIO())
    summary: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return summary


def test_a_better_refit_is_used_from_the_next_article_on_and_can_be_taken_back() -> None:
    decided(confirmed_above=0.85)
    before = suggest.current_matcher()

    summary = calibrate()

    assert summary["is_better"]
    assert summary["after"]["log_loss"] < summary["before"]["log_loss"]
    assert before.version == "v2.2"
    assert suggest.current_matcher().version == "v2.2+cal.1"
    assert Calibration.objects.get().weights != shipped_ranker().weights
    assert calibrate("--revert") == {"summary": True, "was": 1, "now": None}
    assert suggest.current_matcher().version == "v2.2"
    assert calibrate("--revert") == {"summary": True, "was": None, "now": None}


def test_a_dry_run_and_a_refit_that_is_no_better_change_nothing() -> None:
    decided(confirmed_above=0.85)

    assert calibrate("--dry-run")["is_better"]
    assert not Calibration.objects.exists()
    calibrate()
    assert not calibrate()["is_better"]
    assert Calibration.objects.get().is_active


def test_going_back_leads_to_the_calibration_before() -> None:
    decided(confirmed_above=0.85)
    first = calibrate()["calibration"]
    second = suggest.activate_calibration(
        suggest.try_refit(suggest.read_decisions(), threshold=0.5)
    ).number

    assert calibrate("--revert") == {"summary": True, "was": second, "now": first}
    assert suggest.current_matcher().version == f"v2.2+cal.{first}"


def test_a_calibration_of_another_engine_is_not_used() -> None:
    decided(confirmed_above=0.85)
    calibrate()
    Calibration.objects.update(base="v1.0 ranker 0")

    assert suggest.current_matcher().version == "v2.2"


def test_flagged_decisions_and_those_of_the_first_engine_are_left_out() -> None:
    decided(confirmed_above=0.85)
    flagged, old, *_ = Match.objects.order_by("pk")
    MatchFlag.objects.create(match=flagged, flag=Flag.NUMBER, explanation="40 is not 50.")
    Match.objects.filter(pk=old.pk).update(components={"claim_coverage": 0.5})

    summary = calibrate("--dry-run")

    assert (summary["left_out_flagged"], summary["left_out_outdated"]) == (1, 1)
    assert summary["confirmed"] + summary["rejected"] == 398


def test_few_decisions_are_refused_in_a_clear_sentence() -> None:
    with pytest.raises(CommandError, match="needs 200 together and 50 of each") as refusal:
        calibrate()

    assert refusal.value.returncode == 2


def test_people_see_a_table_of_before_and_after(capsys: pytest.CaptureFixture[str]) -> None:
    decided(confirmed_above=0.85)

    call_command("calibrate", "--dry-run")

    out = capsys.readouterr().out
    assert "log_loss" in out
    assert "Nothing was changed (dry run)." in out


@pytest.mark.parametrize("call", [["--measure", "0", "--encoder"], ["--second-pass"]])
def test_an_encoder_that_is_not_there_is_one_sentence(call: list[str], tmp_path: Path) -> None:
    before = shipped_weights()

    with pytest.raises(CommandError, match=r"nowhere") as refusal:
        call_command("calibrate", *call, str(tmp_path / "nowhere"))

    assert refusal.value.returncode == 2
    assert shipped_weights() == before


@pytest.mark.parametrize(
    ("call", "said"),
    [(["--encoder", "use"], "--encoder goes with"), (["--measure", "10", "-1"], "from 0 on")],
)
def test_a_call_that_means_nothing_is_refused(call: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("calibrate", *call)

    assert refusal.value.returncode == 2
