"""Claims that come later are found in older articles by running workers, once."""

from functools import partial

import pytest

from claims import knowledge, pipeline
from claims.enums import WorkState
from claims.models import ArchiveCursor, ArticleVersion, ChangeCounter, Claim, Match
from tests.factories import make_version
from tests.processes.children import Children, kill_group, wait_for
from tests.processes.conftest import Place
from tests.processes.test_live_claims import start_worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ARTICLES = 40
SENTENCE = "The tram bridge of Gdansk opened last spring and cost 40 million euros."
CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."


def all_is_done() -> bool:
    cursor, counter = ArchiveCursor.objects.get(), ChangeCounter.objects.get()
    is_searched = cursor.matched_seq == cursor.target_seq == counter.value
    return (
        is_searched and not ArticleVersion.objects.exclude(work_state=WorkState.PROCESSED).exists()
    )


def test_every_older_article_gets_its_suggestion_once(place: Place, children: Children) -> None:
    place.environment["FACTCHECK_ARCHIVE_SECONDS"] = "1"
    versions = [make_version(text=f"Part {n}.\n\n{SENTENCE}") for n in range(ARTICLES)]
    for version in versions:
        pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)
    knowledge.save_claim(Claim(text=CLAIM))

    # The worker looks every second; a command looks at the same time, and is killed on its way.
    search = children.start("manage.py", "match", "--archive")
    beat = children.start("-m", "celery", "--quiet", "-A", "factcheck", "beat")
    worker = start_worker(children)
    wait_for(Match.objects.exists, what="the first suggestion")
    kill_group(search)

    wait_for(partial(all_is_done), what="every article matched")
    for process in (beat, worker):
        kill_group(process)
    assert Match.objects.count() == ARTICLES
    assert set(Match.objects.values_list("version", flat=True)) == {v.pk for v in versions}
