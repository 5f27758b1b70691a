"""What every sentence encoder can do, and the one way in which it can be missing."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


class EncoderUnavailable(Exception):
    """No encoder; the message is one sentence: what is wrong, where, and how to mend it."""


class Encoder(Protocol):
    """Turns texts into vectors whose cosine says how near the meanings are.

    May be used by several threads at once. Vectors of encoders with different names must not be
    compared.
    """

    @property
    def name(self) -> str:
        """Stable identity, with the beginning of a hash over everything that shapes a vector."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    @property
    def languages(self) -> frozenset[str] | None:
        """Primary subtags (BCP-47) it was trained for; None if that is not known."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row of length 1 for each text, (texts, dimensions); long texts are cut.

        A text without a word is a row of zeros.
        """
