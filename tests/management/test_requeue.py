import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import work
from claims.enums import WorkState
from claims.models import ArticleVersion
from tests.factories import NOW, make_article, make_source, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def versions() -> None:
    harbour = make_article(source=make_source(name="Harbour Times"))
    for number, state in enumerate([WorkState.FAILED, WorkState.PROCESSED, WorkState.FAILED]):
        version = make_version(article=harbour) if number == 0 else make_version()
        lease = work.lease_version(version.pk, at=NOW, seconds=60, max_attempts=3)
        assert lease is not None
        if state == WorkState.FAILED:
            work.fail_version(lease, code="engine-error", reason="ValueError")
        else:
            work.finish_version(lease, at=NOW, engine_version="v1")


def requeue(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("requeue", *arguments, "--json", stdout=out, stderr=io.StringIO())
    return dict(json.loads(out.getvalue().splitlines()[-1]))


def waiting() -> int:
    return ArticleVersion.objects.filter(work_state=WorkState.WAITING).count()


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["--failed"], 2),
        (["--all"], 3),
        (["--failed", "--source", "Harbour Times"], 1),
        (["--all", "--source", "Harbour Times"], 1),
    ],
)
def test_it_requeues_what_was_asked_for(arguments: list[str], number: int) -> None:
    assert requeue(*arguments, "--dry-run")["versions"] == number
    assert waiting() == 0

    assert requeue(*arguments)["versions"] == number
    assert waiting() == number
    assert requeue(*arguments)["versions"] == 0


def test_an_unknown_source_is_a_wrong_call() -> None:
    with pytest.raises(CommandError, match="no source “Nobody”") as stop:
        call_command("requeue", "--all", "--source", "Nobody")

    assert stop.value.returncode == 2
