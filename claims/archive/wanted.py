"""Wordings that are looked for, in arrays for compiled loops."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from claims.archive.packing import Int32s, UInt32s


class Wanted(NamedTuple):
    """What is looked for. `slots` and `numbers` are a table from keys to term numbers.

    By term number, in runs: `posting_starts` (one longer) of `wordings` that have it and `weights`;
    `phrase_starts` (one longer) of `phrases` that begin with it. By wording: `needs`, the weight
    that a unit must hold of it. By phrase: `key_starts` (one longer) of its `phrase_keys`.
    """

    slots: UInt32s
    numbers: Int32s
    posting_starts: Int32s
    wordings: Int32s
    weights: Int32s
    needs: npt.NDArray[np.float64]
    phrase_starts: Int32s
    phrases: Int32s
    key_starts: Int32s
    phrase_keys: UInt32s
