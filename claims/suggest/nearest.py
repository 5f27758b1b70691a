"""The vectors that this process holds: mapped or read, and kept up with the rows."""

import threading
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from claims.encoding import VectorIndex
from claims.models import VectorSpace, WordingVector
from claims.suggest import vector_snapshot
from claims.suggest.vectors import STORED

PAGE = 5_000
OVERGROWN_SHARE, OVERGROWN = 0.05, 2_000
"""Vectors beside the base, more than this share of it and this number: a new base is made."""
SHORTLIST = 512
"""Rows rescored for each query: of the eight nearest 98.6 % are among them, in half of the time."""
_NOWHERE = np.float32(-1)

Matrix = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of wordings by their ids, as of a number of change; some may be out of date."""

    space: int
    base: VectorIndex
    base_seq: int
    delta: VectorIndex
    seq: int

    def nearest(self, queries: Matrix, *, limit: int) -> tuple[Keys, Matrix]:
        """Ids and cosines of the nearest wordings, both (queries, 2 × limit), in no order.

        The cosine is -1 where there is none.
        """
        keys, cosines = _found(self.base, queries, limit)
        # What was encoded anew is in both.
        cosines[np.isin(keys, self.delta.keys)] = _NOWHERE
        newer_keys, newer_cosines = _found(self.delta, queries, limit)
        return (
            np.concatenate((keys, newer_keys), axis=1),
            np.concatenate((cosines, newer_cosines), axis=1),
        )


class LiveVectors:
    """Safe to share between threads: one catches up, the others wait for it."""

    def __init__(self) -> None:
        self._held: Vectors | None = None
        self._lock = threading.Lock()

    def caught_up(self, space: VectorSpace) -> Vectors:
        """The vectors up to the number to which `space`, just read, is filled."""
        with self._lock:
            held = self._held
            if held is None or held.space != space.pk or held.seq > space.filled_seq:
                held = _load(space)
            elif held.seq < space.filled_seq:
                held = _moved_on(held, space)
            self._held = held
            return held

    def forget(self) -> None:
        """The next call loads them anew: for tests, in which a database goes back in time."""
        with self._lock:
            self._held = None


def _load(space: VectorSpace) -> Vectors:
    snapshot = vector_snapshot.newest(space)
    if snapshot is None:
        return _rebuilt(space)
    base, seq = snapshot
    nothing = _index_of(space, after=space.filled_seq)
    return _moved_on(Vectors(space.pk, base, seq, nothing, seq), space)


def _moved_on(held: Vectors, space: VectorSpace) -> Vectors:
    delta = _index_of(space, after=held.base_seq)
    if len(delta) > max(OVERGROWN, OVERGROWN_SHARE * len(held.base)):
        return _rebuilt(space)
    return replace(held, delta=delta, seq=space.filled_seq)


def _rebuilt(space: VectorSpace) -> Vectors:
    base = vector_snapshot.shared(_index_of(space, after=0), space)
    nothing = _index_of(space, after=space.filled_seq)
    return Vectors(space.pk, base, space.filled_seq, nothing, space.filled_seq)


def _index_of(space: VectorSpace, *, after: int) -> VectorIndex:
    """Of the vectors made after changes beyond a number, up to what `space` is filled to."""
    keys: list[int] = []
    parts = [np.empty((0, space.dimensions), dtype=STORED)]
    rows = WordingVector.objects.filter(space=space, change_seq__lte=space.filled_seq)
    rows = rows.order_by("change_seq", "pk")
    seq = after
    while page := list(
        rows.filter(change_seq__gt=seq).values_list("change_seq", "wording_id", "vector")[:PAGE]
    ):
        keys += [wording for _, wording, _ in page]
        joined = b"".join(bytes(vector) for _, _, vector in page)
        parts.append(np.frombuffer(joined, dtype=STORED).reshape(-1, space.dimensions))
        seq = page[-1][0]
    vectors = np.concatenate(parts).astype(np.float32)
    return VectorIndex.build(np.array(keys, dtype=np.int64), vectors, encoder=space.encoder)


def _found(index: VectorIndex, queries: Matrix, limit: int) -> tuple[Keys, Matrix]:
    if not len(index):
        empty = np.full((len(queries), limit), _NOWHERE)
        return np.zeros((len(queries), limit), dtype=np.int64), empty
    hits = index.search(queries, limit=limit, shortlist=SHORTLIST)
    return index.keys[hits.positions], hits.cosines.copy()
