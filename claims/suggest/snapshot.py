"""The snapshot of the index on disk: one folder for each feed, one process at a time writes it.

A folder that cannot be written costs speed and memory, never a match.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from django.conf import settings

from claims.index import Index, SnapshotNotSaved, SnapshotRefused
from claims.suggest.feed import Mark

logger = logging.getLogger(__name__)

Stamp = tuple[int, int]
"""Changes whenever another snapshot takes the place of the current one."""


def folder_of(feed_id: str) -> Path:
    """Where the snapshots of a database are: another database never finds them."""
    return Path(settings.FACTCHECK_INDEX_DIR) / feed_id


def current_stamp(feed_id: str) -> Stamp | None:
    """None: there is no snapshot."""
    with suppress(OSError):
        stat = (folder_of(feed_id) / "CURRENT").stat()
        return stat.st_mtime_ns, stat.st_ino
    return None


def open_snapshot(mark: Mark) -> Index | None:
    """The current snapshot, mapped; None if there is none or none that can be served."""
    if current_stamp(mark.feed_id) is None:
        return None
    try:
        index = Index.open(folder_of(mark.feed_id))
    except SnapshotRefused as refusal:
        logger.warning("The index is built from the database: %s", refusal)
        return None
    if index.seq > mark.seq:
        logger.warning(
            "The index is built from the database: its snapshot knows change %s, the database "
            "only %s, as after a restored backup.",
            index.seq,
            mark.seq,
        )
        return None
    return index


def save_snapshot(index: Index, feed_id: str) -> bool:
    """False, with one warning in the life of a process, if it cannot be written."""
    try:
        index.save(folder_of(feed_id))
    except SnapshotNotSaved as refusal:
        _warn(str(refusal))
        return False
    return True


@contextmanager
def writing(feed_id: str, *, wait: bool) -> Iterator[bool]:
    """Whether this process alone may write the folder; a process that dies lets go of it."""
    try:
        descriptor = _open_lock(folder_of(feed_id))
    except OSError as error:
        _warn(f"The folder {folder_of(feed_id)} cannot be written ({error.strerror}).")
        yield False
        return
    try:
        yield _lock(descriptor, wait=wait)
    finally:
        os.close(descriptor)


def _open_lock(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _lock(descriptor: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


@cache
def _warn(reason: str) -> None:
    """Each reason once: it would stand before every article."""
    logger.warning(
        "%s Matching works from memory: every process builds its own index. "
        "Mend its permissions or point FACTCHECK_INDEX_DIR elsewhere.",
        reason,
    )
