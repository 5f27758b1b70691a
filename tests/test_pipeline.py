from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection

from claims import knowledge, pipeline, review, suggest, work
from claims.enums import ClaimState, MatchState, VerdictState, WorkState
from claims.matching import Matcher
from claims.models import ArticleVersion, Match, Quote, Sentence, Wording
from tests.factories import (
    NOW,
    make_claim,
    make_rating,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

pytestmark = pytest.mark.django_db

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
TEXT = (
    "The council of Gdansk met on Tuesday.\n\n"
    "The tram bridge of Gdansk opened last spring and cost 40 million euros.\n\n"
    "“The tram bridge of Gdansk cost 50 million euros,” said Mayor Lind."
)


def known(text: str = CLAIM) -> Wording:
    return make_wording(claim=make_claim(text=text), text=text)


def process(version: ArticleVersion) -> bool:
    return pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)


def again(version: ArticleVersion) -> None:
    assert work.requeue_version(version.pk, at=NOW)
    assert process(version)


def picture() -> dict[str, list[Any]]:
    """All rows with their ids, and without times."""
    return {
        "sentences": list(Sentence.objects.order_by("pk").values()),
        "quotes": list(Quote.objects.order_by("pk").values()),
        "matches": list(Match.objects.order_by("pk").values()),
        "flags": sorted(Match.objects.values_list("pk", "flags__flag", "flags__explanation")),
    }


def test_a_version_is_segmented_matched_and_closed() -> None:
    wording, version = known(), make_version(text=TEXT)

    assert process(version)

    version.refresh_from_db()
    assert version.work_state == WorkState.PROCESSED
    assert [s.text for s in version.sentences.order_by("position")] == TEXT.split("\n\n")
    for match in version.matches.all():
        assert match.claim == wording.claim
        assert match.text == TEXT[match.start : match.end]
        assert match.sentence.start <= match.start < match.sentence.end
    assert "number" in {flag.flag for m in version.matches.all() for flag in m.flags.all()}


def test_a_second_run_leaves_the_same_rows() -> None:
    known()
    version = make_version(text=TEXT)
    process(version)
    before = picture()

    assert not process(version)
    again(version)

    assert before == picture()


def test_a_second_run_never_touches_a_decision() -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    match = version.matches.earliest("start")
    review.decide(match, state=MatchState.CONFIRMED, actor=make_user(), at=NOW)
    Match.objects.filter(pk=match.pk).update(probability=0.123)
    knowledge.set_claim_state(wording.claim, state=ClaimState.RETIRED)

    again(version)

    # The claim is searched no more: its other suggestions go, the decided match stays as it was.
    match.refresh_from_db()
    assert (match.state, match.probability) == (MatchState.CONFIRMED, 0.123)
    assert list(version.matches.all()) == [match]


def test_a_text_rejected_for_a_claim_is_not_proposed_in_another_article() -> None:
    known()
    first = make_version(text=TEXT)
    process(first)
    match = first.matches.earliest("start")
    review.decide(match, state=MatchState.REJECTED, actor=make_user(), at=NOW)

    second = make_version(text=f"Another outlet.\n\n{TEXT}")
    process(second)

    assert match.text_key not in set(second.matches.values_list("text_key", flat=True))
    assert second.matches.count() == first.matches.count() - 1


def test_a_claim_learnt_later_is_found_by_the_next_run() -> None:
    version = make_version(text=TEXT)
    process(version)
    assert not version.matches.exists()

    known()
    again(version)

    assert version.matches.exists()


def test_a_newer_segmenter_replaces_spans_only_where_nobody_decided() -> None:
    known()
    untouched, decided = make_version(text=TEXT), make_version(text=TEXT)
    for version in (untouched, decided):
        process(version)
    match = decided.matches.earliest("start")
    review.decide(match, state=MatchState.CONFIRMED, actor=make_user(), at=NOW)
    # As if an older engine had told the kinds of sentences differently.
    Sentence.objects.all().update(kind="caption")

    again(untouched)
    again(decided)

    assert set(untouched.sentences.values_list("kind", flat=True)) == {"paragraph"}
    assert set(decided.sentences.values_list("kind", flat=True)) == {"caption"}
    assert untouched.matches.count() == decided.matches.count()
    match.refresh_from_db()
    assert match.state == MatchState.CONFIRMED


