"""What reviewers correct, link, hand over and take back, beyond deciding."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import actions, audit, review
from claims.enums import Flag, MatchOrigin, MatchState, Role, Stance
from claims.models import Claim, Match, MatchEvent, RejectionReason, Wording
from tests.factories import (
    NOW,
    make_flag,
    make_match,
    make_sentence,
    make_user,
    make_version,
    make_wording,
)

pytestmark = pytest.mark.django_db

FIRST = "The new harbour bridge cost the city 40 million euros last year."
SECOND = "Nobody disputes that."
FAR = "An unrelated last paragraph."
TEXT = f"{FIRST} {SECOND}\n\nA middle one.\n\n{FAR}"
COLUMNS = [
    field.attname
    for field in Match._meta.concrete_fields
    if field.attname not in {"id", "revision"}
]


def make_bridge(**fields: Any) -> Match:
    version = make_version(text=TEXT)
    sentence = make_sentence(version=version, end=len(FIRST), text=FIRST)
    start = len(FIRST) + 1
    make_sentence(version=version, position=1, start=start, end=start + len(SECOND), text=SECOND)
    start = TEXT.index(FAR)
    make_sentence(version=version, position=2, block=2, start=start, end=start + len(FAR), text=FAR)
    wording = make_wording(text="The harbour bridge cost 40 million euros.")
    return make_match(sentence=sentence, wording=wording, **fields)


def snapshot(match: Match) -> dict[str, Any]:
    row = Match.objects.get(pk=match.pk)
    flags = list(row.flags.order_by("flag").values_list("flag", "claim_text", "explanation"))
    return {name: getattr(row, name) for name in COLUMNS} | {"flags": flags}


def test_a_stance_is_changed_and_the_event_holds_both() -> None:
    match, actor = make_bridge(), make_user()

    event = actions.change_stance(match, stance=Stance.DISPUTES, actor=actor, revision=0)

    assert Match.objects.get(pk=match.pk).stance == Stance.DISPUTES
    assert (event.kind, event.before, event.after) == (
        "stance", {"stance": "repeats"}, {"stance": "disputes"},
    )  # fmt: skip
    assert event.old_state == event.new_state == MatchState.SUGGESTED
    [logged] = audit.history(match)
    assert (logged.action, logged.actor) == ("match.stance-changed", actor)
    with pytest.raises(review.ChangeRefused, match="already"):
        actions.change_stance(match, stance=Stance.DISPUTES, actor=actor, revision=1)


def test_a_confirmed_match_that_disputes_teaches_its_words_no_more() -> None:
    match, actor = make_bridge(), make_user()
    actions.decide_match(match, state=MatchState.CONFIRMED, actor=actor, revision=0)
    learnt = Wording.objects.filter(claim=match.claim, learnt_from=match, is_active=True)
    assert learnt.exists()

    actions.change_stance(match, stance=Stance.DISPUTES, actor=actor, revision=1)
    assert not learnt.exists()
    actions.undo_last(actor=actor)
    assert learnt.exists()


def test_a_span_is_cut_and_all_that_depends_on_it_follows() -> None:
    match, actor = make_bridge(), make_user()
    make_flag(match=match)
    before = snapshot(match)
    words = "harbour bridge cost the city 50"[:-2] + "40 million euros"
    start = TEXT.index(words)

    actions.change_span(match, start=start, end=start + len(words), actor=actor, revision=0)

    match = Match.objects.get(pk=match.pk)
    assert match.text == words
    assert "".join(right for _, _, right in match.diff) == words
    assert "".join(left for _, left, _ in match.diff) == match.wording.text
    assert not match.flags.filter(flag=Flag.NUMBER).exists()
    actions.undo_last(actor=actor)
    assert snapshot(match) == before


def test_a_span_that_begins_in_another_sentence_moves_there() -> None:
    match, start = make_bridge(), len(FIRST) + 1

    actions.change_span(match, start=start, end=start + len(SECOND), actor=make_user(), revision=0)

    match = Match.objects.get(pk=match.pk)
    assert match.sentence.text == SECOND


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, len(TEXT) + 1, "outside the text"),
        (5, 5, "outside the text"),
        (-1, 5, "outside the text"),
        (0, len(FIRST), "the same"),
        (len(FIRST), len(FIRST) + 1, "no words"),
        (0, len(TEXT), "leaves its paragraph"),
    ],
)
def test_spans_that_make_no_sense_are_refused(start: int, end: int, said: str) -> None:
    match = make_bridge()

    with pytest.raises(review.ChangeRefused, match=said):
        actions.change_span(match, start=start, end=end, actor=make_user(), revision=0)

    assert not MatchEvent.objects.exists()


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_another_claim_is_linked_and_one_undo_takes_both_back(is_confirmed: bool) -> None:
    match, actor = make_bridge(), make_user()
    if is_confirmed:
        actions.decide_match(match, state=MatchState.CONFIRMED, actor=actor, revision=0)
    before = snapshot(match)
    other = make_wording(text="A bridge in the harbour cost 40 million.").claim

    made = actions.relink_match(match, claim=other, actor=actor, revision=match.revision)

    assert (made.claim, made.state, made.origin) == (other, "confirmed", MatchOrigin.REVIEWER)
    assert (made.start, made.end, made.decided_by) == (match.start, match.end, actor)
    old = Match.objects.get(pk=match.pk)
    assert old.state == (MatchState.UNLINKED if is_confirmed else MatchState.REJECTED)
    if not is_confirmed:
        assert old.events.get().reason == RejectionReason.objects.get(key="different-claim")
    actions.undo_last(actor=actor)
    assert snapshot(match) == before
    assert Match.objects.get(pk=made.pk).state == MatchState.UNLINKED
    assert not Wording.objects.filter(learnt_from=made).exists()
    assert audit.verify().fault is None


def test_a_suggestion_of_the_other_claim_is_confirmed_instead_of_doubled() -> None:
    match, actor = make_bridge(), make_user()
    there = make_match(wording=make_wording(), sentence=match.sentence)
    before = snapshot(there)

    linked = actions.relink_match(match, claim=there.claim, actor=actor, revision=0)

    assert linked == there
    assert Match.objects.get(pk=there.pk).state == MatchState.CONFIRMED
    actions.undo_last(actor=actor)
    assert snapshot(there) == before


def test_a_new_claim_is_made_of_a_span_and_retired_by_the_undo() -> None:
    match, actor = make_bridge(), make_user()

    claim = actions.claim_from_match(
        match, text=" The bridge  cost 40 million. ", actor=actor, revision=0
    )

    assert claim.text == "The bridge cost 40 million."
    assert claim.matches.get().state == MatchState.CONFIRMED
    actions.undo_last(actor=actor)
    assert Claim.objects.get(pk=claim.pk).state == "retired"
    assert Match.objects.get(pk=match.pk).state == MatchState.SUGGESTED
    with pytest.raises(review.ChangeRefused, match="no text"):
        actions.claim_from_match(match, text=" ", actor=actor, revision=match.revision)


def test_linking_with_the_same_or_a_merged_claim_is_refused() -> None:
    match, actor = make_bridge(), make_user()
    with pytest.raises(review.ChangeRefused, match="already"):
        actions.relink_match(match, claim=match.claim, actor=actor, revision=0)
    with pytest.raises(review.MatchChanged):
        actions.relink_match(match, claim=make_wording().claim, actor=actor, revision=1)


def test_an_assignment_is_kept_until_its_lease_runs_out() -> None:
    match, actor, colleague = make_bridge(), make_user(), make_user()
    due = timezone.now() + timedelta(days=1)

    actions.assign_match(match, assignee=colleague, due_at=due, actor=actor, revision=0)

    match = Match.objects.get(pk=match.pk)
    assert (match.assignee, match.due_at) == (colleague, due)
    assert match.lease_until is not None
    assert review.give_back(at=match.lease_until - timedelta(seconds=1), limit=9) == 0
    assert review.give_back(at=match.lease_until, limit=9) == 1
    match.refresh_from_db()
    assert (match.assignee, match.due_at, match.state) == (None, None, MatchState.SUGGESTED)
    assert audit.history(match)[0].bot == "sweep"


def test_an_assignment_is_undone_exactly_and_refused_to_the_wrong_people() -> None:
    match, actor = make_bridge(), make_user()
    first, second = make_user(), make_user(Role.EDITOR)
    due = timezone.now() + timedelta(days=1)
    actions.assign_match(match, assignee=first, due_at=due, actor=actor, revision=0)
    before = snapshot(match)

    actions.assign_match(match, assignee=second, due_at=None, actor=actor, revision=1)
    actions.undo_last(actor=actor)
    assert snapshot(match) == before
    match.refresh_from_db()
    for assignee, due_at, said in (
        (make_user(is_active=False), None, "may not decide"),
        (second, NOW - timedelta(days=9), "over already"),
    ):
        with pytest.raises(review.ChangeRefused, match=said):
            actions.assign_match(
                match, assignee=assignee, due_at=due_at, actor=actor, revision=match.revision
            )


def test_the_last_ten_changes_of_any_kind_are_undone_newest_first() -> None:
    actor = make_user()
    match, others = make_bridge(), [make_match() for _ in range(9)]
    before = [snapshot(one) for one in (match, *others)]
    for other in others:
        actions.decide_match(other, state=MatchState.REJECTED, actor=actor, revision=0)
    for stance in (Stance.QUOTES, Stance.DISPUTES):
        actions.change_stance(match, stance=stance, actor=actor, revision=match.revision)

    assert len(actions.undoable(actor=actor)) == 10
    for _ in range(10):
        actions.undo_last(actor=actor)

    with pytest.raises(review.NothingToUndo):
        actions.undo_last(actor=actor)
    after = [snapshot(one) for one in (match, *others)]
    # The eleventh stays: it was the first.
    assert after[1]["state"] == MatchState.REJECTED
    assert [after[0], *after[2:]] == [before[0], *before[2:]]


def test_an_undo_is_refused_after_somebody_else_corrected_the_match() -> None:
    match, actor = make_bridge(), make_user()
    actions.decide_match(match, state=MatchState.CONFIRMED, actor=actor, revision=0)
    actions.change_stance(match, stance=Stance.QUOTES, actor=make_user(), revision=1)

    with pytest.raises(review.MatchChanged):
        actions.undo_last(actor=actor)


def test_copies_are_decided_at_once_and_counted_honestly() -> None:
    wording, actor = make_wording(), make_user()
    text = "The new harbour bridge cost the city 40 million euros last year."
    match = make_match(wording=wording, sentence=make_sentence(version=make_version(text=text)))
    same = make_match(wording=wording, sentence=make_sentence(version=make_version(text=text)))
    near = make_match(
        wording=wording, sentence=make_sentence(version=make_version(text=text + " It said."))
    )
    flagged = make_match(wording=wording, sentence=make_sentence(version=make_version(text=text)))
    make_flag(match=flagged)
    make_match(wording=wording)
    make_match(sentence=make_sentence(version=make_version(text=text)))

    found = actions.near_identical(match)
    assert found == [same, near]
    actions.decide_match(near, state=MatchState.REJECTED, actor=make_user(), revision=0)
    batch = actions.decide_matches(
        [(match.pk, 0), (same.pk, 0), (near.pk, 0), (10**9, 0)],
        state=MatchState.CONFIRMED,
        actor=actor,
    )

    assert batch.done == (match.pk, same.pk)
    assert [one.match_id for one in batch.refused] == [near.pk, 10**9]
    assert "was changed by" in batch.refused[0].reason


def test_a_reason_belongs_to_a_rejection() -> None:
    match, actor = make_match(), make_user()
    reason = RejectionReason.objects.get(key="satire")

    with pytest.raises(review.ChangeRefused, match="Only a rejection"):
        actions.decide_match(
            match, state=MatchState.CONFIRMED, actor=actor, revision=0, reason=reason
        )
    event = actions.decide_match(
        match, state=MatchState.REJECTED, actor=actor, revision=0, reason=reason
    )
    assert event.reason == reason
    assert audit.history(match)[0].after["reason"] == "satire"
