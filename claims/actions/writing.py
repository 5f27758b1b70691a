"""Saving what a person has written in the verdict editor: words and evidence as one change."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, publish
from claims.actions.drafts import save_draft
from claims.models import Evidence, Verdict


class VerdictRewritten(publish.PublishRefused):
    """Somebody has changed the draft since the writer read it; nothing was saved."""

    def __init__(self, verdict: Verdict) -> None:
        last = audit.history(verdict).first()
        who = last.actor if last else None
        super().__init__(
            f"Nothing was saved: {who or 'somebody'} has changed version {verdict.number} since "
            "you opened it."
        )
        self.verdict = verdict


def write_verdict(
    verdict: Verdict, *, evidence: Sequence[Evidence], seen: str, author: User
) -> bool:
    """Store a new draft or what was rewritten in one; False if nothing was changed.

    `evidence` is all of it: a record with a primary key of the verdict's own is rewritten, one
    without is added, one left out is removed. `seen` is the publish.fingerprint of the draft that
    the writer had read, empty for a new one. Raises VerdictRewritten, publish.VerdictChanged.
    """
    with audit.recording(durable=True):
        if verdict._state.adding:
            save_draft(verdict, author=author)
            _replace_evidence(verdict, evidence, author=author)
            return True
        stored = Verdict.objects.select_for_update().get(pk=verdict.pk)
        if publish.fingerprint(stored) != seen:
            raise VerdictRewritten(stored)
        if not _is_rewritten(stored, verdict, evidence):
            return False
        save_draft(verdict, author=author)
        _replace_evidence(verdict, evidence, author=author)
        return True


def _is_rewritten(stored: Verdict, verdict: Verdict, evidence: Sequence[Evidence]) -> bool:
    names = (*publish.WORDS, *publish.CONTACT)
    if any(getattr(stored, name) != getattr(verdict, name) for name in names):
        return True
    return _known(stored) != [(row.pk, publish.evidence_values(row)) for row in evidence]


def _replace_evidence(verdict: Verdict, evidence: Sequence[Evidence], *, author: User) -> None:
    before = _known(verdict)
    own = {pk for pk, _ in before}
    kept = {row.pk for row in evidence if row.pk in own}
    verdict.evidence.exclude(pk__in=kept).delete()
    for row in evidence:
        row.verdict = verdict
        if row.pk not in own:
            row.pk = None
        row.save(force_insert=row.pk is None, force_update=row.pk is not None)
    _record(verdict, before, author=author)


def _known(verdict: Verdict) -> list[tuple[int, list[object]]]:
    rows = verdict.evidence.order_by("pk")
    return [(row.pk, publish.evidence_values(row)) for row in rows]


def _record(verdict: Verdict, before: Sequence[tuple[int, list[object]]], *, author: User) -> None:
    """Log the records that differ from `before`, whole: evidence has no log of its own."""
    old, new = dict(before), dict(_known(verdict))
    changed = [pk for pk in {**old, **new} if old.get(pk) != new.get(pk)]
    if not changed:
        return
    audit.record(
        action="verdict.evidence",
        subject=verdict,
        actor=author,
        at=timezone.now(),
        before={str(pk): _named(old[pk]) for pk in changed if pk in old},
        after={str(pk): _named(new[pk]) for pk in changed if pk in new},
    )


def _named(values: list[object]) -> dict[str, object]:
    return dict(zip(publish.EVIDENCE, values, strict=True))
