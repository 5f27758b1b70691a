"""Writing verdicts before they are published: a draft, and a new draft from an earlier verdict."""

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from claims import audit, publish
from claims.enums import VerdictState
from claims.models import Claim, Evidence, Verdict

# What a person writes; the rest of a verdict's columns has writers of its own.
WRITTEN = (*publish.WORDS, *publish.CONTACT)


def save_draft(verdict: Verdict, *, author: User) -> None:
    """Store a new draft under its claim's next number, or what was rewritten in a draft.

    A returned verdict becomes a draft again. Raises publish.VerdictChanged if somebody has proposed
    or published it since it was read. Joins the caller's
    transaction, in which the evidence is saved.
    """
    with audit.recording():
        if verdict._state.adding:
            verdict.author = author
            _store_next(verdict)
            _record(None, verdict, action="verdict.drafted", actor=author)
            return
        old = Verdict.objects.get(pk=verdict.pk)
        if old.state == VerdictState.RETURNED:
            publish.reopen_verdict(verdict, actor=author, at=timezone.now())
        # Not save(): it would write back the state and the time of publication that were read.
        written = {name: getattr(verdict, name) for name in WRITTEN}
        if not Verdict.objects.filter(pk=verdict.pk, state=VerdictState.DRAFT).update(**written):
            stored = Verdict.objects.get(pk=verdict.pk)
            raise publish.VerdictChanged(stored, needed=VerdictState.DRAFT)
        _record(old, verdict, action="verdict.rewritten", actor=author)


def draft_from_verdict(verdict: Verdict, *, author: User) -> Verdict:
    """A new draft for the same claim with the words and the evidence of an earlier verdict."""
    with audit.recording(durable=True):
        draft = Verdict(
            claim_id=verdict.claim_id,
            author=author,
            **{name: getattr(verdict, name) for name in publish.WORDS},
        )
        _store_next(draft)
        Evidence.objects.bulk_create(_copy(row, verdict=draft) for row in verdict.evidence.all())
        _record(None, draft, action="verdict.drafted", actor=author)
    return draft


def _record(old: Verdict | None, new: Verdict, *, action: str, actor: User) -> None:
    names = [name.removesuffix("_id") for name in WRITTEN]
    before, after = audit.differences(old, new, names)
    audit.record(
        action=action, subject=new, actor=actor, at=timezone.now(), before=before, after=after
    )


def _store_next(verdict: Verdict) -> None:
    # Two drafts at once: PostgreSQL queues them behind the claim's row, SQLite has one writer.
    Claim.objects.select_for_update().get(pk=verdict.claim_id)
    newest = Verdict.objects.filter(claim_id=verdict.claim_id).aggregate(newest=Max("number"))
    verdict.number = (newest["newest"] or 0) + 1
    verdict.state = VerdictState.DRAFT
    verdict.save(force_insert=True)


def _copy(evidence: Evidence, *, verdict: Verdict) -> Evidence:
    return Evidence(
        verdict=verdict,
        kind=evidence.kind,
        stance=evidence.stance,
        order=evidence.order,
        title=evidence.title,
        url=evidence.url,
        archived_url=evidence.archived_url,
        passage=evidence.passage,
        accessed_date=evidence.accessed_date,
    )
