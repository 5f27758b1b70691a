"""Celery's file-system broker with whole files only: the broker of the embedded mode.

kombu's own transport writes a message where readers already look for it. A worker that is quicker
than the writer reads an empty file and stops for good (320 of 9,000 messages among five processes;
docs/adr/0006). Here a file gets its name in the queue when it is complete, and is taken by a rename
that only one worker wins. The folder may be emptied at any time: the rows are the queue.
"""

import logging
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Reads and writes one file for each message in the folder that both directions share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Listing a folder of 40,000 messages for each of them took most of a worker's time.
        self._listed: dict[str, deque[str]] = {}

    # kombu's own classes disagree on the second name.
    def _put(self, queue: str, message: Any, **_: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020}_{uuid.uuid4().hex}.{queue}.msg"
        self._write(self._folder / name, message)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for name in self._waiting(queue):
            taken = self._folder / "taken" / name
            with suppress(FileNotFoundError):  # another worker was quicker
                self._move(self._folder / name, taken)
                content = taken.read_bytes()
                taken.unlink()
                with suppress(ValueError):
                    return loads(content)
                logger.warning("The broker's file %s holds no message: left out.", name)
        raise Empty

    def _size(self, queue: str) -> int:
        return len(self._names(queue))

    def get_table(self, exchange: str) -> list[Any]:
        with suppress(FileNotFoundError, ValueError):
            table = loads(self._table(exchange).read_bytes())
            return [filesystem.exchange_queue_t(*row) for row in table]
        return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        bound = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if bound not in table:
            self._write(self._table(exchange), [bound, *table])

    def _table(self, exchange: str) -> Path:
        # kombu's stubs do not know this method; it refuses names that would leave the folder.
        return Path(self._exchange_file(exchange))  # type: ignore[attr-defined]

    @property
    def _folder(self) -> Path:
        return Path(self.data_folder_in)

    def _waiting(self, queue: str) -> Iterator[str]:
        names = self._listed.setdefault(queue, deque())
        if not names:
            names.extend(sorted(self._names(queue)))
        while names:
            yield names.popleft()

    def _names(self, queue: str) -> list[str]:
        with suppress(FileNotFoundError):
            names = [path.name for path in self._folder.iterdir()]
            return [name for name in names if name.partition(".")[2] == f"{queue}.msg"]
        return []

    def _write(self, path: Path, payload: Any) -> None:
        unfinished = self._folder / "new" / path.name
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(dumps(payload))
        unfinished.replace(path)

    def _move(self, path: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


class Transport(filesystem.Transport):
    """For CELERY_BROKER_TRANSPORT."""

    Channel = Channel
