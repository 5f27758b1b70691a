"""A confirmed match teaches its claim a wording, and takes it back when it is confirmed no more."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from claims import actions, knowledge
from claims.enums import Flag, MatchState, Stance, WordingOrigin
from claims.models import Match, Wording
from claims.text import fold_key
from tests.factories import make_flag, make_match, make_sentence, make_user, make_version

pytestmark = pytest.mark.django_db

TEXT = "Some 40 million euros went into the crossing of the Gdansk tramway."


@pytest.fixture
def actor() -> User:
    return make_user()


def a_match(text: str = TEXT, **fields: Any) -> Match:
    return make_match(sentence=make_sentence(version=make_version(text=text)), **fields)


def confirm(match: Match, actor: User) -> Wording | None:
    decide(match, MatchState.CONFIRMED, actor)
    return match.claim.wordings.filter(origin=WordingOrigin.LEARNT).first()


def decide(match: Match, state: MatchState, actor: User) -> None:
    actions.decide_match(match, state=state, actor=actor, revision=match.revision)


def test_a_confirmed_match_teaches_its_words(actor: User) -> None:
    match = a_match()
    before = match.wording.change_seq

    learnt = confirm(match, actor)

    assert learnt
    assert (learnt.text, learnt.text_key) == (TEXT, fold_key(TEXT))
    assert (learnt.learnt_from, learnt.is_active, learnt.language) == (match, True, "en")
    assert learnt.change_seq > before


@pytest.mark.parametrize("flag", [flag for flag in Flag if flag != Flag.ATTRIBUTION])
def test_a_conflict_teaches_nothing(flag: Flag, actor: User) -> None:
    match = a_match()
    make_flag(match=match, flag=flag)
    assert confirm(match, actor) is None


def test_lost_attribution_is_no_conflict(actor: User) -> None:
    match = a_match()
    make_flag(match=match, flag=Flag.ATTRIBUTION)
    assert confirm(match, actor)


@pytest.mark.parametrize("stance", Stance)
def test_only_who_says_the_same_teaches(stance: Stance, actor: User) -> None:
    learnt = confirm(a_match(stance=stance), actor)
    assert bool(learnt) == (stance in (Stance.REPEATS, Stance.QUOTES))


@pytest.mark.parametrize(
    "text", ["The crossing cost euros.", "It is what it is, and so it was.", f"{TEXT} " * 6]
)
def test_too_few_or_too_many_words_teach_nothing(text: str, actor: User) -> None:
    assert confirm(a_match(text.strip()), actor) is None


def test_known_words_are_not_learnt(actor: User) -> None:
    match = a_match()
    Wording.objects.filter(pk=match.wording_id).update(text_key=fold_key(TEXT))
    assert confirm(match, actor) is None


@pytest.mark.parametrize("state", [MatchState.UNLINKED, MatchState.SECOND_LOOK])
def test_it_is_taken_back_and_may_be_learnt_again(state: MatchState, actor: User) -> None:
    match = a_match()
    learnt = confirm(match, actor)
    assert learnt
    number = learnt.change_seq

    decide(match, state, actor)
    learnt.refresh_from_db()
    assert (learnt.is_active, learnt.learnt_from) == (False, None)
    assert learnt.change_seq > number

    assert confirm(match, actor) == learnt
    learnt.refresh_from_db()
    assert (learnt.is_active, learnt.learnt_from) == (True, match)


def test_undo_takes_it_back(actor: User) -> None:
    learnt = confirm(a_match(), actor)
    assert learnt
    actions.undo_last_decision(actor=actor)
    learnt.refresh_from_db()
    assert not learnt.is_active


def test_undoing_the_unlinking_teaches_again(actor: User) -> None:
    match = a_match()
    learnt = confirm(match, actor)
    assert learnt
    decide(match, MatchState.UNLINKED, actor)
    actions.undo_last_decision(actor=actor)
    learnt.refresh_from_db()
    assert (learnt.is_active, learnt.learnt_from) == (True, match)


def test_it_stays_while_another_confirmed_match_teaches_it(actor: User) -> None:
    first = a_match()
    second = a_match(wording=first.wording)
    learnt = confirm(first, actor)
    assert learnt
    assert confirm(second, actor) == learnt

    decide(first, MatchState.UNLINKED, actor)
    learnt.refresh_from_db()
    assert (learnt.is_active, learnt.learnt_from) == (True, second)

    decide(second, MatchState.UNLINKED, actor)
    learnt.refresh_from_db()
    assert not learnt.is_active


def test_what_an_editor_switched_off_is_never_learnt_again(actor: User) -> None:
    match = a_match()
    second = a_match(wording=match.wording)
    learnt = confirm(match, actor)
    assert learnt
    learnt.is_active = False
    actions.save_wording(learnt)

    decide(match, MatchState.UNLINKED, actor)
    decide(match, MatchState.CONFIRMED, actor)
    confirm(second, actor)

    learnt.refresh_from_db()
    assert (learnt.is_active, learnt.learnt_from) == (False, match)


def test_a_merged_claim_hands_it_over_and_its_match_takes_it_back_there(actor: User) -> None:
    match, target = a_match(), a_match("Another claim.").claim
    confirm(match, actor)
    knowledge.merge_claims(match.claim, into=target)
    learnt = target.wordings.get(text=TEXT)
    assert (learnt.origin, learnt.learnt_from) == (WordingOrigin.LEARNT, match)

    decide(match, MatchState.UNLINKED, actor)

    learnt.refresh_from_db()
    assert not learnt.is_active


def test_a_rejection_that_goes_brings_the_claim_into_the_feed(actor: User) -> None:
    match = a_match()
    decide(match, MatchState.REJECTED, actor)
    before = match.wording.change_seq
    actions.undo_last_decision(actor=actor)
    match.wording.refresh_from_db()
    assert match.wording.change_seq > before
