"""Importing claims, sources and scales: whole rows, published verdicts, dry runs."""

from typing import Any

import pytest

from claims import actions
from claims.enums import Role
from claims.models import Claim, Source, Verdict, VerdictEvent
from claims.records import InputRefused, Row
from tests.factories import make_user

SCALE = {"name": "Desk scale", "ratings": [{"alternate_name": "False", "rating_value": 1}]}
VERDICT: dict[str, Any] = {
    "rating": "False",
    "summary": "The accounts say 52 million.",
    "explanation": "See the accounts of 2020.",
    "published_at": "2021-03-25T12:00:00Z",
    "evidence": [{"title": "Accounts 2020", "passage": "Bridge: 52,000,000"}],
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scale() -> None:
    actions.import_rating_scale(SCALE)


def row(**verdict: Any) -> Row:
    fields: dict[str, object] = {
        "id": "c1",
        "text": "The bridge cost 40 million euros.",
        "verdict": VERDICT | verdict,
    }
    return Row("claims.jsonl:1", fields)


def test_a_verdict_is_published_with_its_own_time() -> None:
    imported = actions.import_claim(row())

    verdict = Verdict.objects.get()
    assert (imported.status, imported.note) == ("created", "")
    assert verdict.state == "published"
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2021-03-25T12:00:00+00:00"
    assert VerdictEvent.objects.get().new_state == "published"
    assert actions.import_claim(row()).status == "unchanged"


def test_a_changed_verdict_supersedes_the_earlier_one() -> None:
    actions.import_claim(row())

    imported = actions.import_claim(row(summary="The accounts say 53 million."))

    states = Verdict.objects.order_by("number").values_list("number", "state")
    assert imported.status == "updated"
    assert list(states) == [(1, "superseded"), (2, "published")]


@pytest.mark.parametrize(
    ("missing", "said"), [({"evidence": []}, "evidence"), ({"explanation": ""}, "explanation")]
)
def test_a_verdict_that_cannot_be_published_stays_a_draft_and_says_why(
    missing: dict[str, Any], said: str
) -> None:
    imported = actions.import_claim(row(**missing))

    assert imported.status == "created"
    assert "stays a draft" in imported.note
    assert said in imported.note
    assert Verdict.objects.get().state == "draft"


def test_a_draft_is_published_when_a_later_file_gives_the_time() -> None:
    actions.import_claim(row(published_at=None))

    imported = actions.import_claim(row())

    assert imported.status == "updated"
    assert Verdict.objects.get().state == "published"


def test_a_row_is_taken_whole_or_not_at_all() -> None:
    with pytest.raises(InputRefused, match="no rating “Untrue”"):
        actions.import_claim(row(rating="Untrue"))

    assert not Claim.objects.exists()


def test_a_dry_run_stores_nothing() -> None:
    source = Row("sources.csv:2", {"name": "Harbour Times"})

    assert actions.import_claim(row(), dry_run=True).status == "created"
    assert actions.import_source(source, dry_run=True).status == "created"
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_an_import_publishes_its_own_draft_and_not_a_persons_with_the_same_words() -> None:
    actions.import_claim(row(published_at=""))
    own = Verdict.objects.get()
    Verdict.objects.update(author=make_user(Role.EDITOR))

    imported = actions.import_claim(row())

    own.refresh_from_db()
    assert (own.state, own.published_at) == ("draft", None)
    assert imported.status == "updated"
    assert Verdict.objects.get(number=2).state == "published"
    assert actions.import_claim(row()).status == "unchanged"
