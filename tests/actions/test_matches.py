"""What deciding a match sets going beyond the match itself; see tests of memory and learning."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import actions, review, tasks
from claims.actions import bell
from claims.enums import MatchState, Stance
from claims.models import Match, Notice
from tests.factories import make_match, make_user

pytestmark = pytest.mark.django_db


def test_a_decision_on_an_older_revision_is_refused() -> None:
    match, actor = make_match(), make_user()
    with pytest.raises(review.MatchChanged):
        actions.decide_match(match, state=MatchState.REJECTED, actor=actor, revision=7)


@pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REJECTED])
def test_a_decision_can_be_undone(state: MatchState) -> None:
    match, actor = make_match(), make_user()
    actions.decide_match(match, state=state, actor=actor, revision=0)
    actions.undo_last_decision(actor=actor)
    match.refresh_from_db()
    assert match.state == MatchState.SUGGESTED


def test_the_archive_is_rung_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.match_archive, "apply_async", lambda **options: rung.append(options))
    quiet = bell.Bell()
    for _ in range(3):
        quiet.ring_archive()
    assert rung == [{"kwargs": {}, "retry": False}]


def test_who_gets_a_match_from_somebody_is_told() -> None:
    match, ada, ben = make_match(), make_user(), make_user()

    actions.assign_match(match, assignee=ada, actor=ben, revision=0)
    actions.assign_match(match, assignee=None, actor=ben, revision=1)
    actions.assign_match(match, assignee=ben, actor=ben, revision=2)

    [notice] = ada.notices.all()
    assert (notice.kind, notice.subject_id, notice.actor) == ("assigned", match.pk, ben)
    assert not ben.notices.exists()


@pytest.mark.parametrize("work", ["stance", "second look", "undo"])
@pytest.mark.parametrize("is_holder", [True, False])
def test_a_lease_begins_anew_when_its_holder_works_on_the_match(work: str, is_holder: bool) -> None:
    match, holder, other = make_match(), make_user(), make_user()
    actor = holder if is_holder else other
    actions.change_stance(match, stance=Stance.DISPUTES, actor=actor, revision=0)
    actions.assign_match(match, assignee=holder, actor=other, revision=1)
    if work == "undo":
        actions.change_stance(match, stance=Stance.QUOTES, actor=actor, revision=2)
    soon = timezone.now() + timedelta(minutes=1)
    Match.objects.update(lease_until=soon)
    match.refresh_from_db()

    if work == "stance":
        actions.change_stance(match, stance=Stance.QUOTES, actor=actor, revision=2)
    elif work == "second look":
        actions.decide_match(match, state=MatchState.SECOND_LOOK, actor=actor, revision=2)
    else:
        actions.undo_last(actor=actor)

    match.refresh_from_db()
    assert match.assignee == holder
    assert match.lease_until is not None
    assert (match.lease_until > soon + timedelta(hours=3)) == is_holder
    assert (review.give_back(at=soon, limit=9) == 0) == is_holder


def test_a_lease_is_never_made_shorter_by_work() -> None:
    match, holder = make_match(), make_user()
    actions.assign_match(match, assignee=holder, actor=holder, revision=0)
    late = timezone.now() + timedelta(days=9)
    Match.objects.update(lease_until=late)
    match.refresh_from_db()

    actions.change_stance(match, stance=Stance.QUOTES, actor=holder, revision=1)

    match.refresh_from_db()
    assert match.lease_until == late


def test_an_assignment_that_is_refused_is_not_told() -> None:
    match, gone = make_match(), make_user(is_active=False)
    ada = make_user()

    with pytest.raises(review.ChangeRefused):
        actions.assign_match(match, assignee=gone, actor=ada, revision=0)
    with pytest.raises(review.MatchChanged):
        actions.assign_match(match, assignee=ada, actor=make_user(), revision=9)

    assert not Notice.objects.exists()
