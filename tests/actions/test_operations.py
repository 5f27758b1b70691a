"""Splits and merges of claims, and that undoing one leaves all as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from claims import actions, audit, knowledge
from claims.enums import ClaimOperationKind, ClaimState, MatchState, Stance, WordingOrigin
from claims.models import Claim, ClaimOperation, Match, Wording
from tests import factories as f

pytestmark = pytest.mark.django_db

# What counts changes and times of them, and what only ever grows.
COUNTS = {"change_seq", "state_seq", "revision", "updated_at"}
LOGS = {"auditevent", "audithead", "matchevent", "claimoperation", "changecounter"}


def dump() -> dict[str, dict[int, dict[str, Any]]]:
    """All rows, by model and id, without the logs and the counts."""
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    for model in apps.get_app_config("claims").get_models():
        name = model._meta.model_name or ""
        if name not in LOGS:
            values = model._default_manager.order_by("pk").values()
            rows[name] = {
                row["id"]: {key: value for key, value in row.items() if key not in COUNTS}
                for row in values
            }
            through = model._meta.many_to_many
            rows |= {
                f"{name}.{field.name}": {
                    row["id"]: row for row in getattr(model, field.name).through.objects.values()
                }
                for field in through
            }
    return rows


def new_rows(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[int]]:
    """The ids that are new; fails if any earlier row is gone or has changed."""
    for name, rows in before.items():
        assert {pk: after[name].get(pk) for pk in rows} == rows, name
    added = {name: sorted(set(rows) - set(before[name])) for name, rows in after.items()}
    return {name: ids for name, ids in added.items() if ids}


def confirmed(wording: Wording, **fields: Any) -> Match:
    decided = {"state": MatchState.CONFIRMED, "decided_by": f.make_user(), "decided_at": f.NOW}
    return f.make_match(wording=wording, **decided | fields)


def known(*texts: str) -> Claim:
    claim = knowledge.save_claim(Claim(text=texts[0]))
    for text in texts[1:]:
        knowledge.save_wording(Wording(claim=claim, text=text))
    return claim


@pytest.fixture
def claim() -> Claim:
    """Two wordings beside its text, each with an appearance; one is learnt, from the first."""
    claim = known("The bridge cost 40 million.", "Bridge: 40 million")
    claim.topics.add(f.make_topic())
    own, other = claim.wordings.order_by("pk")
    first = confirmed(own)
    confirmed(other)
    f.make_flag(match=first)
    f.make_wording(
        claim=claim, text="Forty million!", origin=WordingOrigin.LEARNT, learnt_from=first
    )
    return claim


def split(claim: Claim, **fields: Any) -> Claim:
    values = {"text": "The tunnel cost 40 million.", "matches": [], "wordings": []}
    return actions.split_claim(claim, **values | {"actor": f.make_user()} | fields)


def operation(kind: ClaimOperationKind) -> ClaimOperation:
    return ClaimOperation.objects.get(kind=kind)


def undo(kind: ClaimOperationKind) -> None:
    actions.undo_operation(operation(kind), actor=f.make_user())


def searched(claim: Claim) -> set[str]:
    return set(Wording.objects.searched().filter(claim=claim).values_list("text", flat=True))


def test_chosen_appearances_and_wordings_go_to_the_new_claim(claim: Claim) -> None:
    first, second = claim.matches.order_by("pk")
    wording = second.wording

    new = split(claim, matches=[first.pk, second.pk], wordings=[wording.pk], note="Two bridges.")

    assert searched(claim) == {"The bridge cost 40 million."}
    assert searched(new) == {"The tunnel cost 40 million.", "Bridge: 40 million", "Forty million!"}
    assert not claim.matches.exists()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.claim, second.wording) == (new, new.wordings.get(text="Bridge: 40 million"))
    assert second.diff == [["same", second.text, second.text]]
    # Its wording stays with the old claim, so it is compared with the text of the new one.
    assert first.wording.text == new.text
    assert first.diff != [["same", first.text, first.text]]
    assert first.state == MatchState.CONFIRMED
    assert new.wordings.get(origin=WordingOrigin.LEARNT).learnt_from == first
    assert list(new.topics.all()) == list(claim.topics.all())
    assert audit.history(claim)[0].note == "Two bridges."
    assert audit.verify().fault is None


def open_matches(claim: Claim) -> list[Match]:
    """By the second wording: untouched, corrected, for a second look; and one by the first."""
    own, other = claim.wordings.order_by("pk")[:2]
    untouched, corrected, looked_at = (f.make_match(wording=other) for _ in range(3))
    actor = f.make_user()
    actions.change_stance(corrected, stance=Stance.DISPUTES, actor=actor, revision=0)
    actions.decide_match(looked_at, state=MatchState.SECOND_LOOK, actor=actor, revision=0)
    return [untouched, corrected, looked_at, f.make_match(wording=own)]


def test_open_matches_go_with_the_wording_that_found_them(claim: Claim) -> None:
    *going, staying = open_matches(claim)

    new = split(claim, wordings=[going[0].wording_id])

    wording = new.wordings.get(text="Bridge: 40 million")
    for match, state, revision in zip(
        going, ("suggested", "suggested", "second-look"), (0, 2, 2), strict=True
    ):
        match.refresh_from_db()
        assert (match.claim, match.wording, match.state) == (new, wording, state)
        # An untouched one stays untouched: the next run of the engine may still improve it.
        assert match.revision == revision
    staying.refresh_from_db()
    assert staying.claim == claim


def test_open_matches_come_back_with_the_undoing_of_a_split(claim: Claim) -> None:
    *going, _staying = open_matches(claim)
    before = dump()
    new = split(claim, wordings=[going[0].wording_id])

    undo(ClaimOperationKind.SPLIT)

    added = new_rows(before, dump())
    assert {name for name in added if not name.startswith("claim.")} == {"claim", "wording"}
    assert not new.matches.exists()


def test_a_suggestion_does_not_come_back_where_another_one_stands_by_now(claim: Claim) -> None:
    untouched, *_others = open_matches(claim)
    split(claim, wordings=[untouched.wording_id])
    own = claim.wordings.get(origin=WordingOrigin.CANONICAL)
    there = f.make_match(wording=own, sentence=untouched.sentence)

    undo(ClaimOperationKind.SPLIT)

    assert list(Match.objects.filter(sentence=untouched.sentence)) == [there]


def test_a_split_is_not_undone_after_a_handed_over_suggestion_was_decided(claim: Claim) -> None:
    untouched, *_others = open_matches(claim)
    split(claim, wordings=[untouched.wording_id])
    actions.decide_match(
        Match.objects.get(pk=untouched.pk),
        state=MatchState.CONFIRMED,
        actor=f.make_user(),
        revision=0,
    )

    with pytest.raises(knowledge.UndoRefused, match="was decided or changed since"):
        undo(ClaimOperationKind.SPLIT)


def test_the_undoing_of_a_split_leaves_all_as_it_was_and_a_redirect(claim: Claim) -> None:
    before = dump()
    matches = list(claim.matches.values_list("pk", flat=True))
    wording = claim.wordings.get(text="Bridge: 40 million")
    new = split(claim, matches=matches, wordings=[wording.pk])
    # Found by the workers meanwhile.
    f.make_match(wording=new.wordings.order_by("pk")[0])

    undo(ClaimOperationKind.SPLIT)

    after = dump()
    flags = [pop_ids(rows.pop("matchflag")) for rows in (before, after)]
    assert flags[0] == flags[1]
    added = new_rows(before, after)
    assert added.pop("claim") == [new.pk]
    assert after["claim"][new.pk]["merged_into_id"] == claim.pk
    assert added.pop("wording") == sorted(new.wordings.values_list("pk", flat=True))
    assert {name for name in added if not name.startswith("claim.")} <= ARTICLES
    assert searched(new) == set()
    assert actions.undoable(actor=f.make_user()) == []


# The suggestion that the test makes comes with its article.
ARTICLES = {"article", "articleversion", "sentence"}


def pop_ids(flags: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Flags are written anew, and are the same but for their ids."""
    return [{key: value for key, value in row.items() if key != "id"} for row in flags.values()]


