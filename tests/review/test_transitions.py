"""Decisions on matches: who wins, what is left behind, what is refused."""

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection

from claims import review
from claims.enums import MatchState, Role
from claims.models import Match, MatchEvent
from tests.factories import NOW, make_match, make_user

STATES = list(MatchState)


def make_match_in(state: MatchState) -> Match:
    match = make_match()
    if state != MatchState.SUGGESTED:
        Match.objects.filter(pk=match.pk).update(
            state=state, decided_by=make_user(), decided_at=NOW
        )
        match.refresh_from_db()
    return match


def test_every_state_has_a_row() -> None:
    assert set(review.TRANSITIONS) == set(STATES)


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), list(itertools.product(STATES, STATES)))
def test_moves_are_those_of_the_table(old: MatchState, new: MatchState) -> None:
    match = make_match_in(old)

    if new in review.TRANSITIONS[old]:
        review.decide(match, state=new, actor=make_user(), at=NOW)
        assert Match.objects.get(pk=match.pk).state == new
    else:
        with pytest.raises(review.TransitionNotAllowed, match=str(old.label)):
            review.decide(match, state=new, actor=make_user(), at=NOW)
        assert Match.objects.get(pk=match.pk).state == old
        assert not MatchEvent.objects.exists()


@pytest.mark.django_db
def test_decision_leaves_an_event() -> None:
    match = make_match()
    actor = make_user()

    event = review.decide(
        match, state=MatchState.CONFIRMED, actor=actor, at=NOW, note="same figures"
    )

    stored = MatchEvent.objects.get(match=match)
    assert stored == event
    assert (stored.old_state, stored.new_state) == (MatchState.SUGGESTED, MatchState.CONFIRMED)
    assert (stored.actor, stored.at, stored.note) == (actor, NOW, "same figures")
    assert (stored.revision, match.revision) == (1, 1)
    assert (match.decided_by, match.decided_at) == (actor, NOW)


@pytest.mark.django_db
def test_second_reviewer_with_an_old_copy_loses_and_is_told_who_was_first() -> None:
    match = make_match()
    old_copy = Match.objects.get(pk=match.pk)
    first = make_user(username="ada")
    review.decide(match, state=MatchState.CONFIRMED, actor=first, at=NOW)

    with pytest.raises(review.MatchChanged, match="ada meanwhile and is now confirmed") as caught:
        review.decide(old_copy, state=MatchState.REJECTED, actor=make_user(), at=NOW)

    assert caught.value.match.state == MatchState.CONFIRMED
    assert MatchEvent.objects.count() == 1


@pytest.mark.django_db
def test_old_copy_loses_even_if_the_state_has_come_back() -> None:
    match = make_match()
    old_copy = Match.objects.get(pk=match.pk)
    actor = make_user()
    event = review.decide(match, state=MatchState.REJECTED, actor=actor, at=NOW)
    review.undo(event, actor=actor, at=NOW)

    with pytest.raises(review.MatchChanged):
        review.decide(old_copy, state=MatchState.CONFIRMED, actor=actor, at=NOW)


@pytest.mark.django_db
def test_undo_of_a_first_decision_makes_it_a_suggestion_again() -> None:
    match = make_match()
    actor = make_user()
    event = review.decide(match, state=MatchState.REJECTED, actor=actor, at=NOW)

    review.undo(event, actor=actor, at=NOW + timedelta(minutes=1))

    match.refresh_from_db()
    assert match.state == MatchState.SUGGESTED
    assert (match.decided_by, match.decided_at) == (None, None)
    assert MatchEvent.objects.get(undoes=event).new_state == MatchState.SUGGESTED


@pytest.mark.django_db
def test_undo_gives_the_earlier_decision_back_to_who_took_it() -> None:
    match = make_match()
    earlier, later = make_user(), make_user(Role.EDITOR)
    review.decide(match, state=MatchState.SECOND_LOOK, actor=earlier, at=NOW)
    event = review.decide(
        match, state=MatchState.CONFIRMED, actor=later, at=NOW + timedelta(hours=1)
    )

    review.undo(event, actor=later, at=NOW + timedelta(hours=2))

    match.refresh_from_db()
    assert match.state == MatchState.SECOND_LOOK
    assert (match.decided_by, match.decided_at) == (earlier, NOW)


@pytest.mark.django_db
def test_undo_is_refused_after_somebody_else_has_moved_the_match() -> None:
    match = make_match()
    actor = make_user()
    event = review.decide(match, state=MatchState.CONFIRMED, actor=actor, at=NOW)
    review.decide(match, state=MatchState.UNLINKED, actor=make_user(), at=NOW)

    with pytest.raises(review.MatchChanged):
        review.undo(event, actor=actor, at=NOW)


@pytest.mark.django_db
def test_last_decision_skips_what_is_undone_and_the_undoing() -> None:
    actor = make_user()
    first, second = make_match(), make_match()
    kept = review.decide(first, state=MatchState.CONFIRMED, actor=actor, at=NOW)
    undone = review.decide(
        second, state=MatchState.REJECTED, actor=actor, at=NOW + timedelta(minutes=1)
    )
    review.undo(undone, actor=actor, at=NOW + timedelta(minutes=2))

    assert review.last_decision(actor) == kept


@pytest.mark.django_db
def test_nothing_to_undo_for_somebody_who_decided_nothing() -> None:
    other = make_user()
    review.decide(make_match(), state=MatchState.CONFIRMED, actor=other, at=NOW)

    with pytest.raises(review.NothingToUndo):
        review.last_decision(make_user())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_eight_reviewers_at_once_one_wins() -> None:
    match = make_match()
    actors = [make_user() for _ in range(8)]
    start = threading.Barrier(len(actors))
    won: list[str] = []
    lost: list[str] = []

    def press(index: int) -> None:
        copy = Match.objects.get(pk=match.pk)
        start.wait()
        state = (MatchState.CONFIRMED, MatchState.REJECTED)[index % 2]
        try:
            review.decide(copy, state=state, actor=actors[index], at=NOW)
            won.append(state)
        except review.MatchChanged:
            lost.append(state)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=press, args=(index,)) for index in range(len(actors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, 7)
    assert [event.new_state for event in MatchEvent.objects.filter(match=match)] == won
