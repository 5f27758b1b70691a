"""Snapshots are renewed, damaged and outdated while other processes open them."""

import json
import subprocess
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from claims import knowledge
from claims.index import Index
from claims.knowledge.wordings import add_wordings
from claims.models import Claim
from claims.suggest.live import SMALL
from tests.processes.children import Children, wait_for
from tests.processes.conftest import Place
from tests.processes.test_live_claims import celery_of, start_worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LINE = "The tram bridge of {} cost forty million euros."
TOWNS = ("Gdansk", "Harbin", "Tampere")


def add(text: str) -> Claim:
    return knowledge.save_claim(Claim(text=text))


def fill() -> None:
    """So many wordings that a change is kept beside the index until it is compacted."""
    add_wordings(add("Ledger"), [f"Ledger {number}" for number in range(SMALL)])


def start_reader(children: Children, stop: Path) -> "subprocess.Popen[str]":
    return children.start("-m", "tests.processes.reader", LINE.split("{")[0], str(stop))


def current(folder: Path) -> str:
    """The snapshot that processes open, "" if there is none."""
    return "".join(path.read_text() for path in folder.glob("*/CURRENT"))


def snapshot_in(folder: Path) -> Path:
    [snapshot] = folder.glob(f"*/{current(folder)}")
    return snapshot


def replace(path: Path, content: bytes) -> None:
    """Whoever has mapped the file keeps it as it was."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.rename(path)


def damage(snapshot: Path) -> None:
    """A bit of every array flips, as on a disk that goes bad."""
    for path in snapshot.glob("*.npy"):
        content = path.read_bytes()
        replace(path, content[:-1] + bytes([content[-1] ^ 1]))


def outdate(snapshot: Path) -> None:
    """An older analysis has made it."""
    path = snapshot / "manifest.json"
    content = json.loads(json.loads(path.read_bytes())["content"])
    content["facts"]["analyser"] -= 1
    said = json.dumps(content)
    manifest = {"content": said, "checksum": zlib.crc32(said.encode())}
    replace(path, json.dumps(manifest).encode())


def is_another(folder: Path, before: str) -> bool:
    return current(folder) not in {"", before}


def is_compacted(place: Place, before: str) -> bool:
    """Rings as beat does: a worker lets it be while another process writes the folder."""
    celery_of(place).send_task("claims.compact_index")
    time.sleep(0.2)
    return is_another(place.folder / "index", before)


def test_snapshots_are_swapped_and_mended_under_processes_that_open_them(
    place: Place, children: Children
) -> None:
    # A task may take as long as a lease: on a busy machine its first use of the index is long.
    knobs = {"FACTCHECK_COMPACT_SHARE": "0.0001", "FACTCHECK_LEASE_SECONDS": "60"}
    place.environment.update(knobs)
    folder, stop = place.folder / "index", place.folder / "stop"
    fill()
    readers = [start_reader(children, stop) for _ in range(2)]
    start_worker(children)
    wait_for(partial(is_another, folder, ""), what="a first snapshot")
    spoils: list[Callable[[Path], None]] = [damage, outdate]

    for town in TOWNS:
        before = current(folder)
        add(LINE.format(town))
        wait_for(partial(is_compacted, place, before), what="a snapshot with the change")
        for spoil in spoils[:1]:
            before = current(folder)
            spoil(snapshot_in(folder))
            wait_for(partial(is_another, folder, before), what="a snapshot in its place")
        spoils = spoils[1:]

    stop.touch()
    said = "".join(reader.communicate(timeout=60)[0] for reader in readers)
    looks = [json.loads(line) for line in said.splitlines() if line.startswith("[")]
    assert len(looks) >= len(TOWNS)
    for known_before, found, known_after in looks:
        assert set(known_before) <= set(found) <= set(known_after)
    assert {len(found) for _, found, _ in looks} >= {1, 2}
    assert "is not what was written" in said
    assert "of the text analysis" in said
    assert len(Index.open(snapshot_in(folder).parent)) == SMALL + 1 + len(TOWNS)
