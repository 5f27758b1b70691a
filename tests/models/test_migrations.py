"""What migrations make of rows that were there before them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from claims.enums import ClaimStage, VerdictState
from claims.models import Claim
from tests.factories import NOW, make_claim, make_settings, make_verdict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("chosen", "days"), [(None, 365), (30, 30)])
def test_a_verdict_from_before_there_were_stages_is_looked_at_again(
    chosen: int | None, days: int
) -> None:
    if chosen:
        make_settings(recheck_days=chosen)
    published = {"state": VerdictState.PUBLISHED, "published_at": NOW}
    old, dated = (make_claim(stage=ClaimStage.REVIEWED) for _ in range(2))
    Claim.objects.filter(pk=dated.pk).update(recheck_at=NOW)
    under_way = make_claim()
    for claim in (old, dated, under_way):
        make_verdict(claim=claim, **published)

    import_module("claims.migrations.0015_recheck_dates").set_recheck_dates(apps, None)

    dates = dict(Claim.objects.values_list("pk", "recheck_at"))
    assert dates == {old.pk: NOW + timedelta(days=days), dated.pk: NOW, under_way.pk: None}
