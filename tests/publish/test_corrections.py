"""Corrections of published verdicts, and the log that everybody may read."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims import actions, audit, publish
from claims.enums import CorrectionKind, CorrectionState, Role, VerdictState
from claims.models import AuditEvent, Claim, Correction, Verdict
from tests.factories import (
    NOW,
    make_claim,
    make_correction,
    make_rating,
    make_user,
    make_verdict,
)

pytestmark = pytest.mark.django_db
PUBLISHED = {"state": VerdictState.PUBLISHED, "published_at": NOW}


def replaced(claim: Claim, *, same_rating: bool = False) -> Verdict:
    """A published verdict that has replaced another one."""
    old = make_verdict(claim=claim, state=VerdictState.SUPERSEDED, published_at=NOW)
    rating = old.rating if same_rating else make_rating(alternate_name="True", rating_value=5)
    return make_verdict(claim=claim, number=2, rating=rating, **PUBLISHED)


def correct(verdict: Verdict, kind: CorrectionKind = CorrectionKind.FACTUAL) -> Correction:
    words = publish.CorrectionWords(
        kind, "The <b>year</b> is 2025.", "Page misread.", requested_by="A reader"
    )
    draft = actions.draft_correction(verdict, words, actor=make_user(Role.EDITOR))
    return put_out(draft)


def put_out(draft: Correction) -> Correction:
    seen = publish.correction_fingerprint(draft)
    return actions.publish_correction(draft, seen=seen, actor=make_user(Role.EDITOR))


def test_everybody_reads_published_corrections_and_nothing_else() -> None:
    claim = make_claim(text="The bridge cost <script>40</script> million.")
    major = correct(replaced(claim), CorrectionKind.MAJOR)
    correct(make_verdict(**PUBLISHED), CorrectionKind.TYPO)
    withdrawn = correct(make_verdict(**PUBLISHED))
    actions.withdraw_correction(withdrawn, actor=make_user(Role.EDITOR), note="Wrong verdict.")
    note = correct(make_verdict(**PUBLISHED), CorrectionKind.NOTE)
    make_correction(what_changed="Not public yet.")
    client = Client()

    rows = client.get("/api/v1/corrections/").json()["results"]
    page = client.get("/corrections/")
    html = page.content.decode()

    assert [row["number"] for row in rows] == [note.number, major.number] == [3, 1]
    assert (rows[1]["previous_rating"], rows[1]["rating"]) == ("False", "True")
    assert rows[1]["claim"] == f"clm_{claim.pk}"
    assert "requested_by" not in rows[1]
    assert "Not public yet." not in html
    assert "A reader" not in html
    assert "<script>" not in html
    assert "<b>" not in html
    assert html.index('id="correction-3"') < html.index('id="correction-1"')
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_log_is_narrowed_by_kind() -> None:
    correct(make_verdict(**PUBLISHED), CorrectionKind.NOTE)
    void = correct(make_verdict(**PUBLISHED), CorrectionKind.VOID)
    client = Client()

    rows = client.get("/api/v1/corrections/?kind=void").json()["results"]
    html = client.get("/corrections/?kind=void").content.decode()

    assert [row["number"] for row in rows] == [void.number]
    assert 'id="correction-2"' in html
    assert 'id="correction-1"' not in html
    assert "There is no correction here." in client.get("/corrections/?kind=x").content.decode()
    assert client.get("/api/v1/corrections/?kind=x").status_code == 400
    assert client.post("/corrections/").status_code in {403, 405}


def test_void_withdraws_the_verdict_with_the_reason() -> None:
    verdict = make_verdict(**PUBLISHED)

    correct(verdict, CorrectionKind.VOID)

    verdict.refresh_from_db()
    assert (verdict.state, verdict.events.get().note) == (VerdictState.WITHDRAWN, "Page misread.")


@pytest.mark.parametrize("kind", CorrectionKind)
@pytest.mark.parametrize("same_rating", [True, False])
def test_major_means_another_rating(kind: CorrectionKind, same_rating: bool) -> None:
    verdict = replaced(make_claim(), same_rating=same_rating)

    if kind == CorrectionKind.MAJOR and same_rating:
        with pytest.raises(publish.CorrectionRefused, match="another rating"):
            correct(verdict, kind)
        return
    published = correct(verdict, kind)
    assert published.state == CorrectionState.PUBLISHED
    assert published.previous_verdict == Verdict.objects.get(number=1)


def test_what_is_refused() -> None:
    actor, draft = make_user(Role.EDITOR), make_verdict()
    with pytest.raises(publish.CorrectionRefused, match="Only a published verdict"):
        correct(draft)
    published = correct(make_verdict(**PUBLISHED))
    with pytest.raises(publish.CorrectionRefused, match="is published, not draft"):
        put_out(published)
    with pytest.raises(publish.CorrectionRefused, match="say why"):
        actions.withdraw_correction(published, actor=actor, note=" ")
    open_draft = make_correction()
    with pytest.raises(publish.CorrectionRefused, match="a draft of a correction already"):
        correct(open_draft.verdict)
    words = publish.CorrectionWords(CorrectionKind.NOTE, " ", "x")
    with pytest.raises(publish.CorrectionRefused, match="fill in both"):
        actions.draft_correction(published.verdict, words, actor=actor)
    assert Correction.objects.filter(state=CorrectionState.PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_corrections_published_at_once_get_numbers_of_their_own() -> None:
    drafts = [make_correction() for _ in range(4)]
    barrier = Barrier(len(drafts))

    def race(correction: Correction) -> None:
        try:
            barrier.wait(timeout=10)
            put_out(correction)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(drafts)) as threads:
        list(threads.map(race, drafts))

    numbers = Correction.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def rewritten(draft: Correction, **fields: Any) -> bool:
    values = {name: getattr(draft, name) for name in ("kind", "what_changed", "reason")}
    words = publish.CorrectionWords(**values | {"requested_by": "Ann"} | fields)
    seen = publish.correction_fingerprint(Correction.objects.get(pk=draft.pk))
    return actions.rewrite_correction(draft, words, seen=seen, actor=make_user(Role.EDITOR))


def test_a_draft_is_rewritten_and_the_log_says_what_was_there() -> None:
    draft = make_correction(what_changed="The year is 2025.")

    assert rewritten(draft, what_changed="The year is 2024.")
    assert not rewritten(draft)

    event = audit.history(draft).get()
    assert event.action == "correction.rewritten"
    assert event.before == {"what_changed": "The year is 2025."}
    assert event.after == {"what_changed": "The year is 2024."}
    assert Correction.objects.get().requested_by == "Ann"


def test_a_dropped_draft_stays_in_the_log() -> None:
    draft = make_correction(what_changed="The year is 2025.")
    seen = publish.correction_fingerprint(draft)

    actions.drop_correction(draft, seen=seen, actor=make_user(Role.EDITOR))

    assert not Correction.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id) == ("correction.dropped", draft.pk)
    assert event.before["what_changed"] == "The year is 2025."
    with pytest.raises(publish.CorrectionRefused, match="Somebody has dropped"):
        actions.drop_correction(draft, seen=seen, actor=make_user(Role.EDITOR))


def test_nobody_publishes_drops_or_rewrites_what_they_have_not_read() -> None:
    draft = make_correction()
    seen = publish.correction_fingerprint(draft)
    words = publish.CorrectionWords(CorrectionKind.NOTE, "Other.", "Other.")
    rewritten(draft, reason="Another page.")
    actor = make_user(Role.EDITOR)

    with pytest.raises(publish.CorrectionRefused, match="since you opened it"):
        actions.publish_correction(draft, seen=seen, actor=actor)
    with pytest.raises(publish.CorrectionRefused, match="since you opened it"):
        actions.drop_correction(draft, seen=seen, actor=actor)
    with pytest.raises(publish.CorrectionRefused, match="since you opened it"):
        actions.rewrite_correction(draft, words, seen=seen, actor=actor)
    with pytest.raises(publish.CorrectionRefused, match="another rating"):
        rewritten(draft, kind=CorrectionKind.MAJOR)
    assert Correction.objects.get().reason == "Another page."


def test_what_is_public_is_neither_rewritten_nor_dropped() -> None:
    public = correct(make_verdict(**PUBLISHED))
    seen = publish.correction_fingerprint(public)

    with pytest.raises(publish.CorrectionRefused, match="is published, not draft"):
        rewritten(public)
    with pytest.raises(publish.CorrectionRefused, match="is published, not draft"):
        actions.drop_correction(public, seen=seen, actor=make_user(Role.EDITOR))


def test_a_withdrawn_verdict_stays_told_of_in_the_log() -> None:
    void = correct(make_verdict(**PUBLISHED), CorrectionKind.VOID)

    with pytest.raises(publish.CorrectionRefused, match="stays withdrawn"):
        actions.withdraw_correction(void, actor=make_user(Role.EDITOR), note="Wrong.")

    void.refresh_from_db()
    assert void.state == CorrectionState.PUBLISHED
