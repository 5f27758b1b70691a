"""All that the page of a verdict shows, read from the rows each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from claims import actions, audit, publish
from claims.admin.verdict.steps import Steps, steps_for
from claims.enums import CorrectionState, VerdictState
from claims.models import AuditEvent, Claim, Correction, Evidence, Rating, RatingScale, Verdict
from claims.models.verdict import EDITABLE_STATES, UNPUBLISHED_STATES

WRITTEN = {"verdict.drafted", "verdict.rewritten", "verdict.evidence"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: what was done by whom, when and why."""

    at: datetime
    who: str
    what: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its steps, from the worst to the best."""

    name: str
    ratings: Sequence[Rating]


@dataclass(frozen=True, slots=True)
class Reading:
    """`seen` is the fingerprint of what is shown; every button sends it back."""

    verdict: Verdict
    seen: str
    steps: Steps
    checklist: Sequence[publish.ChecklistItem]
    history: Sequence[Happening]
    evidence: Sequence[Evidence]
    corrections: Sequence[Correction]
    others: Sequence[Verdict]

    @property
    def blocking(self) -> list[publish.ChecklistItem]:
        return [item for item in self.checklist if item.blocks and not item.is_met]

    @property
    def returned_with(self) -> Happening | None:
        """The comment that the author is to answer, while it is unanswered."""
        if self.verdict.state not in EDITABLE_STATES:
            return None
        return next((line for line in self.history if line.state == VerdictState.RETURNED), None)

    @property
    def published(self) -> Verdict | None:
        """Another version of the claim's verdict that readers see now."""
        return next((v for v in self.others if v.state == VerdictState.PUBLISHED), None)

    @property
    def open_version(self) -> Verdict | None:
        """The newest version that is still being worked on."""
        return next((v for v in self.others if v.state in UNPUBLISHED_STATES), None)

    @property
    def draft_correction(self) -> Correction | None:
        return next((c for c in self.corrections if c.state == CorrectionState.DRAFT), None)


def find_verdict(pk: int) -> Verdict:
    """Raises Http404."""
    related = ("claim__claimant", "rating", "author", "proposed_by", "approved_by")
    return get_object_or_404(Verdict.objects.select_related(*related), pk=pk)


def read_verdict(verdict: Verdict, user: User) -> Reading:
    return Reading(
        verdict=verdict,
        seen=publish.fingerprint(verdict),
        steps=steps_for(verdict, user),
        checklist=actions.verdict_checklist(verdict),
        history=_history(verdict),
        evidence=list(verdict.evidence.order_by("pk")),
        corrections=list(verdict.corrections.select_related("actor").order_by("-pk")),
        others=other_versions(verdict.claim, than=verdict),
    )


def other_versions(claim: Claim, *, than: Verdict | None = None) -> list[Verdict]:
    rows = claim.verdicts.select_related("rating", "author").order_by("-number")
    return [row for row in rows if than is None or row.pk != than.pk]


def scales_for(verdict: Verdict | None) -> list[Scale]:
    """The desk's scale, and that of the rating chosen so far; all if the desk has no default."""
    chosen = verdict.rating.scale_id if verdict and verdict.rating else None
    scales = RatingScale.objects.order_by("-is_default", "name").prefetch_related("ratings")
    wanted = [scale for scale in scales if scale.is_default or scale.pk == chosen]
    return [
        Scale(scale.name, sorted(scale.ratings.all(), key=lambda rating: rating.rating_value))
        for scale in wanted or scales
    ]


def _history(verdict: Verdict) -> list[Happening]:
    """Moves as their events tell them, and writings as the log does; the newest first."""
    moves = [
        Happening(
            at=event.at,
            who=str(event.actor or gettext("an import")),
            what=str(VerdictState(event.new_state).label),
            note=event.note,
            state=event.new_state,
        )
        for event in verdict.events.select_related("actor")
        # That a returned one is a draft again is said by who rewrote it.
        if event.new_state != VerdictState.DRAFT
    ]
    lines = [*moves, *_writings(verdict)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _writings(verdict: Verdict) -> Iterator[Happening]:
    """Savings of one person after another are one line: the last of them."""
    events = audit.history(verdict).filter(action__startswith="verdict.")
    for (is_writing, actor), group in groupby(
        events, key=lambda event: (event.action in WRITTEN, event.actor)
    ):
        if is_writing:
            saved = list(group)
            who = str(actor or saved[0].bot)
            yield Happening(at=saved[0].at, who=who, what=_words(saved), note="", state="")


def _words(saved: Sequence[AuditEvent]) -> str:
    if any(event.action == "verdict.drafted" for event in saved):
        return gettext("began the draft")
    return gettext("rewrote it")
