"""Tells the workers that a version waits; the row is the queue, so a lost ring loses nothing."""

import logging
import time
from typing import Any

from kombu.exceptions import KombuError

from claims import tasks

logger = logging.getLogger(__name__)

# An unreachable Redis costs 0.6 s a ring, which would be hours for a folder of articles.
_SILENT_SECONDS = 30.0


# Whoever imports many claims rings for the archive once in a while; beat rings after the last.
_ARCHIVE_SECONDS = 5.0


class Bell:
    """Rings, and keeps silent for a while when the broker cannot be reached."""

    def __init__(self) -> None:
        self._silent_until = 0.0
        self._archive_silent_until = 0.0

    def ring(self, *, version_id: int) -> None:
        """Never fails: a lost ring costs only the time until the next sweep."""
        self._send(tasks.process_version, {"version_id": version_id})

    def ring_archive(self) -> None:
        """Never fails, and rings at most every few seconds."""
        now = time.monotonic()
        if now >= self._archive_silent_until:
            self._archive_silent_until = now + _ARCHIVE_SECONDS
            self._send(tasks.match_archive, {})

    def _send(self, task: Any, arguments: dict[str, int]) -> None:
        if time.monotonic() < self._silent_until:
            return
        try:
            task.apply_async(kwargs=arguments, retry=False)
        except (KombuError, OSError) as error:
            self._silent_until = time.monotonic() + _SILENT_SECONDS
            logger.warning("The broker cannot be reached, so the sweep will ring: %s", error)


_bell = Bell()


def ring(*, version_id: int) -> None:
    """Ring for a version; for `on_commit`, when its row can be seen by workers."""
    _bell.ring(version_id=version_id)


def ring_archive() -> None:
    """Ring for the search of the archive; for `on_commit`, when changed claims can be seen."""
    _bell.ring_archive()
