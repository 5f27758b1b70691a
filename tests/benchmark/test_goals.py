from collections.abc import Mapping

from claims.benchmark.goals import GOALS, Judged, judge


def found(figures: Mapping[str, object], key: str, *, claims: int) -> Judged:
    (title,) = [goal.title for goal in GOALS if goal.key == key]
    return next(one for one in judge(figures, claims=claims) if one.title == title)


def test_a_run_is_held_to_the_goals_of_the_nearest_size() -> None:
    figures = {"ratio_to_brute_force": 7_000.0}

    assert found(figures, "ratio_to_brute_force", claims=12_000).is_met is True
    assert found(figures, "ratio_to_brute_force", claims=60_000).is_met is True
    assert found(figures, "ratio_to_brute_force", claims=900_000).is_met is False


def test_least_and_greatest_values() -> None:
    assert found({"recall_1": 0.999}, "recall_1", claims=10_000).is_met is False
    assert found({"cold_start_s": 0.9}, "cold_start_s", claims=10_000).is_met is True
    assert found({"cold_start_s": 1.1}, "cold_start_s", claims=10_000).is_met is False


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    one = found({"worker_private_mb": None}, "worker_private_mb", claims=10_000)

    assert (one.figure, one.is_met) == ("–", None)


def test_a_figure_without_a_goal_is_shown() -> None:
    one = found({"ratio_to_bm25": 5.2}, "ratio_to_bm25", claims=10_000)

    assert (one.figure, one.goal, one.is_met) == ("5.2", "–", None)
