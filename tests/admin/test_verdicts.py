"""Verdicts in the admin."""

import pytest
from django.urls import reverse

from claims.enums import Role, VerdictState
from claims.models import Claim, Verdict
from tests.admin.pages import address, choose, inline, log_in
from tests.factories import NOW, make_approved, make_evidence, make_verdict

pytestmark = pytest.mark.django_db

PUBLISHED = {"state": VerdictState.PUBLISHED, "published_at": NOW}


@pytest.mark.parametrize("state", [VerdictState.DRAFT, VerdictState.PUBLISHED])
def test_a_verdict_is_written_in_the_editor_only(state: VerdictState) -> None:
    verdict = make_verdict(state=state, published_at=None if state == VerdictState.DRAFT else NOW)
    evidence = make_evidence(verdict=verdict)
    client = log_in(Role.EDITOR)
    form = {"summary": "Half of it.", **inline("evidence"), **inline("events")}

    for page in (address(Verdict, "add"), address(Verdict, "change", verdict.pk)):
        assert client.post(page, form).status_code == 403

    assert Verdict.objects.get().summary == verdict.summary
    html = client.get(address(Verdict, "change", verdict.pk)).content.decode()
    assert 'name="summary"' not in html
    assert evidence.title in html
    assert reverse("admin:verdict", args=[verdict.pk]) in html


def test_an_editor_publishes_from_the_list_and_the_earlier_version_is_superseded() -> None:
    draft = make_approved()
    earlier = make_verdict(claim=draft.claim, number=2, **PUBLISHED)

    shown = choose(log_in(Role.EDITOR), Verdict, "publish", draft)

    draft.refresh_from_db()
    earlier.refresh_from_db()
    assert "Published: 1 of 1." in shown
    assert (draft.state, earlier.state) == (VerdictState.PUBLISHED, VerdictState.SUPERSEDED)


def test_a_refusal_to_publish_names_all_that_is_missing() -> None:
    incomplete = make_approved(explanation="")
    incomplete.evidence.all().delete()
    shown = choose(log_in(Role.EDITOR), Verdict, "publish", make_approved(), incomplete)

    assert "Published: 1 of 2." in shown
    assert "it still needs an explanation and at least one piece of evidence." in shown


@pytest.mark.parametrize("note", ["", "The source was forged"])
def test_withdrawing_takes_a_reason(note: str) -> None:
    verdict = make_verdict(**PUBLISHED)
    client = log_in(Role.EDITOR)

    shown = choose(client, Verdict, "withdraw", verdict, note=note)

    verdict.refresh_from_db()
    assert verdict.state == (VerdictState.WITHDRAWN if note else VerdictState.PUBLISHED)
    assert f"Withdrawn: {len(verdict.events.all())} of 1." in shown
    assert [event.note for event in verdict.events.all()] == ([note] if note else [])


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_a_reviewer_takes_no_step_with_a_verdict(step: str) -> None:
    verdict = make_approved() if step == "publish" else make_verdict(**PUBLISHED)

    choose(log_in(Role.REVIEWER), Verdict, step, verdict, note="x")

    assert Verdict.objects.get().state == verdict.state


def test_the_page_of_its_claim_leads_to_a_verdict() -> None:
    verdict = make_verdict(**PUBLISHED)

    html = log_in(Role.REVIEWER).get(address(Claim, "change", verdict.claim_id)).content.decode()

    assert address(Verdict, "change", verdict.pk) in html
