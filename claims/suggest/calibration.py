"""Which weights the matcher uses: the shipped ones, or a refit on the desk's decisions."""

from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet
from django.utils import timezone

from claims import audit
from claims.enums import Flag, MatchState
from claims.matching import (
    COSINE,
    ENGINE_VERSION,
    Decision,
    Ranker,
    Refit,
    is_usable,
    refit,
    shipped_ranker,
)
from claims.models import Calibration, Match

CONFLICTS = frozenset(Flag) - {Flag.QUOTE, Flag.ATTRIBUTION}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What can be learnt from, and how many decisions cannot: flagged, or of another engine."""

    usable: tuple[Decision, ...]
    flagged: int
    outdated: int


def base() -> str:
    """The engine and the shipped ranker that a calibration belongs to."""
    return f"{ENGINE_VERSION} ranker {shipped_ranker().version}"


def current_ranker() -> Ranker:
    """The ranker of the active calibration, if it was made for this engine; one query."""
    return _ranker(Calibration.objects.filter(is_active=True))


def ranker_of(calibration: int | None) -> Ranker:
    """The ranker of a calibration by its id, if it was made for this engine; None: the shipped."""
    return _ranker(Calibration.objects.filter(pk=calibration)) if calibration else shipped_ranker()


def _ranker(calibrations: QuerySet[Calibration]) -> Ranker:
    found = calibrations.filter(base=base()).first()
    if found is None:
        return shipped_ranker()
    return replace(shipped_ranker(), weights=found.weights, calibration=found.number)


def read_decisions() -> Decisions:
    """Confirmed and rejected matches.

    A match whose flag says that a detail conflicts teaches nothing about likeness, and one found by
    its meaning was scored by another model.
    """
    decided = _decided()
    unflagged = decided.exclude(flags__flag__in=[flag.value for flag in CONFLICTS])
    rows = list(unflagged.values_list("claim_id", "components", "state"))
    usable = tuple(
        Decision(claim, components, state == MatchState.CONFIRMED)
        for claim, components, state in rows
        if is_usable(components) and COSINE not in components
    )
    return Decisions(usable, decided.count() - len(rows), len(rows) - len(usable))


def try_refit(decisions: Decisions, *, threshold: float) -> Refit:
    """Fit the weights to the decisions, beside the present ones. Raises TooFewDecisions."""
    shipped = shipped_ranker()
    return refit(current_ranker(), decisions.usable, shipped=shipped, threshold=threshold)


def activate(fitted: Refit) -> Calibration:
    """Store a refit; every process uses it from its next article on."""
    with audit.recording():
        active = Calibration.objects.select_for_update().filter(is_active=True)
        active_number = active.values_list("number", flat=True).first()
        active.update(is_active=False)
        last = Calibration.objects.aggregate(last=Max("number"))["last"] or 0
        made = Calibration.objects.create(
            number=last + 1,
            base=base(),
            weights=fitted.weights,
            confirmed=fitted.confirmed,
            rejected=fitted.rejected,
            before=fitted.before,
            after=fitted.after,
            is_active=True,
        )
        _record(made, action="calibration.activated", before={"calibration": active_number})
        return made


def revert() -> tuple[Calibration | None, Calibration | None]:
    """Go back from the active calibration to the one before it: what was and what is active.

    Before the first one are the shipped weights, None.
    """
    with audit.recording():
        active = Calibration.objects.select_for_update().filter(is_active=True).first()
        if active is None:
            return None, None
        Calibration.objects.filter(pk=active.pk).update(is_active=False)
        earlier = Calibration.objects.filter(number__lt=active.number, base=base())
        previous = earlier.order_by("-number").first()
        if previous is not None:
            Calibration.objects.filter(pk=previous.pk).update(is_active=True)
        _record(active, action="calibration.reverted", before={"calibration": active.number})
        return active, previous


def _record(calibration: Calibration, *, action: str, before: dict[str, int | None]) -> None:
    in_use = Calibration.objects.filter(is_active=True).values_list("number", flat=True).first()
    audit.record(
        action=action,
        subject=calibration,
        actor=None,
        bot="calibrate",
        at=timezone.now(),
        before=before,
        after={"calibration": in_use},
    )


def _decided() -> QuerySet[Match]:
    return Match.objects.filter(state__in=[MatchState.CONFIRMED, MatchState.REJECTED])
