"""Taking in an article: stored, told to the workers, and never lost with the broker."""

from dataclasses import replace

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from claims import actions, tasks
from claims.enums import MatchState
from claims.ingest import IncomingDocument, StoreStatus
from claims.models import Article, ArticleVersion
from claims.records import InputRefused, RefusalCode
from tests.factories import make_match, make_sentence, make_user

BRIDGE = IncomingDocument(name="bridge.txt", content=b"The bridge cost 40 million euros.")

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the versions that the workers were told of."""
    heard: list[int] = []
    monkeypatch.setattr(
        tasks.process_version,
        "apply_async",
        lambda *, kwargs, retry: heard.append(kwargs["version_id"]),
    )
    return heard


def test_only_new_texts_ring(
    rung: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    at_url = replace(BRIDGE, url="https://harbour.example/bridge")
    changed = replace(at_url, content=b"The bridge cost 52 million euros.")

    with django_capture_on_commit_callbacks(execute=True):
        receipts = [actions.submit_article(incoming) for incoming in (at_url, at_url, changed)]

    assert [receipt.status for receipt in receipts] == ["created", "unchanged", "new version"]
    assert [receipt.number for receipt in receipts] == [1, 1, 2]
    assert rung == [receipts[0].version_id, receipts[2].version_id]


def test_nothing_rings_before_the_row_can_be_seen(
    rung: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks():
        actions.submit_article(BRIDGE)

    assert rung == []


def test_the_sweep_may_ring_after_its_own_time(settings: Settings) -> None:
    settings.FACTCHECK_SWEEP_SECONDS = 7

    actions.submit_article(BRIDGE)

    version = ArticleVersion.objects.get()
    assert (version.due_at - version.received_at).total_seconds() == 7


def test_a_dry_run_says_the_same_and_stores_nothing(
    rung: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        dry = actions.submit_article(BRIDGE, dry_run=True)

    assert (dry.status, dry.article_id, dry.version_id) == ("created", None, None)
    assert rung == []
    assert not Article.objects.exists()
    known = actions.submit_article(BRIDGE)
    assert actions.submit_article(BRIDGE, dry_run=True) == replace(
        known, status=StoreStatus.UNCHANGED
    )


def test_a_document_over_the_limit_is_refused(settings: Settings) -> None:
    settings.FACTCHECK_MAX_BYTES = 10

    with pytest.raises(InputRefused) as refusal:
        actions.submit_article(BRIDGE)

    assert refusal.value.code == RefusalCode.TOO_LARGE
    assert not Article.objects.exists()


def test_who_decided_in_an_article_hears_of_its_new_version_but_not_of_a_dry_run() -> None:
    at_url = replace(BRIDGE, url="https://harbour.example/bridge")
    changed = replace(at_url, content=b"The bridge cost 52 million euros.")
    actions.submit_article(at_url)
    first = ArticleVersion.objects.get()
    ada = make_user()
    match = make_match(sentence=make_sentence(version=first))
    actions.decide_match(match, state=MatchState.CONFIRMED, actor=ada, revision=0)

    dry = actions.submit_article(changed, dry_run=True)
    actions.submit_article(at_url)
    assert not ada.notices.exists()
    assert dry.version_id is None

    actions.submit_article(changed)
    [notice] = ada.notices.all()
    assert (notice.kind, notice.subject_id) == ("changed", first.article_id)
