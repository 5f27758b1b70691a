"""Claims that change while workers run, and snapshots that cannot be used, in real processes."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from claims import knowledge
from claims.enums import ClaimState, WorkState
from claims.models import ArticleVersion, Claim, Match
from tests.factories import make_version
from tests.processes.children import Children, kill_group, wait_for
from tests.processes.conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ARTICLES = 6
OLD = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
NEW = "The opera house of Gdansk will be rebuilt by an architect from Lisbon."
ADDED = "Nobody in Harbin has paid a single parking ticket since the flood."
OTHER = "Two orchard keepers near Vila Real sell their cider in blue bottles."
TARGET = "The harbour museum of Tampere keeps nine thousand stolen paintings."
LINES = [OLD, NEW, ADDED, OTHER, TARGET]

Pairs = set[tuple[int, str]]
"""Claims, each with a line of the article."""


class Desk:
    """Two workers, and articles for them."""

    def __init__(self, place: Place, children: Children) -> None:
        self.workers = [start_worker(children), start_worker(children)]
        self._celery = celery_of(place)

    def found(self) -> list[Pairs]:
        """What is found in each of a few articles that are sent at this moment."""
        versions = [make_version(text="\n\n".join(LINES)) for _ in range(ARTICLES)]
        for version in versions:
            self._celery.send_task("claims.process_version", kwargs={"version_id": version.pk})
        wait_for(partial(are_processed, versions), what="the articles processed")
        return [
            set(Match.objects.filter(version=version).values_list("claim_id", "sentence__text"))
            for version in versions
        ]


def start_worker(children: Children) -> Any:
    return children.start(
        "-m", "celery", "--quiet", "-A", "factcheck", "worker", "--concurrency", "1",
        "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO",
    )  # fmt: skip


def celery_of(place: Place) -> Celery:
    sender = Celery("sender", set_as_current=False)
    if url := place.environment["REDIS_URL"]:
        sender.conf.update(broker_url=url)
        return sender
    folder = place.folder / "broker"
    sender.conf.update(
        broker_url="filesystem://localhost",
        broker_transport="factcheck.broker.Transport",
        broker_transport_options={
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder / "control"),
        },
    )
    return sender


def are_processed(versions: list[ArticleVersion]) -> bool:
    rows = ArticleVersion.objects.filter(pk__in=[version.pk for version in versions])
    return not rows.exclude(work_state=WorkState.PROCESSED).exists()


def known(text: str) -> Claim:
    return knowledge.save_claim(Claim(text=text))


def test_every_worker_sees_a_change_with_its_next_article(place: Place, children: Children) -> None:
    first, target = known(OLD), known(TARGET)
    desk = Desk(place, children)
    always = {(target.pk, TARGET)}
    assert desk.found() == [{(first.pk, OLD)} | always] * ARTICLES

    second = known(ADDED)
    assert desk.found() == [{(first.pk, OLD), (second.pk, ADDED)} | always] * ARTICLES

    first.text = NEW
    knowledge.save_claim(first)
    assert desk.found() == [{(first.pk, NEW), (second.pk, ADDED)} | always] * ARTICLES

    knowledge.set_claim_state(second, state=ClaimState.RETIRED)
    assert desk.found() == [{(first.pk, NEW)} | always] * ARTICLES

    knowledge.merge_claims(first, into=target)
    assert desk.found() == [{(target.pk, NEW)} | always] * ARTICLES

    wording = target.wordings.get(text=NEW)
    wording.is_active = False
    knowledge.save_wording(wording)
    assert desk.found() == [always] * ARTICLES
    for worker in desk.workers:
        kill_group(worker)
        output, _ = worker.communicate()
        assert output.count("succeeded") >= 2, "one of the two workers did everything"


def match(children: Children, place: Place) -> tuple[set[str], list[str]]:
    """The sentences that a new process finds, and what it says of its index."""
    article = place.folder / "article.txt"
    article.write_text("\n\n".join(LINES))
    code, output = children.finish("manage.py", "match", str(article), "--json")
    assert code == 0, output
    lines = output.splitlines()
    found = [json.loads(line) for line in lines if line.startswith("{")]
    said = [line for line in lines if "WARNING claims.suggest" in line]
    return {row["sentence"] for row in found[:-1]}, said


def damage(folder: Path) -> None:
    snapshot = folder / (folder / "CURRENT").read_text().strip()
    for path in snapshot.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1][::-1])


def test_a_damaged_snapshot_and_a_folder_in_the_way_change_no_result(
    place: Place, children: Children
) -> None:
    known(OLD)
    assert match(children, place) == ({OLD}, [])
    [feed] = (place.folder / "index").iterdir()
    known(NEW)

    damage(feed)
    sentences, [line] = match(children, place)
    assert sentences == {OLD, NEW}
    assert "built from the database" in line

    place.environment["FACTCHECK_INDEX_DIR"] = str(place.folder / "article.txt" / "index")
    sentences, [line] = match(children, place)
    assert sentences == {OLD, NEW}
    assert "FACTCHECK_INDEX_DIR" in line
