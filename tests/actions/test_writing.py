"""Saving the words and the evidence of a verdict as one change."""

import pytest

from claims import actions, publish
from claims.enums import Role, VerdictState
from claims.models import AuditEvent, Evidence, Verdict
from tests.factories import NOW, make_evidence, make_user, make_verdict

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_evidence_is_replaced_and_the_log_keeps_what_it_said() -> None:
    verdict, author = make_verdict(), make_user(Role.EDITOR)
    row = make_evidence(verdict=verdict, title="Accounts 2024")
    seen = publish.fingerprint(verdict)

    new = Evidence(title="Accounts 2025", passage="12 million.")
    changed = actions.write_verdict(verdict, evidence=[new], seen=seen, author=author)

    assert changed
    assert verdict.evidence.get().title == "Accounts 2025"
    event = AuditEvent.objects.get(action="verdict.evidence")
    assert event.before[str(row.pk)]["title"] == "Accounts 2024"
    assert [told["passage"] for told in event.after.values()] == ["12 million."]


def test_nothing_is_stored_over_what_was_not_read() -> None:
    verdict, author = make_verdict(), make_user(Role.EDITOR)
    seen = publish.fingerprint(verdict)
    Verdict.objects.update(summary="Theirs.")
    verdict.summary = "Mine."

    with pytest.raises(actions.VerdictRewritten, match="somebody has changed version 1"):
        actions.write_verdict(verdict, evidence=[], seen=seen, author=author)

    assert Verdict.objects.get().summary == "Theirs."
    assert not AuditEvent.objects.exists()


def test_rewriting_what_was_returned_makes_it_a_draft_again() -> None:
    author = make_user(Role.EDITOR)
    verdict = make_verdict(state=VerdictState.RETURNED, proposed_by=author, proposed_at=NOW)
    seen = publish.fingerprint(verdict)
    verdict.summary = "Mended."

    actions.write_verdict(verdict, evidence=[], seen=seen, author=author)

    stored = Verdict.objects.get()
    assert (stored.state, stored.summary) == (VerdictState.DRAFT, "Mended.")


def test_what_is_published_is_not_rewritten() -> None:
    verdict = make_verdict(state=VerdictState.PUBLISHED, published_at=NOW)
    seen = publish.fingerprint(verdict)
    verdict.summary = "Other."

    with pytest.raises(publish.VerdictChanged):
        actions.write_verdict(verdict, evidence=[], seen=seen, author=make_user(Role.EDITOR))
