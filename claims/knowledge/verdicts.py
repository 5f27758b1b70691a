"""Verdicts coming in with a claim: stored as drafts with their evidence, published elsewhere."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from claims.enums import EvidenceKind, EvidenceOrder, EvidenceStance, VerdictState
from claims.knowledge.scales import find_rating
from claims.models import Claim, Evidence, Verdict
from claims.models.verdict import UNPUBLISHED_STATES
from claims.records.fields import (
    Fields,
    bad_row,
    date_of,
    items_of,
    language_of,
    refuse_unknown_fields,
    text_of,
    time_of,
    url_of,
    word_of,
)

_VERDICT = frozenset({
    "rating", "summary", "explanation", "language", "url", "published_at", "evidence"
})  # fmt: skip
_EVIDENCE = frozenset({
    "kind", "stance", "order", "title", "url", "archived_url", "passage", "accessed_date"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class IncomingVerdict:
    """A verdict as a row tells it; `published_at` None: it stays a draft."""

    rating: str
    values: dict[str, str]
    evidence: tuple[dict[str, Any], ...]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """The draft that holds the verdict, None if it was published or replaced already."""

    is_new: bool
    draft: Verdict | None


def incoming_verdict(fields: Fields) -> IncomingVerdict:
    """Raises InputRefused."""
    refuse_unknown_fields(fields, known=_VERDICT, of="a verdict")
    values = {
        "summary": text_of(fields, "summary", longest=500),
        "explanation": text_of(fields, "explanation"),
        "language": language_of(fields, "language") or "en",
        "url": url_of(fields, "url", longest=1000),
    }
    rating = text_of(fields, "rating")
    if not rating or not values["summary"]:
        missing = "summary" if rating else "rating"
        raise bad_row(f"The verdict has no “{missing}”.")
    return IncomingVerdict(
        rating=rating,
        values=values,
        evidence=tuple(_evidence_values(item) for item in items_of(fields, "evidence")),
        published_at=time_of(fields, "published_at"),
    )


def store_verdict(claim: Claim, incoming: IncomingVerdict) -> StoredVerdict:
    """A new draft, unless some version of the claim's verdict says the same already.

    So reading an old file again never puts its verdict back over a newer one of the desk. What a
    person has under way counts as none: it goes out when a second person has approved it.
    Raises InputRefused (unknown-rating).
    """
    rating = find_rating(incoming.rating)
    same = claim.verdicts.filter(rating=rating, **incoming.values).order_by("-number")
    same = same.exclude(state__in=UNPUBLISHED_STATES, author__isnull=False)
    for verdict in same.prefetch_related("evidence"):
        if _is_same_evidence(verdict, incoming):
            draft = verdict if verdict.state == VerdictState.DRAFT else None
            return StoredVerdict(is_new=False, draft=draft)
    newest = claim.verdicts.aggregate(newest=Max("number"))["newest"] or 0
    verdict = Verdict.objects.create(
        claim=claim, number=newest + 1, rating=rating, **incoming.values
    )
    Evidence.objects.bulk_create(
        Evidence(verdict=verdict, **values) for values in incoming.evidence
    )
    return StoredVerdict(is_new=True, draft=verdict)


def _is_same_evidence(verdict: Verdict, incoming: IncomingVerdict) -> bool:
    names = sorted(_EVIDENCE)
    stored = Counter(
        tuple(getattr(evidence, name) for name in names) for evidence in verdict.evidence.all()
    )
    return stored == Counter(tuple(values[name] for name in names) for values in incoming.evidence)


def _evidence_values(item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise bad_row("Each evidence must be an object.")
    refuse_unknown_fields(item, known=_EVIDENCE, of="an evidence")
    url = url_of(item, "url", longest=1000)
    passage = text_of(item, "passage")
    if not url and not passage:
        raise bad_row("An evidence has neither “url” nor “passage”: give one of them.")
    return {
        "kind": word_of(item, "kind", words=EvidenceKind.values) or EvidenceKind.DOCUMENT,
        "stance": word_of(item, "stance", words=EvidenceStance.values) or EvidenceStance.CONTEXT,
        "order": word_of(item, "order", words=EvidenceOrder.values) or EvidenceOrder.SECONDARY,
        "title": text_of(item, "title", longest=300) or url[:300] or passage[:80],
        "url": url,
        "archived_url": url_of(item, "archived_url", longest=1000),
        "passage": passage,
        "accessed_date": date_of(item, "accessed_date"),
    }
