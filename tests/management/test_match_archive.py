"""manage.py match --archive: what is shown, what is written, and what is refused."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import actions, pipeline, suggest
from claims.enums import WorkState
from claims.models import ArchiveCursor, ArticleVersion, Claim, Match, VersionTerms
from tests.factories import make_version

pytestmark = pytest.mark.django_db

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
SENTENCE = "The tram bridge of Gdansk opened last spring and cost 40 million euros."
OTHER = "Nobody in Harbin has paid a single parking ticket since the great flood."


@pytest.fixture
def versions() -> list[ArticleVersion]:
    made = [make_version(text=f"News.\n\n{text}") for text in (SENTENCE, OTHER)]
    for version in made:
        process(version)
    return made


def process(version: ArticleVersion) -> None:
    pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)


def known(text: str = CLAIM, external_id: str = "c-7") -> Claim:
    return actions.save_claim(Claim(text=text, external_id=external_id))


def run(*arguments: str) -> tuple[list[dict[str, Any]], str]:
    """The JSON lines and what was said to people."""
    out, err = io.StringIO(), io.StringIO()
    call_command("match", "--archive", *arguments, "--json", stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def picture() -> list[Any]:
    tables: list[Any] = [ArticleVersion, Match, VersionTerms, ArchiveCursor]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_a_dry_run_shows_what_would_appear_and_writes_nothing(
    versions: list[ArticleVersion],
) -> None:
    known()
    VersionTerms.objects.filter(version=versions[0]).delete()
    before = picture()

    [line, summary], said = run("--dry-run")

    assert picture() == before
    assert line.pop("after") > 0.5
    assert line == {
        "article": versions[0].article_id,
        "name": versions[0].article.name,
        "version": versions[0].pk,
        "claim": "c-7",
        "sentence": SENTENCE,
        "change": "appears",
        "before": None,
    }
    assert summary.pop("seconds") >= 0
    assert summary == {
        "summary": True, "searched": 2, "matched": 1, "articles": 1,
        "appears": 1, "changes": 0, "goes": 0,
    }  # fmt: skip
    assert "nothing stored" in said


def test_a_dry_run_shows_what_would_change_and_go(versions: list[ArticleVersion]) -> None:
    first, second = known(), known(OTHER, "c-8")
    run()
    for version in versions:
        process(version)
    first.text = "The tram bridge of Gdansk cost 40 million euros and was opened by a choir."
    second.text = "In Lisbon the opera house will be rebuilt by the harbour museum."
    for claim in (first, second):
        actions.save_claim(claim)

    lines, _ = run("--dry-run")

    changes = {
        line["claim"]: (line["change"], line["before"], line["after"]) for line in lines[:-1]
    }
    kind, before, after = changes["c-7"]
    assert kind == "changes"
    assert before > after > 0
    assert changes["c-8"][::2] == ("goes", None)


def test_people_are_shown_lines(versions: list[ArticleVersion]) -> None:
    known()
    out = io.StringIO()
    call_command("match", "--archive", "--dry-run", stdout=out)
    line, summary = out.getvalue().splitlines()
    assert line.startswith("appears     – → ")
    assert line.endswith(f"{versions[0].article.name}: c-7: {SENTENCE}")
    assert "1 new, 0 changed, 0 dropped suggestions" in summary


def test_without_it_the_articles_go_back_into_the_queue(versions: list[ArticleVersion]) -> None:
    known()

    [summary], said = run()

    assert (summary["searched"], summary["requeued"]) == (2, 1)
    assert "1 will be matched again" in said
    waiting = ArticleVersion.objects.filter(work_state=WorkState.WAITING)
    assert list(waiting) == [versions[0]]
    assert run()[0][0]["requeued"] == 0
    assert ArchiveCursor.objects.get().matched_seq == suggest.current_index().seq


@pytest.mark.parametrize("by", ["external_id", "pk"])
def test_claims_that_are_named_are_looked_for_whatever_was_done(
    versions: list[ArticleVersion], by: str
) -> None:
    claim = known()
    known(OTHER, "c-8")
    run()
    for version in versions:
        process(version)
    before = ArchiveCursor.objects.values().get()

    assert run("--claim", str(getattr(claim, by)), "--dry-run")[0][-1]["matched"] == 1
    assert run("--claim", str(getattr(claim, by)))[0][-1]["requeued"] == 1
    assert ArchiveCursor.objects.values().get() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--archive", "--claim", "c-9"], "There is no claim “c-9”."),
        (["--archive", "--claim", "c-9", "c-7", "x y"], "There are no claims “c-9”, “x y”."),
        (["--archive", "some.txt"], "With --archive no file is read: leave it out."),
        (["some.txt", "--dry-run"], "--claim and --dry-run belong to --archive."),
        ([], "Name a file or folder, or search the stored articles with --archive."),
    ],
)
def test_a_wrong_call_is_one_sentence(arguments: list[str], sentence: str) -> None:
    known()
    with pytest.raises(CommandError) as refused:
        call_command("match", *arguments)
    assert str(refused.value) == sentence
    assert refused.value.returncode == 2
