"""How much a term weighs: its inverse document frequency, in thousandths of a nat."""

import math

import numpy as np

from claims.index.arrays import Int64s, UInt16s

UNITS_PER_NAT = 1000
_PRIOR_WORDINGS = 50
"""Stands for wordings not written yet: with a few of them no word is known to be common."""


def weights_of(frequencies: Int64s, wordings: int) -> UInt16s:
    """The weights of terms that occur in so many of so many wordings."""
    count = wordings + _PRIOR_WORDINGS
    nats = np.log1p(count / np.maximum(frequencies, 1))
    return np.round(UNITS_PER_NAT * nats).astype(np.uint16)


def rarest_weight(wordings: int) -> int:
    """The weight of a term that a single wording has, or none."""
    return round(UNITS_PER_NAT * math.log1p(wordings + _PRIOR_WORDINGS))
