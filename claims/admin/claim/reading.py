"""All that the page of a claim shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.shortcuts import get_object_or_404

from claims.admin.claim.timeline import Timeline, draw_timeline
from claims.enums import MatchState, VerdictState
from claims.models import Claim, Evidence, Match, Verdict, Wording

SHOWN = 50
"""Appearances of a page."""
DRAWN = 400
"""Appearances of the drawing, the earliest: a spread begins somewhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """A wording and how many appearances it was found by."""

    wording: Wording
    appearances: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """`first` is the place of the first appearance shown, counted from 0; `total` counts all."""

    claim: Claim
    wordings: Sequence[Known]
    appearances: Sequence[Match]
    first: int
    total: int
    open_count: int
    timeline: Timeline
    verdicts: Sequence[Verdict]
    evidence: Sequence[Evidence]

    @property
    def published(self) -> Verdict | None:
        """The verdict that readers are told."""
        return next((v for v in self.verdicts if v.state == VerdictState.PUBLISHED), None)

    @property
    def earlier(self) -> int | None:
        return max(0, self.first - SHOWN) if self.first else None

    @property
    def later(self) -> int | None:
        return self.first + SHOWN if self.first + SHOWN < self.total else None


def read_dossier(pk: int, *, first: int = 0) -> Dossier:
    """Raises Http404."""
    claims = Claim.objects.select_related("claimant", "merged_into", "assignee")
    claim = get_object_or_404(claims, pk=pk)
    counts = _counts(claim)
    total = counts.get(MatchState.CONFIRMED, 0)
    in_time = _in_time(claim)
    first = min(first, max(0, total - 1)) // SHOWN * SHOWN
    verdicts = list(claim.verdicts.select_related("rating", "author").order_by("-number"))
    shown = next((v for v in verdicts if v.state == VerdictState.PUBLISHED), None)
    return Dossier(
        claim=claim,
        wordings=_wordings(claim),
        appearances=list(in_time[first : first + SHOWN]),
        first=first,
        total=total,
        open_count=counts.get(MatchState.SUGGESTED, 0) + counts.get(MatchState.SECOND_LOOK, 0),
        timeline=draw_timeline(in_time[:DRAWN]),
        verdicts=verdicts,
        evidence=list(shown.evidence.order_by("order", "pk")) if shown else [],
    )


def _counts(claim: Claim) -> dict[str, int]:
    rows = claim.matches.order_by().values_list("state").annotate(total=Count("pk"))
    return dict(rows)


def _in_time(claim: Claim) -> QuerySet[Match]:
    return (
        claim.matches.appearances()
        .select_related("version__article__source", "decided_by")
        .defer("version__raw", "version__text", "components", "diff")
        .order_by(F("version__article__published_at").asc(nulls_last=True), "pk")
    )


def _wordings(claim: Claim) -> list[Known]:
    used = dict(
        claim.matches.appearances().order_by().values_list("wording").annotate(total=Count("pk"))
    )
    rows = claim.wordings.select_related("learnt_from__version__article").defer(
        "learnt_from__version__raw", "learnt_from__version__text"
    )
    return [Known(row, used.get(row.pk, 0)) for row in rows.order_by("-is_active", "origin", "pk")]
