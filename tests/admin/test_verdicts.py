"""The list of verdicts in the admin, and the ways from it to the editor."""

import pytest
from django.urls import reverse

from claims.enums import Role, VerdictState
from claims.models import Claim, Verdict
from tests.admin.pages import address, choose, log_in, text_of
from tests.factories import NOW, make_approved, make_claim, make_user, make_verdict

pytestmark = pytest.mark.django_db

PUBLISHED = {"state": VerdictState.PUBLISHED, "published_at": NOW}


def test_the_form_of_a_verdict_is_the_editor() -> None:
    verdict = make_verdict()
    client = log_in(Role.EDITOR)

    for method in (client.get, client.post):
        response = method(address(Verdict, "change", verdict.pk), {"summary": "Half of it."})
        assert response["Location"] == reverse("admin:verdict", args=[verdict.pk])
    assert Verdict.objects.get().summary == verdict.summary


def test_a_new_verdict_begins_at_its_claim() -> None:
    claim, client = make_claim(), log_in(Role.EDITOR)

    known = client.get(address(Verdict, "add"), {"claim": claim.pk}, follow=True)
    unknown = client.get(address(Verdict, "add"), follow=True)

    assert known.request["PATH_INFO"] == reverse("admin:verdict_new")
    assert known.context["claim"] == claim
    assert unknown.request["PATH_INFO"] == address(Claim, "changelist")
    assert "A verdict is written on a claim: choose the claim." in text_of(unknown.text)


@pytest.mark.parametrize("number", [0, 10**30])
def test_the_form_of_no_verdict_is_not_found(number: int) -> None:
    response = log_in(Role.EDITOR).get(address(Verdict, "change", number), follow=True)

    assert response.status_code == 404


def test_a_superuser_deletes_no_published_verdict() -> None:
    verdict = make_verdict(**PUBLISHED)
    client = log_in(Role.ADMIN, is_superuser=True)

    assert client.post(address(Verdict, "delete", verdict.pk), {"post": "yes"}).status_code == 403
    assert Verdict.objects.exists()


def test_an_editor_publishes_and_the_earlier_version_is_superseded() -> None:
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

    shown = choose(log_in(Role.EDITOR), Verdict, "withdraw", verdict, note=note)

    verdict.refresh_from_db()
    assert verdict.state == (VerdictState.WITHDRAWN if note else VerdictState.PUBLISHED)
    assert ("Withdrawn: 1 of 1." in shown) == bool(note)
    assert [event.note for event in verdict.events.all()] == ([note] if note else [])


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_a_reviewer_takes_no_step_with_a_verdict(step: str) -> None:
    verdict = make_verdict(**PUBLISHED) if step == "withdraw" else make_approved()
    before = verdict.state

    choose(log_in(Role.REVIEWER), Verdict, step, verdict, note="x")

    verdict.refresh_from_db()
    assert verdict.state == before


def test_the_history_that_django_keeps_stays_readable() -> None:
    verdict = make_verdict(author=make_user())

    assert log_in(Role.EDITOR).get(address(Verdict, "history", verdict.pk)).status_code == 200


def test_the_page_of_its_claim_leads_to_a_verdict() -> None:
    verdict = make_verdict(**PUBLISHED)

    html = log_in(Role.REVIEWER).get(address(Claim, "change", verdict.claim_id)).text

    assert address(Verdict, "change", verdict.pk) in html