def test_the_undoing_of_a_merge_leaves_all_as_it_was(claim: Claim) -> None:
    target, older = known("It cost 40 million.", "Bridge: 40 million"), known("Forty million?")
    knowledge.merge_claims(older, into=claim)
    knowledge.set_claim_state(claim, state=ClaimState.RETIRED)
    before = dump()
    actions.merge_claims(claim, into=target, actor=f.make_user(), note="The same bridge.")
    made = list(target.wordings.filter(text="Forty million!"))
    f.make_match(wording=made[0])
    older.refresh_from_db()
    assert older.merged_into == target

    merge = claim.operations.get(kind=ClaimOperationKind.MERGE)
    actions.undo_operation(merge, actor=f.make_user())

    added = new_rows(before, dump())
    off = target.wordings.filter(is_active=False).order_by("pk")
    assert added.pop("wording") == [row.pk for row in off]
    assert set(added) <= ARTICLES
    assert searched(target) == {"It cost 40 million.", "Bridge: 40 million"}


def test_what_an_undone_merge_had_made_is_searched_again_after_the_next(claim: Claim) -> None:
    target, actor = known("It cost 40 million."), f.make_user()
    actions.merge_claims(claim, into=target, actor=actor)
    once = searched(target)
    undo(ClaimOperationKind.MERGE)
    claim.refresh_from_db()
    assert len(actions.preview_merge(claim, into=target).moving) == 3

    actions.merge_claims(claim, into=target, actor=actor)

    assert searched(target) == once
    assert len(once) == 4


