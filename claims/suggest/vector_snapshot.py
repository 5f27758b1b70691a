"""Vectors of a large desk in a folder that the processes of a host map together.

A folder that cannot be written costs memory and a slower start, never a match.
"""

import hashlib
import logging
import shutil
from pathlib import Path

from claims.encoding import VectorIndex, VectorsDamaged
from claims.models import VectorSpace
from claims.suggest import feed, snapshot

logger = logging.getLogger(__name__)

WORTH_SHARING = 20_000
"""Fewer vectors are read from the rows as quickly."""


def newest(space: VectorSpace) -> tuple[VectorIndex, int] | None:
    """The newest usable snapshot, and the number of change it was made after."""
    for seq, folder in sorted(_snapshots(space), reverse=True):
        if seq > space.filled_seq:
            # As after a restored backup.
            continue
        try:
            index = VectorIndex.open(folder)
        except VectorsDamaged as reason:
            logger.warning("The vectors are read from the database: %s", reason)
            continue
        if index.encoder == space.encoder:
            return index, seq
    return None


def shared(index: VectorIndex, space: VectorSpace) -> VectorIndex:
    """The same vectors mapped from a new snapshot, if they are many and it can be written."""
    if len(index) < WORTH_SHARING:
        return index
    with snapshot.writing(_name(space), wait=False) as is_alone:
        if not is_alone:
            return index
        folder = _folder(space) / str(space.filled_seq)
        try:
            index.save(folder)
            mapped = VectorIndex.open(folder, verify=False)
        except (OSError, VectorsDamaged) as error:
            logger.warning("The snapshot of vectors %s cannot be used: %s", folder, error)
            return index
        # Who still maps an older one keeps its files.
        for seq, older in _snapshots(space):
            if seq != space.filled_seq:
                shutil.rmtree(older, ignore_errors=True)
    return mapped


def _snapshots(space: VectorSpace) -> list[tuple[int, Path]]:
    folder = _folder(space)
    if not folder.is_dir():
        return []
    return [(int(path.name), path) for path in folder.iterdir() if path.name.isdecimal()]


def _folder(space: VectorSpace) -> Path:
    return snapshot.folder_of(_name(space))


def _name(space: VectorSpace) -> str:
    """Another database or encoder never finds them."""
    digest = hashlib.sha256(space.encoder.encode()).hexdigest()
    return f"{feed.newest().feed_id}-vectors-{digest[:16]}"