@pytest.mark.parametrize("text", ["?!", "一二三。", "…", "A" * 20_000])
def test_odd_texts_end_processed(text: str) -> None:
    known()
    version = make_version(text=text)

    assert process(version)


def fail_with(error: Exception) -> Any:
    def match(*_: Any) -> None:
        raise error

    return match


def test_a_fault_of_the_version_makes_it_failed_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = make_version(text=TEXT)
    monkeypatch.setattr(Matcher, "match", fail_with(ValueError("no such thing\x00")))

    assert not process(version)

    version.refresh_from_db()
    assert (version.work_state, version.failure_code) == (WorkState.FAILED, "engine-error")
    assert version.failure_reason == "ValueError: no such thing"
    assert not version.sentences.exists()


def test_a_fault_of_the_database_gives_the_version_back(monkeypatch: pytest.MonkeyPatch) -> None:
    version = make_version(text=TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(Matcher, "match", fail_with(OperationalError("database is locked")))
        with pytest.raises(OperationalError):
            process(version)

    version.refresh_from_db()
    assert (version.work_state, version.attempts) == (WorkState.WAITING, 1)
    assert process(version)


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known()
    version = make_version(text=TEXT)
    match = Matcher.match

    def taken_over(self: Matcher, document: Any) -> Any:
        ArticleVersion.objects.filter(pk=version.pk).update(lease_token="f" * 32)
        return match(self, document)

    monkeypatch.setattr(Matcher, "match", taken_over)

    assert not process(version)

    assert picture() == {"sentences": [], "quotes": [], "matches": [], "flags": []}
    version.refresh_from_db()
    assert version.lease_token == "f" * 32


def test_nothing_is_computed_inside_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    version = make_version(text=TEXT)
    outside = len(connection.savepoint_ids)
    inside: list[int] = []

    def match(*_: Any) -> tuple[()]:
        inside.append(len(connection.savepoint_ids))
        return ()

    monkeypatch.setattr(Matcher, "match", match)

    process(version)

    assert inside == [outside]


def test_the_number_of_queries_does_not_grow_with_the_matches(
    django_assert_num_queries: Any,
) -> None:
    one = make_version(text=TEXT)
    three = make_version(text="\n\n".join(f"Part {n}. {TEXT}" for n in range(3)))
    known()
    suggest.current_matcher(threshold=0.5)

    # On PostgreSQL one more waits for those who may not go on at the same time.
    queries = 28 if connection.vendor == "postgresql" else 27
    for version in (one, three):
        with django_assert_num_queries(queries):
            process(version)


def refute(wording: Wording, **fields: Any) -> User:
    """The author of a published verdict that refutes the claim."""
    author = make_user()
    values = {"state": VerdictState.PUBLISHED, "published_at": NOW, "author": author}
    make_verdict(claim=wording.claim, rating=make_rating(), **values | fields)
    return author


def test_a_refuted_claim_in_a_new_article_is_told_once_whatever_the_engine_does_again() -> None:
    wording, version = known(), make_version(text=TEXT)
    author = refute(wording)

    process(version)
    Match.objects.all().delete()
    again(version)

    [notice] = author.notices.all()
    assert (notice.kind, notice.subject_id) == ("repeated", version.article_id)


def test_a_suggestion_that_was_there_before_the_verdict_is_not_told() -> None:
    wording, version = known(), make_version(text=TEXT)
    process(version)
    author = refute(wording)

    again(version)

    assert not author.notices.exists()


def test_what_is_not_written_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(*_: Any, **__: Any) -> None:
        raise OperationalError("the database went away")

    author = refute(known())
    monkeypatch.setattr(suggest, "is_meaning_read", lose)
    with pytest.raises(OperationalError):
        process(make_version(text=TEXT))

    assert not author.notices.exists()
