"""Relating, merging and splitting a claim on its page, and undoing that."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from claims import actions, knowledge
from claims.enums import ClaimRelationKind, ClaimState, MatchState, Role
from claims.models import Claim, ClaimOperation, ClaimRelation, Wording
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """With a wording beside its text, and an appearance."""
    claim = knowledge.save_claim(Claim(text="The bridge cost 40 million."))
    knowledge.save_wording(Wording(claim=claim, text="Bridge: 40 million"))
    f.make_match(
        wording=claim.wordings.get(text="Bridge: 40 million"),
        state=MatchState.CONFIRMED,
        decided_by=f.make_user(),
        decided_at=f.NOW,
    )
    return claim


@pytest.fixture
def other() -> Claim:
    return knowledge.save_claim(Claim(text="The tunnel cost 12 million."))


def go(client: Client, page: str, *args: int, status: int = 200, **data: Any) -> str:
    """Send a form; the page that comes after, as it is written."""
    response = client.post(reverse(f"admin:claim_{page}", args=args), data, follow=True)
    assert response.status_code == status
    return response.text


def look(client: Client, page: str, *args: int, **query: object) -> str:
    response = client.get(reverse(f"admin:{page}", args=args, query=query))
    assert response.status_code == 200
    return response.text


def test_a_claim_is_found_and_related_and_both_pages_say_so(claim: Claim, other: Claim) -> None:
    client = log_in(Role.REVIEWER)
    assert f'name="other" value="{other.pk}"' in look(client, "claim", claim.pk, find="tunnel cost")
    assert f'name="other" value="{other.pk}"' in look(client, "claim", claim.pk, find=other.pk)

    html = go(client, "relate", claim.pk, kind="narrower", other=other.pk)

    assert "This claim is narrower than The tunnel" in text_of(html)
    assert "This claim is broader than The bridge" in text_of(look(client, "claim", other.pk))
    relation = ClaimRelation.objects.get(claim=other, kind=ClaimRelationKind.BROADER)
    go(client, "unrelate", claim.pk, relation.pk)
    assert not ClaimRelation.objects.exists()
    assert "removed already" in go(client, "unrelate", claim.pk, relation.pk)


def test_a_refused_relation_is_one_sentence_with_what_was_chosen(
    claim: Claim, other: Claim
) -> None:
    client = log_in(Role.REVIEWER)
    chosen: dict[str, Any] = {"kind": "contradicts", "other": other.pk, "find": "tunnel"}
    go(client, "relate", claim.pk, **chosen)

    html = go(client, "relate", claim.pk, status=409, **chosen)

    assert "It is known already that" in html
    assert '<option value="contradicts" selected>' in html
    assert f'value="{other.pk}" required checked' in html
    forged = go(client, "relate", claim.pk, status=400, kind="same", other=10**30)
    assert "There is no such claim" in forged


def test_a_merge_is_seen_before_it_is_done_and_undone_after(claim: Claim, other: Claim) -> None:
    client = log_in(Role.REVIEWER)
    assert f'href="?into={other.pk}"' in look(client, "claim_merge", claim.pk, q="tunnel")
    preview = text_of(look(client, "claim_merge", claim.pk, into=other.pk))
    assert "Wordings that the other claim gets 2" in preview
    assert "1 appearance" in preview
    assert "Say in a few words" in go(client, "merge", claim.pk, into=other.pk, status=409)

    html = go(client, "merge", claim.pk, into=other.pk, note="One bridge, in fact.")

    assert "It can be undone for a day." in html
    assert "One bridge, in fact." in html
    claim.refresh_from_db()
    assert claim.merged_into == other
    again = go(client, "merge", claim.pk, into=other.pk, note="Once <more>.", status=409)
    assert "already" in again
    operation = ClaimOperation.objects.get()
    assert "Undone: all is as it was" in go(client, "undo", other.pk, operation.pk)
    assert "undone by" in look(client, "claim", claim.pk)
    assert "Nothing was undone." in go(client, "undo", claim.pk, operation.pk)
    claim.refresh_from_db()
    assert claim.state == ClaimState.ACTIVE


def test_a_split_moves_what_was_ticked(claim: Claim) -> None:
    client, match = log_in(Role.REVIEWER), claim.matches.get()
    data: dict[str, Any] = {"text": "Another <bridge>.", "appearances": [match.pk]}
    data["wordings"] = [match.wording_id]
    assert f'name="appearances" value="{match.pk}"' in look(client, "claim_split", claim.pk)

    html = go(client, "split", claim.pk, **data)

    match.refresh_from_db()
    assert match.claim.text == "Another <bridge>."
    assert "Split off from The bridge cost" in text_of(html)
    # The browser may forget what was typed.
    assert f'-split-{claim.pk}">' in html
    # Seen by somebody else before that: one sentence, and nothing typed is lost.
    stale = go(client, "split", claim.pk, status=409, **data)
    assert f"Match {match.pk} is no appearance of this claim any more." in stale
    assert "Another &lt;bridge&gt;." in stale


def test_ticks_survive_a_refusal_and_forged_ids_are_refused(claim: Claim, other: Claim) -> None:
    client, match = log_in(Role.REVIEWER), claim.matches.get()

    html = go(client, "split", claim.pk, status=409, text=claim.text, appearances=[match.pk])

    assert "says the same as the old one" in html
    assert f'name="appearances" value="{match.pk}" checked' in html
    canonical = other.wordings.get()
    forgeries: list[dict[str, Any]] = [
        {"wordings": [canonical.pk]},
        {"appearances": ["x"]},
        {"appearances": [10**30]},
    ]
    for forged in forgeries:
        assert 'role="alert"' in go(client, "split", claim.pk, status=409, text="New.", **forged)
    operation = f.make_operation()
    assert "There is no such merge" in go(client, "undo", claim.pk, operation.pk)
    assert ClaimOperation.objects.count() == 1


def test_those_who_may_not_change_claims_only_look(claim: Claim, other: Claim) -> None:
    actions.relate_claims(
        claim, other=other, kind=ClaimRelationKind.SUPERSEDES, actor=f.make_user()
    )
    reader = User.objects.create_user("reader", is_staff=True)
    rights = Permission.objects.filter(codename__in=["view_claim", "view_match"])
    reader.user_permissions.set(rights)
    client = Client()
    client.force_login(reader)

    html = look(client, "claim", claim.pk)

    assert "This claim supersedes" in text_of(html)
    assert "Remove" not in html
    assert "Split…" not in html
    pages: list[tuple[Any, ...]] = [
        ("relate",),
        ("unrelate", 1),
        ("merge",),
        ("split",),
        ("undo", 1),
    ]
    for page, *more in pages:
        go(client, page, claim.pk, *more, status=403)
    anybody = Client().post(reverse("admin:claim_merge", args=[claim.pk]))
    assert anybody.status_code == 302
    assert log_in(Role.REVIEWER).get(reverse("admin:claim_split", args=[10**6])).status_code == 404
