"""Searches one segment, and puts what is reached into columns."""

from typing import Any

import numpy as np
import numpy.typing as npt

from claims.index.arrays import Float32s, Int32s, Int64s
from claims.index.engine import engine
from claims.index.entries import Reached
from claims.index.query import Bounds, Query
from claims.index.segment import Segment
from claims.index.weights import UNITS_PER_NAT


def reach(segment: Segment, query: Query, bounds: Bounds) -> Reached:
    """The wordings of a segment that are reached from the units of a query."""
    return _columns(segment, *engine().search(segment, query, bounds))


def weigh(segment: Segment, query: Query, near: Int32s, bounds: Bounds) -> Reached:
    """The same of those of some pairs of unit and wording, sorted, of which there is enough."""
    return _columns(segment, *engine().weigh(segment, query, near, bounds))


def _columns(
    segment: Segment, pairs: Int32s, shares: Int32s, orders: Int32s, weights: Int64s
) -> Reached:
    units, positions = (np.ascontiguousarray(column) for column in pairs.T)
    chain, run = (column.astype(np.int16) for column in orders.T)
    return Reached(
        units,
        positions,
        _nats(shares[:, 0]),
        _nats(segment.totals[positions]),
        _nats(weights)[units],
        shares[:, 1].astype(np.int16),
        chain,
        run,
    )


def _nats(weights: npt.NDArray[Any]) -> Float32s:
    return (weights / UNITS_PER_NAT).astype(np.float32)