def by_text(claim: Claim, text: str) -> Wording:
    return claim.wordings.get(text=text)


def switch_off(claim: Claim) -> None:
    wording = by_text(claim, "Bridge: 40 million")
    wording.is_active = False
    knowledge.save_wording(wording)


def decide(claim: Claim) -> None:
    confirmed(by_text(claim, "Bridge: 40 million"))


def become_text(claim: Claim) -> None:
    claim.text = "Bridge: 40 million"
    knowledge.save_claim(claim)


def merge_on(claim: Claim) -> None:
    actions.merge_claims(claim, into=f.make_claim(), actor=f.make_user())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (switch_off, "was switched off since"),
        (decide, "was decided or changed since"),
        (become_text, "became the text of claim"),
        (merge_on, "was merged or split since"),
    ],
)
def test_a_merge_is_not_undone_after(
    claim: Claim, change: Callable[[Claim], None], sentence: str
) -> None:
    target = known("It cost 40 million.")
    actions.merge_claims(claim, into=target, actor=f.make_user())
    merge = claim.operations.get()
    change(target)
    before = dump()

    with pytest.raises(knowledge.UndoRefused, match=sentence):
        actions.undo_operation(merge, actor=f.make_user())

    assert dump() == before


def reword(claim: Claim) -> None:
    claim.text = "The tunnel cost 41 million."
    knowledge.save_claim(claim)


def unlink(claim: Claim) -> None:
    match = claim.matches.get()
    actions.decide_match(
        match, state=MatchState.UNLINKED, actor=f.make_user(), revision=match.revision
    )


def relate(claim: Claim) -> None:
    f.make_relation(claim=claim)


def judge(claim: Claim) -> None:
    f.make_verdict(claim=claim)


def begin(claim: Claim) -> None:
    actions.triage_claim(claim, actor=f.make_user())


def retire(claim: Claim) -> None:
    actions.set_claim_state(claim, state=ClaimState.RETIRED)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (reword, "was given other wordings since"),
        (unlink, "was decided or changed since"),
        (decide, "was decided or changed since"),
        (relate, "was related to other claims since"),
        (judge, "A verdict on"),
        (begin, "has begun since"),
        (retire, "was retired since"),
        (merge_on, "was merged or split since"),
    ],
)
def test_a_split_is_not_undone_after(
    claim: Claim, change: Callable[[Claim], None], sentence: str
) -> None:
    match = claim.matches.order_by("pk")[1]
    new = split(claim, matches=[match.pk], wordings=[match.wording_id])
    change(new)
    before = dump()

    with pytest.raises(knowledge.UndoRefused, match=sentence):
        undo(ClaimOperationKind.SPLIT)

    assert dump() == before


def test_nothing_is_undone_twice_or_after_a_day(claim: Claim) -> None:
    actions.merge_claims(claim, into=known("It cost 40 million."), actor=f.make_user())
    undo(ClaimOperationKind.MERGE)
    with pytest.raises(knowledge.UndoRefused, match="has undone this already"):
        undo(ClaimOperationKind.MERGE)

    old = f.make_operation(at=f.NOW - timedelta(days=30), undo_until=f.NOW - timedelta(days=29))
    with pytest.raises(knowledge.UndoRefused, match="could be undone until"):
        actions.undo_operation(old, actor=f.make_user())


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({}, "Choose at least one"),
        ({"text": " "}, "has no text"),
        ({"text": "the bridge cost 40 million"}, "says the same"),
        ({"matches": [10**9]}, "no confirmed appearance"),
        ({"wordings": [10**9]}, "is not one that this claim is found by"),
    ],
)
def test_a_split_is_refused_with_a_sentence(
    claim: Claim, choice: dict[str, Any], sentence: str
) -> None:
    before = dump()

    with pytest.raises(Exception, match=sentence):
        split(claim, **choice)
    canonical = claim.wordings.get(origin=WordingOrigin.CANONICAL)
    with pytest.raises(knowledge.SplitRefused, match="own text stays"):
        split(claim, wordings=[canonical.pk])

    assert dump() == before


def test_a_moved_match_is_not_among_a_persons_last_changes(claim: Claim) -> None:
    actor = f.make_user()
    split(claim, matches=[claim.matches.order_by("pk")[0].pk], actor=actor)

    assert actions.undoable(actor=actor) == []
