"""Tells the workers that a version waits; the row is the queue, so a lost ring loses nothing."""

import logging
import time

from kombu.exceptions import KombuError

from claims import tasks

logger = logging.getLogger(__name__)

# An unreachable Redis costs 0.6 s a ring, which would be hours for a folder of articles.
_SILENT_SECONDS = 30.0


class Bell:
    """Rings, and keeps silent for a while when the broker cannot be reached."""

    def __init__(self) -> None:
        self._silent_until = 0.0

    def ring(self, *, version_id: int) -> None:
        """Never fails: a lost ring costs only the time until the next sweep."""
        if time.monotonic() < self._silent_until:
            return
        try:
            tasks.process_version.apply_async(kwargs={"version_id": version_id}, retry=False)
        except (KombuError, OSError) as error:
            self._silent_until = time.monotonic() + _SILENT_SECONDS
            logger.warning("The broker cannot be reached, so the sweep will ring: %s", error)


_bell = Bell()


def ring(*, version_id: int) -> None:
    """Ring for a version; for `on_commit`, when its row can be seen by workers."""
    _bell.ring(version_id=version_id)
