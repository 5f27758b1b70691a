"""Refitting the ranker on the desk's decisions, and going back."""

from dataclasses import dataclass

from claims import desk, suggest
from claims.matching import Refit
from claims.models import Calibration


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was fitted, on what; `stored` is None if it is not better or was only tried."""

    fitted: Refit
    flagged: int
    outdated: int
    stored: Calibration | None


def calibrate(*, dry_run: bool) -> Calibrated:
    """Refit on the confirmed and rejected matches, and use it if it is better on held-out claims.

    Raises claims.matching.TooFewDecisions.
    """
    decisions = suggest.read_decisions()
    fitted = suggest.try_refit(decisions, threshold=desk.current_settings().suggest_threshold)
    is_kept = fitted.is_better and not dry_run
    stored = suggest.activate_calibration(fitted) if is_kept else None
    return Calibrated(fitted, decisions.flagged, decisions.outdated, stored)


def revert_calibration() -> tuple[Calibration | None, Calibration | None]:
    """Stop using the active calibration: what was active, and what is now; None is as shipped."""
    return suggest.revert_calibration()
