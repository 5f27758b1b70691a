"""Snapshots: opened, refused, compacted, adopted, and always followed by the changes since."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims import knowledge
from claims.enums import ClaimState
from claims.index import Entry, Index
from claims.matching import Matcher
from claims.models import ChangeCounter, Wording
from claims.suggest import feed, live, snapshot
from claims.suggest.live import LiveIndex
from claims.text import segment
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db

TOWNS = ("Gdansk", "Harbin", "Tampere", "Cusco", "Lisbon", "Ghent", "Porto", "Turku", "Aarhus")
RETIRING = 2
"""Numbers that retiring a claim takes: one for the claim and one for its wording."""
LINES = [f"The tram bridge of {town} cost {n + 20} million euros." for n, town in enumerate(TOWNS)]


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """As if the wordings were too many to be indexed anew with each change."""
    monkeypatch.setattr(live, "SMALL", 0)
    monkeypatch.setattr(live, "OVERGROWN", 1000)
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.0)
    settings.FACTCHECK_COMPACT_SHARE = 1.0
    snapshot._warn.cache_clear()


@pytest.fixture
def folder(settings: Any) -> Path:
    return Path(settings.FACTCHECK_INDEX_DIR) / feed.newest().feed_id


@pytest.fixture
def wordings() -> list[Wording]:
    return [make_wording(claim=make_claim(text=line), text=line) for line in LINES]


def found(index: Index) -> set[int]:
    """The claims that are found of all lines, each with one line of its own."""
    matcher = Matcher(index, threshold=0.9)
    return {match.claim for line in LINES for match in matcher.match(segment(line))}


def searched() -> set[int]:
    return set(Wording.objects.searched().values_list("claim_id", flat=True))


def retire(wording: Wording) -> None:
    knowledge.set_claim_state(wording.claim, state=ClaimState.RETIRED)


def no_rows() -> Iterator[Entry]:
    raise AssertionError("It was built from the rows.")


def test_the_first_process_saves_and_the_next_one_opens(
    wordings: list[Wording], monkeypatch: pytest.MonkeyPatch
) -> None:
    LiveIndex().caught_up()
    monkeypatch.setattr(feed, "all_entries", no_rows)
    retire(wordings[0])

    index = LiveIndex().caught_up()

    assert index.seq == feed.newest().seq
    assert found(index) == searched() == {row.claim_id for row in wordings[1:]}


def test_changes_are_read_in_pages(
    wordings: list[Wording], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = LiveIndex()
    index.caught_up()
    monkeypatch.setattr(feed, "PAGE", 2)
    for wording in wordings[:5]:
        retire(wording)

    assert found(index.caught_up()) == searched()
    assert index.delta == 5 * RETIRING


def test_changes_are_compacted_when_they_are_many(
    wordings: list[Wording], settings: Any, folder: Path
) -> None:
    settings.FACTCHECK_COMPACT_CHANGES = 3 * RETIRING
    index = LiveIndex()
    for wording in wordings[:3]:
        index.caught_up()
        retire(wording)
    before = snapshot.current_stamp(folder.name)
    assert not index.compact()
    assert snapshot.current_stamp(folder.name) == before

    retire(wordings[3])

    assert index.compact()
    assert snapshot.current_stamp(folder.name) != before
    assert found(index.caught_up()) == searched()
    assert index.delta == 0
    assert not index.compact()


def test_changes_are_many_when_they_are_a_large_share(
    wordings: list[Wording], settings: Any
) -> None:
    index = LiveIndex()
    index.caught_up()
    retire(wordings[0])
    assert not index.compact()

    settings.FACTCHECK_COMPACT_SHARE = 0.05

    assert index.compact()


def test_another_process_drops_its_changes_for_the_newer_snapshot(
    wordings: list[Wording], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = LiveIndex(), LiveIndex()
    for index in (first, second):
        index.caught_up()
    retire(wordings[0])
    retire(wordings[1])
    second.caught_up()
    assert second.delta == 2 * RETIRING
    settings.FACTCHECK_COMPACT_CHANGES = 1
    assert first.compact()
    monkeypatch.setattr(feed, "all_entries", no_rows)

    assert found(second.caught_up()) == searched()
    assert second.delta == 0


def test_one_process_writes_a_folder_at_a_time(wordings: list[Wording], folder: Path) -> None:
    index = LiveIndex()
    index.caught_up()
    (folder / "CURRENT").unlink()

    with snapshot.writing(folder.name, wait=False) as is_alone:
        assert is_alone
        assert not index.compact()
    assert index.compact()


def test_what_is_committed_while_the_index_is_built_is_not_lost(
    wordings: list[Wording], monkeypatch: pytest.MonkeyPatch
) -> None:
    retire(wordings[0])
    all_entries = feed.all_entries

    def disturbed() -> Iterator[Entry]:
        retire(wordings[2])
        for number, entry in enumerate(list(all_entries())):
            yield entry
            if number == 3:
                retire(wordings[1])
                retire(wordings[8])
                knowledge.set_claim_state(wordings[0].claim, state=ClaimState.ACTIVE)

    index = LiveIndex()
    monkeypatch.setattr(feed, "all_entries", disturbed)
    index.caught_up()
    monkeypatch.setattr(feed, "all_entries", no_rows)

    for process in (index, LiveIndex()):
        assert found(process.caught_up()) == searched()
    assert len(searched()) == len(wordings) - 3


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 7):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink])
def test_a_damaged_snapshot_is_never_served(
    wordings: list[Wording],
    folder: Path,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    LiveIndex().caught_up()
    name = (folder / "CURRENT").read_text()
    for path in (folder / name).iterdir():
        damage(path)

    assert found(LiveIndex().caught_up()) == searched()

    [line] = [record.getMessage() for record in caplog.records]
    assert "built from the database" in line
    assert (folder / "CURRENT").read_text() != name


def test_a_snapshot_ahead_of_the_database_is_not_served(
    wordings: list[Wording], caplog: pytest.LogCaptureFixture
) -> None:
    LiveIndex().caught_up()
    ChangeCounter.objects.update(value=3, batch_start=3)

    index = LiveIndex().caught_up()

    assert index.seq == 3
    assert "restored backup" in caplog.text


def test_a_process_notices_that_its_database_went_back(wordings: list[Wording]) -> None:
    index = LiveIndex()
    index.caught_up()
    ChangeCounter.objects.update(value=3, batch_start=3)

    assert index.caught_up().seq == 3


def test_another_database_finds_no_snapshot_of_ours(wordings: list[Wording]) -> None:
    index = LiveIndex()
    seq = index.caught_up().seq
    retire(wordings[0])
    # As if it had come to the same number by other changes.
    ChangeCounter.objects.update(feed_id="0" * 32, value=seq, batch_start=seq)

    assert found(index.caught_up()) == searched()


def test_a_folder_that_cannot_be_written_costs_one_warning(
    wordings: list[Wording], settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("No folder can be made in a file.")
    settings.FACTCHECK_INDEX_DIR = tmp_path / "file" / "index"

    for index in (LiveIndex(), LiveIndex()):
        assert found(index.caught_up()) == searched()
        assert not index.compact()
    retire(wordings[0])

    assert found(LiveIndex().caught_up()) == searched()
    [line] = [record.getMessage() for record in caplog.records]
    assert "FACTCHECK_INDEX_DIR" in line


def test_a_process_far_behind_does_not_wait_for_a_compaction(
    wordings: list[Wording], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    index = LiveIndex()
    index.caught_up()
    monkeypatch.setattr(live, "OVERGROWN", 2)
    settings.FACTCHECK_COMPACT_CHANGES = 1
    for wording in wordings[:4]:
        retire(wording)

    assert found(index.caught_up()) == searched()
    assert index.delta == 0


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_changes_and_compactions_ends_at_the_rows(seed: int, settings: Any) -> None:
    settings.FACTCHECK_COMPACT_CHANGES = 4
    chance = random.Random(seed)
    processes = [LiveIndex(), LiveIndex()]
    claims = [make_claim(text=line) for line in LINES]

    for _ in range(25):
        claim = chance.choice(claims)
        claim.refresh_from_db()
        match chance.randrange(4):
            case 0:
                knowledge.save_claim(claim)
            case 1:
                knowledge.set_claim_state(claim, state=chance.choice(list(ClaimState)[:2]))
            case 2:
                claim.text = chance.choice([*LINES[:4], claim.text])
                knowledge.save_claim(claim)
            case 3:
                chance.choice(processes).compact()
        chance.choice(processes).caught_up()

    for process in processes:
        assert found(process.caught_up()) == searched()
