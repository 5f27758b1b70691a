"""A sentence that was rejected for a claim is not proposed for it again, wherever it stands."""

import random
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims import actions, pipeline, review
from claims.enums import MatchState, WordingOrigin, WorkState
from claims.models import ArticleVersion, Claim, Match
from tests.factories import make_user, make_version

pytestmark = pytest.mark.django_db

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
SENTENCE = "The tram bridge of Gdansk opened last spring and cost 40 million euros."
OTHER = "Nobody in Harbin has paid a single parking ticket since the great flood."


def known(text: str = CLAIM) -> Claim:
    return actions.save_claim(Claim(text=text))


def process(version: ArticleVersion) -> ArticleVersion:
    pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)
    return version


def article(*sentences: str) -> ArticleVersion:
    return process(make_version(text="\n\n".join(sentences)))


def settle() -> None:
    """What the workers do after a change."""
    for _ in pipeline.search_archive():
        pass
    for version in ArticleVersion.objects.filter(work_state=WorkState.WAITING):
        process(version)


def decide(match: Match, state: MatchState, actor: User | None = None) -> None:
    actor = actor or make_user()
    actions.decide_match(match, state=state, actor=actor, revision=match.revision)


def open_in(version: ArticleVersion) -> list[str]:
    return [match.text for match in version.matches.open().order_by("start")]


@pytest.mark.parametrize(
    "again",
    [
        SENTENCE,
        SENTENCE.replace(" bridge", "  bridge"),
        SENTENCE.replace("40 million", "“40 million”"),
        f"“{SENTENCE}”",
        SENTENCE.upper(),
    ],
)
def test_marks_and_blanks_do_not_make_another_sentence(again: str) -> None:
    known()
    decide(article(SENTENCE).matches.get(), MatchState.REJECTED)
    assert open_in(article("The council met on Tuesday.", again)) == []


def test_another_sentence_is_proposed() -> None:
    known()
    decide(article(SENTENCE).matches.get(), MatchState.REJECTED)
    assert open_in(article(f"Indeed, {SENTENCE}"))


def test_a_span_cut_otherwise_is_the_same_sentence() -> None:
    known()
    match = article(SENTENCE).matches.get()
    Match.objects.filter(pk=match.pk).update(text="opened last spring", text_key="0" * 64)
    decide(match, MatchState.REJECTED)
    assert open_in(article(SENTENCE)) == []


def test_a_rejection_closes_the_same_sentence_elsewhere_and_undoing_it_opens_it() -> None:
    known()
    first, second = article(SENTENCE), article("Another outlet.", SENTENCE)
    actor = make_user()
    decide(first.matches.get(), MatchState.REJECTED, actor)
    assert open_in(second) == []

    actions.undo_last_decision(actor=actor)
    settle()

    assert open_in(first) == open_in(second) == [SENTENCE]


def test_it_binds_the_claim_that_the_rejected_one_was_merged_into() -> None:
    claim, target = known(), known(OTHER)
    decide(article(SENTENCE).matches.get(), MatchState.REJECTED)
    actions.merge_claims(claim, into=target, actor=make_user())
    assert open_in(article(SENTENCE)) == []
    assert open_in(article(OTHER)) == [OTHER]


def test_an_edited_claim_is_proposed_again_beside_the_decision() -> None:
    claim, version = known(), article(SENTENCE)
    rejected = version.matches.get()
    decide(rejected, MatchState.REJECTED)
    claim.text = "The tram bridge of Gdansk opened last spring and cost 41 million euros."
    actions.save_claim(claim)
    settle()

    rejected.refresh_from_db()
    assert rejected.state == MatchState.REJECTED
    assert open_in(version) == [SENTENCE]

    # The earlier text once more: what was rejected for it is rejected.
    claim.text = CLAIM
    actions.save_claim(claim)
    settle()
    assert list(version.matches.all()) == [rejected]


def test_undoing_such_a_rejection_takes_the_place_of_the_newer_suggestion() -> None:
    claim, version, actor = known(), article(SENTENCE), make_user()
    decide(version.matches.get(), MatchState.REJECTED, actor)
    claim.text = CLAIM.replace("40", "41")
    actions.save_claim(claim)
    settle()
    assert version.matches.count() == 2

    actions.undo_last_decision(actor=actor)

    assert version.matches.get().state == MatchState.SUGGESTED


def test_a_newer_decision_is_not_pushed_aside() -> None:
    claim, version, actor = known(), article(SENTENCE), make_user()
    decide(version.matches.get(), MatchState.REJECTED, actor)
    claim.text = CLAIM.replace("40", "41")
    actions.save_claim(claim)
    settle()
    newer = version.matches.open().get()
    decide(newer, MatchState.CONFIRMED)

    with pytest.raises(review.MatchChanged) as told:
        actions.undo_last_decision(actor=actor)

    assert told.value.match == newer


def binds(rejected: Match) -> bool:
    wording = rejected.wording
    return wording.origin != WordingOrigin.CANONICAL or wording.is_active


def assert_none_is_back() -> None:
    for rejected in Match.objects.filter(state=MatchState.REJECTED).select_related("wording"):
        same = Match.objects.filter(
            claim=rejected.claim_id, sentence__text=rejected.sentence.text, revision=0
        )
        assert not (binds(rejected) and same.exists())


class Desk:
    """Takes random steps."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.actor = make_user()
        self.claims = [known(), known(OTHER)]
        self.numbers = iter(range(50, 1000))

    def step(self) -> None:
        steps = [self.ingest, self.ingest, self.reject, self.reject, self.confirm]
        self.random.choice([*steps, self.undo, self.edit, self.again])()
        settle()

    def ingest(self) -> None:
        number = next(self.numbers)
        pool = [SENTENCE, OTHER, CLAIM, f"Some say: {SENTENCE}", f"{OTHER} It is {number}."]
        article(f"Part {number}.", *self.random.sample(pool, 2))

    def reject(self) -> None:
        self._decide(MatchState.REJECTED)

    def confirm(self) -> None:
        self._decide(MatchState.CONFIRMED)

    def undo(self) -> None:
        try:
            actions.undo_last_decision(actor=self.actor)
        except (review.NothingToUndo, review.MatchChanged):
            return

    def edit(self) -> None:
        claim = self.random.choice(self.claims)
        texts = [CLAIM, OTHER, SENTENCE.replace("40", "41"), f"{OTHER} So they say."]
        claim.text = self.random.choice(texts)
        actions.save_claim(claim)

    def again(self) -> None:
        version = self.random.choice([*ArticleVersion.objects.all()] or [None])
        actions.requeue_versions([version.pk] if version else [])

    def _decide(self, state: MatchState) -> None:
        matches: Any = list(Match.objects.open())
        if matches:
            decide(self.random.choice(matches), state, self.actor)


@pytest.mark.parametrize("seed", range(3))
def test_over_any_history_nothing_rejected_is_open_again(seed: int) -> None:
    desk = Desk(seed)
    for _ in range(14):
        desk.step()
        assert_none_is_back()
