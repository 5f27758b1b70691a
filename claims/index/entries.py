"""What goes into the index and what comes out of it."""

from dataclasses import dataclass

import numpy as np

from claims.index.arrays import Bools, Float32s, Int16s, Int32s, UInt64s


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording to be searched: its id, its claim's id, its text, its BCP-47 language."""

    key: int
    claim: int
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Change:
    """The wording `key` is now `entry`; None if it is searched no more."""

    key: int
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class TermLists:
    """Texts cut into terms, for the index that read them. Arrays of one length for all texts.

    `terms`: by token -1 (no content of its own), -2 (a content word that no wording has) or the
    number of the term. `identities`: by token a number that is the same for the same term in every
    index, 0 for none. `is_capital`: by token whether it begins
    with a capital. `ends[i]` is where text i ends in them.
    """

    terms: Int32s
    identities: UInt64s
    is_capital: Bools
    ends: Int32s


@dataclass(frozen=True, slots=True)
class Reached:
    """Wordings reached from units, by columns, sorted by (unit, position).

    `found`, `total` and `unit_weight` are in nats: what the unit holds of the wording, the whole
    wording, the whole unit. `matched` counts distinct shared terms, `chain` is the length of the
    longest common subsequence of content terms, `run` of the longest run that is consecutive on
    both sides.
    """

    unit: Int32s
    position: Int32s
    found: Float32s
    total: Float32s
    unit_weight: Float32s
    matched: Int16s
    chain: Int16s
    run: Int16s

    def __len__(self) -> int:
        return len(self.unit)

    def merged(self, other: "Reached", *, shift: int = 0) -> "Reached":
        """The pairs of both, sorted, the positions of the other ones shifted."""
        units = np.append(self.unit, other.unit)
        positions = np.append(self.position, other.position + np.int32(shift))
        order = np.lexsort((positions, units))
        columns = [
            np.append(getattr(self, name), getattr(other, name))[order]
            for name in ("found", "total", "unit_weight", "matched", "chain", "run")
        ]
        return Reached(units[order], positions[order], *columns)
