"""Settings in versions, what they would do, and what they do."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import actions, audit, desk, pipeline, tasks
from claims.enums import MatchState, Mutation, Role
from claims.models import DeskSettings, Match
from tests.factories import make_flag, make_match, make_user, make_version, make_wording

pytestmark = pytest.mark.django_db
CLAIM = "The new harbour bridge cost the city 40 million euros last year."


def change(number: int, **values: Any) -> DeskSettings:
    return actions.change_settings(values, actor=make_user(Role.ADMIN), seen_number=number)


def test_before_the_first_version_the_defaults_hold(settings: Any) -> None:
    settings.FACTCHECK_THRESHOLD = 0.42
    now = desk.current_settings()
    assert (now.number, now.suggest_threshold, now.auto_confirm) == (0, 0.42, False)


def test_a_version_keeps_what_it_does_not_change_and_is_logged() -> None:
    change(0, review_days=5)
    actor = make_user(Role.ADMIN)

    made = actions.change_settings(
        {"lease_minutes": 30}, actor=actor, note=" shorter ", seen_number=1
    )

    assert desk.current_settings() == made
    assert (made.number, made.review_days, made.lease_minutes, made.note) == (2, 5, 30, "shorter")
    [event] = audit.history(made)
    assert (event.action, event.before, event.after) == (
        "settings.changed", {"lease_minutes": 240}, {"lease_minutes": 30},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"suggest_threshold": 1.5}, "between 0 and 1"),
        ({"suggest_threshold": "much"}, "must be a float"),
        ({"review_days": 0}, "at least 1"),
        ({"colour": 1}, "no setting “colour”"),
        ({"auto_confirm": False}, "Nothing was changed"),
    ],
)
def test_values_that_make_no_settings_are_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(desk.SettingsRefused, match=said):
        change(0, **values)
    assert not DeskSettings.objects.exists()


def test_who_saw_an_older_version_is_refused() -> None:
    change(0, review_days=5)
    with pytest.raises(desk.SettingsChanged, match="version 1"):
        change(0, review_days=6)


def test_the_preview_counts_what_the_change_would_do() -> None:
    for probability in (0.45, 0.55, 0.65, 0.99):
        make_match(probability=probability, mutation=Mutation.VERBATIM)
    make_flag(match=make_match(probability=0.99, mutation=Mutation.VERBATIM))
    old = timezone.now() - timedelta(days=4)
    Match.objects.filter(probability=0.65).update(created_at=old)

    higher = actions.preview_settings(
        {"suggest_threshold": 0.6, "auto_confirm": True, "review_days": 5}
    )
    lower = actions.preview_settings({"suggest_threshold": 0.4})

    assert higher == desk.SettingsPreview(1, 0, 1, 1, 0)
    assert lower == desk.SettingsPreview(0, 1, 0, 1, 1)
    assert not DeskSettings.objects.exists()


def test_the_threshold_hides_suggestions_and_deletes_none() -> None:
    weak, decided = make_match(probability=0.55), make_match(probability=0.55)
    actions.decide_match(decided, state=MatchState.SECOND_LOOK, actor=make_user(), revision=0)

    assert set(Match.objects.open().shown(threshold=0.6)) == {decided}
    assert set(Match.objects.open().shown(threshold=0.5)) == {weak, decided}
    assert set(desk.shown(Match.objects.open())) == {weak, decided}
    change(0, suggest_threshold=0.6)
    assert set(desk.shown(Match.objects.open())) == {decided}


@pytest.mark.parametrize("is_on", [False, True])
def test_only_a_desk_that_chose_so_has_verbatim_repeats_confirmed(is_on: bool) -> None:
    make_wording(text=CLAIM)
    change(0, auto_confirm=is_on, auto_confirm_threshold=0.5, review_days=9)
    version = make_version(
        text=f"{CLAIM}\n\nThe new harbour bridge cost the city 41 million euros."
    )

    tasks.process_version(version_id=version.pk)

    verbatim = version.matches.get(text=CLAIM)
    assert verbatim.state == (MatchState.CONFIRMED if is_on else MatchState.SUGGESTED)
    assert verbatim.decided_by is None
    assert verbatim.decided_bot.startswith("engine ") is is_on
    assert not version.matches.filter(state=MatchState.CONFIRMED).exclude(text=CLAIM).exists()
    if is_on:
        assert audit.history(verbatim)[0].bot == verbatim.decided_bot


def test_the_suggest_threshold_governs_the_workers() -> None:
    make_wording(text=CLAIM)
    change(0, suggest_threshold=1.0)
    version = make_version(text=CLAIM)

    tasks.process_version(version_id=version.pk)

    assert not version.matches.exists()
    pipeline.process_version(version.pk, lease_seconds=9, max_attempts=3, threshold=0.5)
