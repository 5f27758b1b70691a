import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from threading import Thread

import pytest
from kombu import Connection

from factcheck.broker import Channel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "broker"


@pytest.fixture
def connection(folder: Path) -> Iterator[Connection]:
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder / "c"}
    with Connection(
        "filesystem://localhost",
        transport="factcheck.broker.Transport",
        transport_options={name: str(path) for name, path in options.items()},
    ) as connected:
        yield connected


@pytest.fixture
def channel(connection: Connection) -> Channel:
    return open_channel(connection)


def open_channel(connection: Connection) -> Channel:
    opened = connection.channel()
    assert isinstance(opened, Channel)
    return opened


def drain(channel: Channel, queue: str = "q") -> list[object]:
    found = []
    while True:
        try:
            found.append(channel._get(queue))
        except Empty:
            return found


def test_messages_come_out_once_in_the_order_they_went_in(channel: Channel) -> None:
    for number in range(3):
        channel._put("q", {"number": number})

    assert channel._size("q") == 3
    assert drain(channel) == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert drain(channel) == []


def test_queues_do_not_mix(channel: Channel) -> None:
    channel._put("q", 1)
    channel._put("other.q", 2)

    assert drain(channel) == [1]
    assert drain(channel, "other.q") == [2]


def test_an_unreadable_file_is_left_out_and_the_rest_goes_on(
    channel: Channel, folder: Path
) -> None:
    channel._put("q", 1)
    (folder / "0_broken.q.msg").write_text("")

    assert drain(channel) == [1]


def test_the_folder_may_vanish_at_any_time(channel: Channel, folder: Path) -> None:
    channel._put("q", 1)
    channel._put("q", 2)
    assert channel._get("q") == 1

    shutil.rmtree(folder)

    assert channel._size("q") == 0
    assert drain(channel) == []
    channel._put("q", 3)
    assert drain(channel) == [3]


def test_a_torn_table_of_bindings_is_written_anew(channel: Channel, folder: Path) -> None:
    channel._queue_bind("celery", "celery", "", "celery")
    (folder / "c" / "celery.exchange").write_text("")

    channel._queue_bind("celery", "celery", "", "celery")
    channel._queue_bind("celery", "celery", "", "celery")

    assert channel.get_table("celery") == [("celery", "", "celery")]


def test_of_many_readers_each_message_has_one_and_none_is_torn(
    connection: Connection, channel: Channel
) -> None:
    """kombu's own channel loses messages here: a reader meets a file that is still empty."""
    total = 600
    found: list[object] = []

    def read() -> None:
        reader = open_channel(connection.clone())
        while len(found) < total:
            try:
                found.append(reader._get("q"))
            except Empty:
                continue

    readers = [Thread(target=read, daemon=True) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(total):
        channel._put("q", {"number": number, "ballast": "x" * 2000})
    for reader in readers:
        reader.join(timeout=20)

    assert sorted(item["number"] for item in found) == list(range(total))  # type: ignore[index]  # messages are untyped
