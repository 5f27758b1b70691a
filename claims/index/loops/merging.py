"""Puts what was found in two ways into one order."""

import numpy as np

from claims.index.arrays import Int32s
from claims.index.compiled import compiled_without_lock


@compiled_without_lock
def merge(
    pairs: Int32s, shares: Int32s, more_pairs: Int32s, more_shares: Int32s
) -> tuple[Int32s, Int32s]:
    """Pairs with their shares from two lists, sorted, each once."""
    size = len(pairs)
    keys = np.empty(size + len(more_pairs), dtype=np.int64)
    for i in range(len(keys)):
        unit, position = pairs[i] if i < size else more_pairs[i - size]
        keys[i] = np.int64(unit) << 32 | np.int64(position)
    out = np.empty((len(keys), 2), dtype=np.int32)
    out_shares, count, last = np.empty((len(keys), 2), dtype=np.int32), 0, np.int64(-1)
    for at in np.argsort(keys):
        if keys[at] == last:
            continue
        last = keys[at]
        out[count, 0], out[count, 1] = last >> 32, last & 0xFFFFFFFF
        share = shares[at] if at < size else more_shares[at - size]
        out_shares[count, 0], out_shares[count, 1] = share[0], share[1]
        count += 1
    return out[:count], out_shares[:count]
