"""Writing verdicts: what is stored, what is refused, and that nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import publish
from claims.enums import Role, VerdictState
from claims.models import AuditEvent, Evidence, Verdict
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db

LONG = "Long words. " * 8_400


def typed(
    verdict: Verdict | None = None, *records: dict[str, Any], **fields: Any
) -> dict[str, Any]:
    """The form as a browser sends it; of a stored verdict with what it says."""
    form: dict[str, Any] = {
        "summary": "The accounts show less.",
        "explanation": "See *page 12*.",
        "language": "en",
        "contact": "not-yet",
        "rating": (verdict.rating_id or "") if verdict else "",
        "seen": publish.fingerprint(verdict) if verdict else "",
        "evidence-TOTAL_FORMS": len(records),
        "evidence-INITIAL_FORMS": 0,
    }
    for number, record in enumerate(records):
        form |= {f"evidence-{number}-{name}": value for name, value in record.items()}
    return form | fields


def record(**fields: Any) -> dict[str, Any]:
    row = {"kind": "document", "stance": "against", "order": "primary", "title": "Accounts 2025"}
    return {**row, "url": "https://example.org/accounts", **fields}


def page(verdict: Verdict) -> str:
    return reverse("admin:verdict", args=[verdict.pk])


def save(client: Client, verdict: Verdict, form: dict[str, Any]) -> str:
    response = client.post(page(verdict), form, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_verdict_begins_with_no_more_than_a_summary() -> None:
    claim = f.make_claim()
    client = log_in(Role.EDITOR, username="edda")
    url = reverse("admin:verdict_new", query={"claim": claim.pk})

    assert "Save the draft" in text_of(client.get(url).content.decode())
    response = client.post(url, typed(explanation=""), follow=True)

    verdict = Verdict.objects.get()
    assert response.redirect_chain[-1][0] == page(verdict)
    assert (str(verdict.author), verdict.claim, verdict.rating) == ("edda", claim, None)
    shown = text_of(response.content.decode())
    assert "Saved." in shown
    assert "3 things still block publishing." in shown


def test_a_draft_is_rewritten_with_its_evidence_and_the_log_says_so() -> None:
    draft = f.make_verdict()
    kept, removed = (f.make_evidence(verdict=draft, title=title) for title in ("Kept", "Removed"))

    shown = save(
        log_in(Role.EDITOR),
        draft,
        typed(
            draft,
            record(record=kept.pk, title="Kept, renamed"),
            record(record=removed.pk, title="Removed", DELETE="on"),
            record(title="New", url="", passage="It says 12."),
            record(title="", url="", stance="context", order="secondary"),
            contact="contacted",
            contacted_at="2026-03-01T10:00",
            contact_channel="by e-mail",
        ),
    )

    assert "Saved." in text_of(shown)
    rows = list(Evidence.objects.order_by("pk").values_list("pk", "title"))
    assert rows[0] == (kept.pk, "Kept, renamed")
    assert [title for _, title in rows] == ["Kept, renamed", "New"]
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert actions == {"verdict.rewritten", "verdict.evidence"}


def test_saving_what_is_stored_changes_nothing_and_makes_nobody_an_author() -> None:
    verdict = f.make_verdict(explanation="See *page 12*.")

    shown = save(log_in(Role.EDITOR), verdict, typed(verdict))

    assert "Nothing was changed." in text_of(shown)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"summary": ""}, "This field is required."),
        ({"summary": "x" * 501}, "at most 500 characters"),
        ({"explanation": LONG}, "at most 30000 can be kept"),
        ({"rating": "999999"}, "Choose one of the ratings below."),
        ({"rating": "one' or 1=1"}, "Choose one of the ratings below."),
        ({"url": "javascript:alert(1)"}, "it must begin with http:// or https://"),
        ({"contact": "contacted"}, "Say when the claimant was contacted."),
        ({"contact": "not-contacted"}, "Say why the claimant was not contacted."),
        ({"contact": "perhaps"}, "perhaps is not one of the available choices"),
        ({"evidence-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
        ({"evidence-0-url": "javascript:alert(1)"}, "it must begin with http:// or https://"),
        ({"evidence-0-archived_url": "data:text/html,x"}, "it must begin with http:// or https://"),
        ({"evidence-0-url": "ftp://example.org/a"}, "it must begin with http:// or https://"),
        ({"evidence-0-url": ""}, "Give an address or the passage itself."),
        ({"evidence-0-accessed_date": "2999-01-01"}, "This day is still to come."),
        ({"evidence-0-record": "9" * 30}, "less than or equal to"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(
    fields: dict[str, str], reason: str
) -> None:
    draft = f.make_verdict()
    form = typed(draft, record(title="Typed title"), summary="Typed summary") | fields

    html = save(log_in(Role.EDITOR), draft, form)

    assert reason in text_of(html)
    assert "Nothing was saved yet" in html or "ManagementForm" in html
    kept = fields.get("explanation", "See *page 12*.").strip()
    assert kept in html
    assert fields.get("summary", "Typed summary") in html
    draft.refresh_from_db()
    assert draft.summary == "The accounts show less."
    assert not Evidence.objects.exists()


def test_one_more_record_takes_nothing_away() -> None:
    draft = f.make_verdict()
    form = typed(draft, record(title="Half a ti", url=""), summary="", explanation="Half a word")

    html = save(log_in(Role.EDITOR), draft, form | {"add-record": "1"})

    assert 'name="evidence-1-title"' in html
    assert "Half a ti" in html
    assert "Half a word" in html
    assert "required" not in text_of(html)


def test_a_record_of_another_verdict_is_left_alone() -> None:
    other = f.make_evidence(title="Of another")
    draft = f.make_verdict()

    save(log_in(Role.EDITOR), draft, typed(draft, record(record=other.pk, title="Mine")))

    other.refresh_from_db()
    assert other.title == "Of another"
    assert draft.evidence.get().title == "Mine"


def test_what_somebody_else_has_saved_is_not_written_over_unseen() -> None:
    draft = f.make_verdict()
    form = typed(draft, summary="Mine, typed long")
    save(log_in(Role.EDITOR, username="otto"), draft, typed(draft, summary="Theirs"))
    client = log_in(Role.EDITOR, username="edda")

    html = save(client, draft, form)

    draft.refresh_from_db()
    shown = text_of(html)
    assert draft.summary == "Theirs"
    assert "Nothing was saved: otto has changed version 1 since you opened it." in shown
    assert "Mine, typed long" in html
    assert "Theirs" in shown
    save(client, draft, form | {"seen": publish.fingerprint(draft)})
    draft.refresh_from_db()
    assert draft.summary == "Mine, typed long"


def test_what_is_typed_into_a_proposed_verdict_is_shown_again_but_not_stored() -> None:
    verdict = f.make_approved()

    html = save(log_in(Role.EDITOR), verdict, typed(verdict, summary="Too late"))

    assert "Nothing was saved" in html
    assert "Too late" in html
    verdict.refresh_from_db()
    assert verdict.summary == "The accounts show less."


def test_scripts_and_javascript_addresses_of_old_rows_are_shown_as_text() -> None:
    claim = f.make_claim(text="<script>alert(1)</script> fell")
    verdict = f.make_verdict(
        claim=claim, summary="<b>x", explanation="<img onerror=a>", author=f.make_user()
    )
    f.make_evidence(verdict=verdict, title="<i>t", url="javascript:alert(1)", passage="<u>")
    client = log_in(Role.REVIEWER)

    for url in (page(verdict), reverse("admin:verdict_reading", args=[verdict.pk])):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>x" not in html
        assert 'href="javascript' not in html


def test_the_preview_is_safe_and_asks_for_a_log_in() -> None:
    url = reverse("admin:verdict_preview")
    client = log_in(Role.EDITOR)

    html = client.post(url, {"explanation": "**b** <script>"}).content.decode()

    assert html.strip() == "<p><strong>b</strong> &lt;script&gt;</p>"
    assert client.get(url).status_code == 405
    assert Client().post(url).status_code == 302


def test_a_reviewer_reads_but_does_not_write() -> None:
    draft = f.make_verdict()
    client = log_in(Role.REVIEWER)

    html = client.get(page(draft)).content.decode()

    assert "<textarea" not in html
    assert "Writing takes the right to change verdicts" in html
    assert client.post(page(draft), typed(draft)).status_code == 403
    assert client.get(reverse("admin:verdict_new", query={"claim": 1})).status_code == 403


@pytest.mark.parametrize("claim", ["", "999", "x", "9" * 30])
def test_a_verdict_on_no_claim_is_not_found(claim: str) -> None:
    url = reverse("admin:verdict_new", query={"claim": claim})

    assert log_in(Role.EDITOR).get(url).status_code == 404


def test_the_verdict_in_force_is_read_from_its_row_each_time() -> None:
    verdict = f.make_verdict(state=VerdictState.PUBLISHED, published_at=f.NOW)
    client = log_in(Role.REVIEWER)
    client.get(page(verdict))

    Verdict.objects.update(state=VerdictState.WITHDRAWN)

    assert "readers do not see it any more" in client.get(page(verdict)).content.decode()
