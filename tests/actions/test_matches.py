"""What deciding a match sets going beyond the match itself; see tests of memory and learning."""

from typing import Any

import pytest

from claims import actions, review, tasks
from claims.actions import bell
from claims.enums import MatchState
from claims.models import Notice
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


def test_an_assignment_that_is_refused_is_not_told() -> None:
    match, gone = make_match(), make_user(is_active=False)
    ada = make_user()

    with pytest.raises(review.ChangeRefused):
        actions.assign_match(match, assignee=gone, actor=ada, revision=0)
    with pytest.raises(review.MatchChanged):
        actions.assign_match(match, assignee=ada, actor=make_user(), revision=9)

    assert not Notice.objects.exists()
