"""Runs the matcher over stored sets and compares the figures with their floors. Knows no Django."""

from claims.regression.floors import (
    Change,
    FloorsNotLowered,
    Stored,
    below,
    changes,
    fallen,
    read_stored,
    store,
)
from claims.regression.outcome import COSTS, RIGHT, Figure, Measured, SetRefused
from claims.regression.planted import OTHERS
from claims.regression.seeds import Expected, SeedsOutcome, run_seeds
from claims.regression.sets import Sets, joined

__all__ = [
    "COSTS",
    "OTHERS",
    "RIGHT",
    "Change",
    "Expected",
    "Figure",
    "FloorsNotLowered",
    "Measured",
    "SeedsOutcome",
    "SetRefused",
    "Sets",
    "Stored",
    "below",
    "changes",
    "fallen",
    "joined",
    "read_stored",
    "run_seeds",
    "store",
]
