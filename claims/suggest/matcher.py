"""The matcher over all searched wordings, as the database has them at the moment."""

import threading
from dataclasses import dataclass, field

from claims.index import Index
from claims.matching import DEFAULT_THRESHOLD, Matcher
from claims.suggest.calibration import ranker_of
from claims.suggest.live import LiveIndex

_live = LiveIndex()


@dataclass(slots=True)
class _Matchers:
    """The matchers over one index, by their thresholds and the ids of their calibrations."""

    index: Index | None = None
    by_kind: dict[tuple[float, int | None], Matcher] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_matchers = _Matchers()


def current_matcher(*, threshold: float = DEFAULT_THRESHOLD) -> Matcher:
    """A matcher that knows the wordings the database has now; one query if none has changed.

    Call it outside of a transaction that changes wordings: what is rolled back would stay known.
    """
    index, mark = _live.caught_up_with()
    with _matchers.lock:
        if _matchers.index is not index:
            _matchers.index = index
            _matchers.by_kind = {}
        matchers = _matchers.by_kind
        kind = threshold, mark.calibration
        if kind not in matchers:
            ranker = ranker_of(mark.calibration)
            matchers[kind] = Matcher(index, threshold=threshold, ranker=ranker)
        return matchers[kind]


def current_index() -> Index:
    """The index of the wordings the database has now; one query if none has changed."""
    return _live.caught_up()


def compact_index() -> bool:
    """Save a new snapshot of the index if its changes have become many; True: it was saved."""
    return _live.compact()


def forget_index() -> None:
    """The next call loads the index anew: for tests, in which a database goes back in time."""
    _live.forget()
