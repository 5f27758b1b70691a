"""Verdicts in the admin."""

from collections.abc import Mapping

import pytest

from claims.enums import Role, VerdictState
from claims.models import Claim, Evidence, Rating, Verdict
from tests.admin.pages import address, choose, inline, log_in, text_of
from tests.factories import NOW, make_approved, make_claim, make_evidence, make_rating, make_verdict

pytestmark = pytest.mark.django_db

PUBLISHED = {"state": VerdictState.PUBLISHED, "published_at": NOW}


def verdict_form(
    rating: Rating | None, *evidence: Mapping[str, object], **fields: object
) -> dict[str, object]:
    form = {
        "rating": rating.pk if rating else "",
        "summary": "The accounts show less.",
        "explanation": "Page 12 says 12 million.",
        "language": "en",
        "contact": "not-yet",
    }
    return {**form, **inline("evidence", *evidence), **inline("events"), **fields}


def evidence_row(**fields: object) -> dict[str, object]:
    row = {"kind": "document", "stance": "against", "order": "primary", "title": "Accounts 2025"}
    return {**row, "url": "https://example.org/accounts", **fields}


def ready_draft() -> Verdict:
    draft = make_verdict(explanation="Page 12 says 12 million.")
    make_evidence(verdict=draft)
    return draft


def test_an_editor_writes_a_draft_with_its_evidence() -> None:
    claim, rating = make_claim(), make_rating()
    make_verdict(claim=claim, number=1)

    response = log_in(Role.EDITOR, username="edda").post(
        address(Verdict, "add"), verdict_form(rating, evidence_row(), claim=claim.pk)
    )

    assert response.status_code == 302
    verdict = Verdict.objects.get(number=2)
    assert verdict.author is not None
    assert (verdict.author.username, verdict.state) == ("edda", VerdictState.DRAFT)
    assert verdict.evidence.get().url == "https://example.org/accounts"


def test_evidence_that_nobody_can_read_is_refused_with_the_reason() -> None:
    response = log_in(Role.EDITOR).post(
        address(Verdict, "add"),
        verdict_form(make_rating(), evidence_row(url=""), claim=make_claim().pk),
    )

    assert "Give an address or the passage itself." in text_of(response.content.decode())
    assert not Verdict.objects.exists()


def test_a_draft_is_rewritten_but_stays_with_its_claim() -> None:
    draft, other = make_verdict(), make_claim()

    log_in(Role.EDITOR).post(
        address(Verdict, "change", draft.pk),
        verdict_form(draft.rating, summary="Half of it.", claim=other.pk, state="published"),
    )

    stored = Verdict.objects.get()
    assert (stored.summary, stored.claim, stored.state) == (
        "Half of it.",
        draft.claim,
        VerdictState.DRAFT,
    )


@pytest.mark.parametrize(
    "state", [VerdictState.PUBLISHED, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN]
)
def test_what_was_published_is_not_rewritten_and_keeps_its_evidence(state: VerdictState) -> None:
    verdict = make_verdict(state=state, published_at=NOW)
    evidence = make_evidence(verdict=verdict)
    client = log_in(Role.EDITOR)
    row = evidence_row(id=evidence.pk, verdict=verdict.pk, DELETE="on")
    form = verdict_form(verdict.rating, row, summary="Half of it.")

    response = client.post(
        address(Verdict, "change", verdict.pk), {**form, "evidence-INITIAL_FORMS": 1}
    )

    assert response.status_code == 403
    assert Verdict.objects.get().summary == verdict.summary
    assert Evidence.objects.get() == evidence
    html = client.get(address(Verdict, "change", verdict.pk)).content.decode()
    assert 'name="summary"' not in html
    assert 'name="evidence-0-title"' not in html


def test_a_draft_published_between_reading_and_saving_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = make_verdict()

    def publish_first(form: object) -> bool:
        # The moment after the form has been checked against the draft it was read from.
        Verdict.objects.filter(pk=draft.pk).update(**PUBLISHED)
        return True

    monkeypatch.setattr("django.contrib.admin.options.all_valid", publish_first)
    response = log_in(Role.EDITOR).post(
        address(Verdict, "change", draft.pk),
        verdict_form(draft.rating, summary="Half of it."),
        follow=True,
    )

    assert "is published, not draft" in text_of(response.content.decode())
    assert Verdict.objects.get().summary == draft.summary


@pytest.mark.parametrize("way", ["button", "list"])
def test_an_editor_publishes_and_the_earlier_version_is_superseded(way: str) -> None:
    draft = make_approved()
    earlier = make_verdict(claim=draft.claim, number=2, **PUBLISHED)
    client = log_in(Role.EDITOR)

    if way == "list":
        shown = choose(client, Verdict, "publish", draft)
    else:
        url = address(Verdict, "publish", draft.pk)
        shown = text_of(client.post(url, follow=True).content.decode())

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

    url = address(Verdict, "withdraw", verdict.pk)
    shown = text_of(client.post(url, {"note": note}, follow=True).content.decode())

    verdict.refresh_from_db()
    assert verdict.state == (VerdictState.WITHDRAWN if note else VerdictState.PUBLISHED)
    assert ("say why in the note" in shown) == (not note)
    assert [event.note for event in verdict.events.all()] == ([note] if note else [])


def test_a_new_version_starts_from_the_published_one() -> None:
    verdict = make_verdict(explanation="Page 12 says 12 million.", **PUBLISHED)
    make_evidence(verdict=verdict)

    response = log_in(Role.EDITOR).post(address(Verdict, "new-version", verdict.pk), follow=True)

    draft = Verdict.objects.get(number=2)
    assert response.redirect_chain[-1][0] == address(Verdict, "change", draft.pk)
    assert (draft.explanation, draft.evidence.count()) == ("Page 12 says 12 million.", 1)
    verdict.refresh_from_db()
    assert verdict.state == VerdictState.PUBLISHED


@pytest.mark.parametrize("step", ["publish", "withdraw", "new-version"])
def test_a_reviewer_takes_no_step_with_a_verdict(step: str) -> None:
    verdict = ready_draft()
    if step != "publish":
        Verdict.objects.update(**PUBLISHED)
    client = log_in(Role.REVIEWER)

    assert client.post(address(Verdict, step, verdict.pk), {"note": "x"}).status_code == 403
    choose(client, Verdict, step, verdict, note="x")

    html = client.get(address(Verdict, "change", verdict.pk)).content.decode()
    assert "verdict-steps" not in html
    state = VerdictState.DRAFT if step == "publish" else VerdictState.PUBLISHED
    assert [row.state for row in Verdict.objects.all()] == [state]


@pytest.mark.parametrize("step", ["publish", "withdraw", "new-version"])
def test_steps_are_not_taken_by_following_a_link(step: str) -> None:
    assert log_in(Role.EDITOR).get(address(Verdict, step, make_verdict().pk)).status_code == 405


def test_steps_with_an_unknown_verdict_are_not_found() -> None:
    assert log_in(Role.EDITOR).post(address(Verdict, "publish", 99)).status_code == 404


def test_the_page_of_its_claim_leads_to_a_verdict() -> None:
    verdict = make_verdict(**PUBLISHED)

    html = log_in(Role.REVIEWER).get(address(Claim, "change", verdict.claim_id)).content.decode()

    assert address(Verdict, "change", verdict.pk) in html
