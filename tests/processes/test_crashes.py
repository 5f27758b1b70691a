"""Workers killed at random moments, the broker emptied: every article ends processed once."""

import logging
import random
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings

from claims import pipeline, work
from claims.enums import WorkState
from claims.models import ArticleVersion, Match, Quote, Sentence
from tests.factories import NOW, make_claim, make_wording
from tests.processes.children import Children, kill_group, wait_for
from tests.processes.conftest import Place

logger = logging.getLogger(__name__)

ARTICLES = 200
KILLS = 5
TOWNS = ("Harbin", "Lisbon", "Tampere", "Cusco", "Gdansk")

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_nothing_is_lost_or_doubled_when_workers_and_broker_die(
    place: Place, children: Children
) -> None:
    seed = random.randrange(10**6)
    logger.warning("The moments of the kills come from seed %s.", seed)
    chance = random.Random(seed)
    make_claims()
    write_articles(place.folder / "articles")
    code, output = children.finish("manage.py", "ingest", str(place.folder / "articles"))
    assert code == 0, output

    moments = sorted(chance.sample(range(1, ARTICLES - 20), KILLS))
    emptied_after = chance.choice(moments)
    beat = children.start("-m", "celery", "--quiet", "-A", "factcheck", "beat")
    workers = [start_worker(children), start_worker(children)]
    for moment in moments:
        wait_for(partial(is_processed, moment), what=f"{moment} articles processed")
        victim = workers.pop(chance.randrange(len(workers)))
        kill_group(victim)
        assert not is_processed(ARTICLES), "the kill came too late to prove anything"
        if moment == emptied_after:
            empty_broker(place)
        workers.append(start_worker(children))
    wait_for(partial(is_processed, ARTICLES), what="every article processed")
    for process in (beat, *workers):
        kill_group(process)

    disturbed = rows()
    assert len(disturbed["versions"]) == ARTICLES
    assert len(disturbed["matches"]) > ARTICLES
    process_again_undisturbed()
    assert rows() == disturbed


def make_claims() -> None:
    for number, town in enumerate(TOWNS):
        text = f"The tram bridge of {town} cost {number + 3} million euros and opened last spring."
        make_wording(claim=make_claim(text=text, external_id=town), text=text)


def write_articles(folder: Path) -> None:
    folder.mkdir()
    for number in range(ARTICLES):
        town, cost = TOWNS[number % len(TOWNS)], number % len(TOWNS) + 3
        (folder / f"{number:03}.txt").write_text(
            f"Report {number} on public works\n\n"
            f"The council of {town} met on Tuesday to look at the accounts of year {number}.\n\n"
            f"The tram bridge of {town} opened last spring and cost {cost} million euros.\n\n"
            f"“The tram bridge of {town} cost {cost + 1} million euros and opened last spring,” "
            f"said Mayor Lind, who left the room after question {number}.\n"
        )


def start_worker(children: Children) -> Any:
    return children.start(
        "-m", "celery", "--quiet", "-A", "factcheck", "worker", "--concurrency", "1",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    )  # fmt: skip


def is_processed(number: int) -> bool:
    return ArticleVersion.objects.filter(work_state=WorkState.PROCESSED).count() >= number


def empty_broker(place: Place) -> None:
    if url := place.environment["REDIS_URL"]:
        with redis.Redis.from_url(url) as server:
            server.flushdb()
    else:
        shutil.rmtree(place.folder / "broker", ignore_errors=True)


def rows() -> dict[str, list[Any]]:
    """Everything the workers wrote, without ids and times."""
    name = "version__article__name"
    return {
        "versions": sorted(
            ArticleVersion.objects.values_list("article__name", "work_state", "engine_version")
        ),
        "sentences": sorted(
            Sentence.objects.values_list(name, "position", "block", "kind", "start", "end", "text")
        ),
        "quotes": sorted(
            Quote.objects.values_list(name, "sentence__position", "start", "end", "speaker")
        ),
        "matches": sorted(
            Match.objects.values_list(
                name, "sentence__position", "claim__external_id", "start", "end", "probability",
                "state", "flags__flag",
            ),
            key=str,
        ),
    }  # fmt: skip


def process_again_undisturbed() -> None:
    Match.objects.all().delete()
    Quote.objects.all().delete()
    Sentence.objects.all().delete()
    for version_id in list(ArticleVersion.objects.values_list("pk", flat=True)):
        assert work.requeue_version(version_id, at=NOW)
        assert pipeline.process_version(
            version_id,
            lease_seconds=60,
            max_attempts=5,
            threshold=settings.FACTCHECK_THRESHOLD,
        )
