"""Whether a verdict is still what somebody has read."""

from typing import Any

import pytest

from claims import publish
from claims.enums import VerdictState
from claims.models import Verdict
from tests.factories import NOW, make_evidence, make_rating, make_verdict

pytestmark = pytest.mark.django_db


def test_it_stays_while_nothing_changes() -> None:
    verdict = make_verdict(contact="contacted", contacted_at=NOW, contact_channel="by e-mail")
    make_evidence(verdict=verdict)

    assert publish.fingerprint(verdict) == publish.fingerprint(Verdict.objects.get())


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Other."},
        {"explanation": "Other."},
        {"language": "de"},
        {"url": "https://example.org/other"},
        {"contact": "not-contacted", "no_contact_reason": "Dead."},
        {"state": VerdictState.PUBLISHED, "published_at": NOW},
    ],
)
def test_any_change_makes_another_one(change: dict[str, Any]) -> None:
    verdict = make_verdict()
    before = publish.fingerprint(verdict)

    Verdict.objects.update(**change)

    assert publish.fingerprint(Verdict.objects.get()) != before


def test_the_rating_and_each_word_of_the_evidence_count() -> None:
    verdict = make_verdict()
    row = make_evidence(verdict=verdict)
    seen = [publish.fingerprint(verdict)]

    verdict.rating = make_rating()
    verdict.save()
    seen.append(publish.fingerprint(verdict))
    row.passage = "Other."
    row.save()
    seen.append(publish.fingerprint(verdict))
    row.delete()
    seen.append(publish.fingerprint(verdict))

    assert len(set(seen)) == 4
