"""Claims and their wordings in the admin."""

import pytest

from claims.enums import ClaimState, MatchState, Role, VerdictState, WordingOrigin
from claims.models import Claim, Wording
from tests.admin.pages import address, choose, inline, log_in, make_rich_match, text_of
from tests.factories import (
    NOW,
    make_claim,
    make_claimant,
    make_match,
    make_rating,
    make_verdict,
    make_wording,
)

pytestmark = pytest.mark.django_db


def claim_form(**fields: object) -> dict[str, object]:
    form = {"text": "The bridge cost 40 million euros.", "kind": "statement", "language": "en"}
    return {**form, **inline("wordings"), **inline("verdicts"), **fields}


def stored_wording(wording: Wording, **fields: object) -> dict[str, object]:
    return {"id": wording.pk, "claim": wording.claim_id, "is_active": "on", **fields}


def test_a_new_claim_is_searched_by_its_text() -> None:
    claimant = make_claimant()

    response = log_in(Role.REVIEWER).post(
        address(Claim, "add"), claim_form(claimant=claimant.pk, made_date="2026-03-04")
    )

    assert response.status_code == 302
    claim = Claim.objects.get()
    wording = claim.wordings.get()
    assert (claim.claimant, str(claim.made_date)) == (claimant, "2026-03-04")
    assert (wording.text, wording.origin) == (claim.text, WordingOrigin.CANONICAL)


def test_a_changed_text_changes_the_canonical_wording_and_keeps_the_old_one() -> None:
    old = make_wording(text="The bridge cost 30 million euros.")
    claim = old.claim
    form = claim_form(**inline("wordings", stored_wording(old), initial=1))

    log_in(Role.REVIEWER).post(address(Claim, "change", claim.pk), form)

    old.refresh_from_db()
    assert not old.is_active
    assert Wording.objects.searched().get().text == "The bridge cost 40 million euros."


def test_a_reviewer_adds_a_wording() -> None:
    claim = make_claim()
    form = claim_form(**inline("wordings", {"text": "40m for a bridge", "language": "en"}))

    log_in(Role.REVIEWER).post(address(Claim, "change", claim.pk), form)

    added = claim.wordings.get(text="40m for a bridge")
    assert (added.origin, added.is_active) == (WordingOrigin.REVIEWER, False)


def test_a_wording_that_differs_only_in_case_and_marks_is_refused_where_it_was_typed() -> None:
    claim = make_claim(text="The bridge cost 40 million euros.")
    rows = [
        {"text": "the bridge cost 40 million  euros.", "language": "en", "is_active": "on"},
        {"text": "A bridge for 40 million", "language": "en", "is_active": "on"},
        {"text": "A bridge for 40 million", "language": "en", "is_active": "on"},
    ]

    response = log_in(Role.REVIEWER).post(
        address(Claim, "change", claim.pk), claim_form(**inline("wordings", *rows))
    )

    assert text_of(response.content.decode()).count("has this wording already") == 2
    assert not claim.wordings.exists()


def test_a_wording_is_switched_off_and_never_rewritten() -> None:
    canonical = make_wording(text="The bridge cost 40 million euros.")
    imported = make_wording(
        claim=canonical.claim, text="40m for a bridge", origin=WordingOrigin.IMPORTED
    )
    rows: list[dict[str, object]] = [
        # Nobody switches the canonical wording off: it follows the text of the claim.
        {"id": canonical.pk, "claim": canonical.claim_id},
        {"id": imported.pk, "claim": canonical.claim_id, "text": "Other", "language": "de"},
    ]

    response = log_in(Role.REVIEWER).post(
        address(Claim, "change", canonical.claim_id),
        claim_form(**inline("wordings", *rows, initial=2)),
    )

    assert response.status_code == 302
    canonical.refresh_from_db()
    imported.refresh_from_db()
    assert canonical.is_active
    assert (imported.text, imported.language, imported.is_active) == (
        "40m for a bridge",
        "en",
        False,
    )


def test_the_state_is_changed_from_the_list_only() -> None:
    claim = make_claim()
    client = log_in(Role.REVIEWER)

    client.post(address(Claim, "change", claim.pk), claim_form(state="retired"))
    claim.refresh_from_db()
    assert claim.state == ClaimState.ACTIVE

    shown = choose(client, Claim, "retire", claim, make_claim(state=ClaimState.RETIRED))
    claim.refresh_from_db()
    assert claim.state == ClaimState.RETIRED
    assert "Archived: 1 of 2." in shown

    assert "Active: 1 of 1." in choose(client, Claim, "reactivate", claim)


def test_the_list_shows_the_published_verdict_and_counts_appearances_only() -> None:
    wording = make_wording()
    make_verdict(
        claim=wording.claim,
        rating=make_rating(alternate_name="Misleading"),
        state=VerdictState.PUBLISHED,
        published_at=NOW,
    )
    make_verdict(claim=wording.claim, number=2, rating=make_rating(alternate_name="Pending"))
    make_rich_match(wording=wording, state=MatchState.CONFIRMED)
    make_rich_match(wording=wording)

    html = log_in(Role.REVIEWER).get(address(Claim, "changelist")).content.decode()

    row = html[html.index("<tbody>") : html.index("</tbody>")]
    assert "Misleading" in row
    assert "Pending" not in row
    assert f'/admin/claims/match/?claim={wording.claim_id}&amp;state=confirmed">1</a>' in row


@pytest.mark.parametrize(
    ("rating", "found"),
    [("own", True), ("none", False), ("other", False), ("nonsense", False), ("9" * 40, False)],
)
def test_claims_are_filtered_by_their_published_rating(rating: str, found: bool) -> None:
    own = make_rating()
    other = make_rating(scale=own.scale, alternate_name="True", rating_value=5)
    make_verdict(rating=own, state=VerdictState.PUBLISHED, published_at=NOW)
    chosen = {"own": own.pk, "other": other.pk}.get(rating, rating)

    response = log_in(Role.REVIEWER).get(address(Claim, "changelist"), {"rating": chosen})

    assert response.context["cl"].result_count == int(found)


def test_a_claim_is_found_by_any_of_its_wordings_once() -> None:
    claim = make_claim(text="The bridge cost 40 million euros.")
    for text in ("Sixty lamps hang there", "Lamps, lamps, lamps"):
        make_wording(claim=claim, text=text, origin=WordingOrigin.REVIEWER)
    make_claim(text="Another thing")

    response = log_in(Role.REVIEWER).get(address(Claim, "changelist"), {"q": "lamps"})

    assert list(response.context["cl"].result_list) == [claim]


def test_a_learnt_wording_names_the_match_that_taught_it() -> None:
    match = make_match()
    taught = make_wording(
        claim=match.claim, text=match.text, origin=WordingOrigin.LEARNT, learnt_from=match
    )
    client = log_in(Role.EDITOR)
    for row in (match.claim, taught):
        shown = text_of(client.get(address(type(row), "change", row.pk)).content.decode())
        assert f"learnt from a confirmed match: #{match.pk} " in shown
