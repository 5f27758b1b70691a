"""Writing verdicts before they are published."""

import pytest

from claims import actions, publish
from claims.enums import Role, VerdictState
from claims.models import Verdict
from tests.factories import (
    NOW,
    make_claim,
    make_evidence,
    make_rating,
    make_user,
    make_verdict,
    make_verdict_event,
)

pytestmark = pytest.mark.django_db


def test_a_new_draft_gets_the_next_number_of_its_claim() -> None:
    claim, author = make_claim(), make_user(Role.EDITOR)
    make_verdict(number=7)
    make_verdict(claim=claim, number=3)
    draft = Verdict(claim=claim, rating=make_rating(), summary="The accounts show less.")

    actions.save_draft(draft, author=author)

    draft.refresh_from_db()
    assert (draft.number, draft.state, draft.author) == (4, VerdictState.DRAFT, author)


def test_rewriting_a_draft_keeps_its_author_and_number() -> None:
    author = make_user(Role.EDITOR)
    draft = make_verdict(number=2, author=author)
    draft.summary = "The accounts show half of it."

    actions.save_draft(draft, author=make_user(Role.EDITOR))

    draft.refresh_from_db()
    assert (draft.summary, draft.number, draft.author) == (
        "The accounts show half of it.",
        2,
        author,
    )


def test_a_draft_published_meanwhile_is_not_rewritten() -> None:
    seen = make_verdict(summary="The accounts show less.")
    Verdict.objects.filter(pk=seen.pk).update(state=VerdictState.PUBLISHED, published_at=NOW)
    seen.summary = "Something else."

    with pytest.raises(publish.VerdictChanged, match="is published, not draft"):
        actions.save_draft(seen, author=make_user(Role.EDITOR))

    stored = Verdict.objects.get(pk=seen.pk)
    assert (stored.state, stored.summary) == (VerdictState.PUBLISHED, "The accounts show less.")


def test_a_new_version_has_the_words_and_evidence_of_the_old_one_but_not_its_history() -> None:
    old = make_verdict(
        explanation="Page 12 says 12 million.", state=VerdictState.PUBLISHED, published_at=NOW
    )
    evidence = make_evidence(verdict=old, url="https://example.org/accounts")
    make_verdict_event(verdict=old)
    author = make_user(Role.EDITOR)

    draft = actions.draft_from_verdict(old, author=author)

    copied = draft.evidence.get()
    assert (draft.number, draft.state, draft.published_at) == (2, VerdictState.DRAFT, None)
    assert (draft.explanation, draft.rating, draft.author) == (
        old.explanation,
        old.rating,
        author,
    )
    assert copied.pk != evidence.pk
    assert (copied.title, copied.url, copied.passage) == (
        evidence.title,
        evidence.url,
        evidence.passage,
    )
    assert not draft.events.exists()
