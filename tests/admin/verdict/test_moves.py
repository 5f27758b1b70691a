"""The steps of a verdict and its corrections, as people press them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims import publish
from claims.enums import CorrectionState, Role, VerdictState
from claims.models import Correction, Verdict
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db

STEPS = ("propose", "approve", "return", "publish", "withdraw", "renew", "correct")


def in_hands_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(client: Client, step: str, verdict: Verdict, **fields: Any) -> str:
    """Press a button of the page as it is now."""
    form = {"seen": publish.fingerprint(verdict), **fields}
    url = reverse(f"admin:verdict_{step}", args=[verdict.pk])
    response = client.post(url, form, follow=True)
    assert response.status_code == 200
    verdict.refresh_from_db()
    return text_of(response.content.decode())


def look(client: Client, verdict: Verdict) -> str:
    return text_of(client.get(reverse("admin:verdict", args=[verdict.pk])).content.decode())


def ready(author: User) -> Verdict:
    verdict = f.make_verdict(author=author, explanation="Page 12.")
    f.make_evidence(verdict=verdict)
    return verdict


def rewrite_and_propose(client: Client, verdict: Verdict) -> str:
    form: dict[str, Any] = {"summary": "Better.", "explanation": "Page 12.", "language": "en"}
    form |= {"contact": "not-yet", "rating": verdict.rating_id, "then": "propose"}
    form |= {"seen": publish.fingerprint(verdict), "evidence-INITIAL_FORMS": 1}
    row = verdict.evidence.get()
    evidence = zip(publish.EVIDENCE, publish.evidence_values(row), strict=True)
    form |= {f"evidence-0-{name}": value or "" for name, value in evidence}
    form |= {"evidence-TOTAL_FORMS": 1, "evidence-0-record": row.pk}
    response = client.post(reverse("admin:verdict", args=[verdict.pk]), form, follow=True)
    verdict.refresh_from_db()
    return text_of(response.content.decode())


def published(**fields: Any) -> Verdict:
    return f.make_verdict(state=VerdictState.PUBLISHED, published_at=f.NOW, **fields)


def test_from_draft_to_publication_by_two_people() -> None:
    edda = f.make_user(Role.EDITOR, username="edda")
    otto = f.make_user(Role.EDITOR, username="otto")
    verdict = ready(edda)
    author, checker = in_hands_of(edda), in_hands_of(otto)

    assert "Proposed." in press(author, "propose", verdict)
    own = look(author, verdict)
    assert "You cannot approve it: you (edda) have written or proposed it." in own
    assert "Approve " not in own
    assert "partly your own work" in press(author, "approve", verdict)
    assert verdict.state == VerdictState.PROPOSED

    assert "Written by edda; you (otto) approve it with your name." in look(checker, verdict)
    assert "not returned without a comment" in press(checker, "return", verdict, note=" ")
    assert "Returned to the author." in press(checker, "return", verdict, note="Which page?")
    assert "otto returned it on" in look(author, verdict)

    assert "Saved and proposed." in rewrite_and_propose(author, verdict)
    assert "Approved." in press(checker, "approve", verdict)
    assert "approved by otto. It can go out." in look(author, verdict)
    assert "Published." in press(author, "publish", verdict)
    history = look(author, verdict)
    assert history.index("otto approved") < history.index("otto returned")
    assert "Which page?" in history
    assert "edda rewrote it" in history


def test_proposing_an_unready_draft_names_what_is_missing() -> None:
    verdict = f.make_verdict(explanation="")

    shown = press(log_in(Role.EDITOR), "propose", verdict)

    assert "it still needs an explanation and at least one piece of evidence." in shown
    assert "2 things still block publishing." in shown


@pytest.mark.parametrize("step", ["propose", "approve", "return", "publish", "withdraw"])
def test_a_step_on_what_was_not_read_is_refused_and_its_comment_kept(step: str) -> None:
    verdict = f.make_approved()

    shown = press(log_in(Role.EDITOR), step, verdict, seen="0" * 64, note="My long comment")

    assert "Nothing was done: the verdict has changed since you opened it" in shown
    assert ("My long comment" in shown) == (step == "return")
    assert verdict.state == VerdictState.APPROVED


def test_a_comment_that_is_too_long_is_refused_and_kept() -> None:
    verdict = f.make_approved()

    shown = press(log_in(Role.EDITOR), "return", verdict, note="x" * 100_000)

    assert "5000 characters at most" in shown
    assert "x" * 100_000 in shown


def test_withdrawing_takes_a_reason() -> None:
    verdict = published()
    client = log_in(Role.EDITOR)

    assert "say why in the note" in press(client, "withdraw", verdict, note="")
    assert "Withdrawn." in press(client, "withdraw", verdict, note="The source was forged")
    assert verdict.state == VerdictState.WITHDRAWN


def test_a_new_version_starts_from_the_published_one() -> None:
    verdict = published(explanation="Page 12.")
    f.make_evidence(verdict=verdict)
    client = log_in(Role.EDITOR)

    shown = press(client, "renew", verdict)

    draft = Verdict.objects.get(number=2)
    assert "Version 2 is a draft" in shown
    assert (draft.explanation, draft.evidence.count()) == ("Page 12.", 1)
    assert "Go on with version 2 (draft)" in look(client, verdict)


@pytest.mark.parametrize("step", STEPS)
def test_steps_take_rights_a_press_and_a_verdict(step: str) -> None:
    verdict = published()
    url = reverse(f"admin:verdict_{step}", args=[verdict.pk])

    assert log_in(Role.REVIEWER).post(url, {"note": "x"}).status_code == 403
    visit = log_in(Role.EDITOR).get(url)
    assert (visit.status_code, visit["Location"]) == (302, f"/admin/verdict/{verdict.pk}/")
    unknown = reverse(f"admin:verdict_{step}", args=[999_999])
    assert log_in(Role.EDITOR).post(unknown).status_code == 404
    assert Client().post(url).status_code == 302
    assert [row.state for row in Verdict.objects.all()] == [VerdictState.PUBLISHED]


def correction(**fields: str) -> dict[str, str]:
    form = {"kind": "factual", "what_changed": "It was 12.", "reason": "Misread."}
    return {**form, "requested_by": "a reader", **fields}


def test_a_correction_is_published_into_the_log() -> None:
    verdict = published()

    shown = press(log_in(Role.EDITOR), "correct", verdict, **correction(then="publish"))

    assert "The correction is published." in shown
    assert "No. 1 · factual error, same rating published" in shown
    public = text_of(Client().get(reverse("public:corrections")).content.decode())
    assert "It was 12." in public
    assert "a reader" not in public


def test_a_draft_of_a_correction_is_published_and_taken_out_again() -> None:
    verdict = published()
    client = log_in(Role.EDITOR)
    assert "kept as a draft" in press(client, "correct", verdict, **correction())
    row = Correction.objects.get()
    one = [verdict.pk, row.pk]

    seen = {"seen": publish.correction_fingerprint(row)}
    client.post(reverse("admin:verdict_correction_publish", args=one), seen)
    row.refresh_from_db()
    assert row.state == CorrectionState.PUBLISHED
    withdraw = reverse("admin:verdict_correction_withdraw", args=one)
    assert "say why" in client.post(withdraw, follow=True).content.decode()
    client.post(withdraw, {"note": "Not so"})
    row.refresh_from_db()
    assert row.state == CorrectionState.WITHDRAWN
    forged = reverse("admin:verdict_correction_publish", args=[published().pk, row.pk])
    assert client.post(forged).status_code == 404


def test_a_draft_of_a_correction_is_changed_and_dropped() -> None:
    verdict, client = published(), log_in(Role.EDITOR)
    press(client, "correct", verdict, **correction())
    row = Correction.objects.get()
    rewrite = reverse("admin:verdict_correction_rewrite", args=[verdict.pk, row.pk])
    drop = reverse("admin:verdict_correction_drop", args=[verdict.pk, row.pk])
    first = publish.correction_fingerprint(row)

    shown = look(client, verdict)
    assert "Change the draft" in shown
    assert "Make a correction" not in shown
    client.post(rewrite, correction(what_changed="It was 13.", seen=first))
    row.refresh_from_db()
    assert (row.what_changed, row.state) == ("It was 13.", CorrectionState.DRAFT)

    late = client.post(rewrite, correction(what_changed="It was 14.", seen=first))
    assert "changed the draft since" in late.content.decode()
    assert "It was 14." in late.content.decode()
    assert "changed the draft since" in client.post(drop, {"seen": first}).content.decode()

    assert log_in(Role.REVIEWER).post(drop, {"seen": first}).status_code == 403
    client.post(drop, {"seen": publish.correction_fingerprint(row)})
    assert not Correction.objects.exists()


def test_a_draft_is_changed_and_published_in_one_step() -> None:
    verdict, client = published(), log_in(Role.EDITOR)
    press(client, "correct", verdict, **correction())
    row = Correction.objects.get()
    form = correction(
        what_changed="It was 13.", then="publish", seen=publish.correction_fingerprint(row)
    )

    client.post(reverse("admin:verdict_correction_rewrite", args=[verdict.pk, row.pk]), form)

    row.refresh_from_db()
    assert (row.what_changed, row.state) == ("It was 13.", CorrectionState.PUBLISHED)


def test_a_draft_is_dropped_though_its_verdict_is_superseded() -> None:
    row = f.make_correction()
    Verdict.objects.update(state=VerdictState.SUPERSEDED)
    client = log_in(Role.EDITOR)

    shown = look(client, row.verdict)
    assert "Drop this draft" in shown
    assert "Publish this correction" not in shown
    drop = reverse("admin:verdict_correction_drop", args=[row.verdict_id, row.pk])
    client.post(drop, {"seen": publish.correction_fingerprint(row)})

    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "major"}, "needs a new published verdict with another rating"),
        ({"kind": "forged"}, "not one of the available choices"),
        ({"what_changed": ""}, "This field is required."),
        ({"reason": "x" * 100_000}, "at most 2000 characters"),
    ],
)
def test_a_correction_that_is_refused_keeps_its_words(fields: dict[str, str], reason: str) -> None:
    shown = press(log_in(Role.EDITOR), "correct", published(), **correction(**fields))

    assert reason in shown
    assert ("Misread." if "reason" not in fields else "x" * 100_000) in shown
    assert not Correction.objects.exists()


def test_a_void_correction_withdraws_the_verdict() -> None:
    verdict = published()

    press(log_in(Role.EDITOR), "correct", verdict, **correction(kind="void", then="publish"))

    assert verdict.state == VerdictState.WITHDRAWN
