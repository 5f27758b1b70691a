"""Claims through the API: with what is published about them, and nothing that is not."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from claims import actions, knowledge
from claims.enums import ClaimState, MatchState, VerdictState
from claims.models import Claim
from tests.api.clients import client_of, get_ids, problem_of
from tests.factories import (
    NOW,
    make_approved,
    make_claim,
    make_claimant,
    make_evidence,
    make_match,
    make_rating,
    make_sentence,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

ADDRESS = "/api/v1/claims/"


def make_published(claim: Claim, **fields: object) -> None:
    verdict = make_verdict(
        claim=claim,
        state=VerdictState.PUBLISHED,
        published_at=NOW,
        explanation="The accounts show 12 million.",
        **fields,
    )
    make_evidence(verdict=verdict, title="Accounts 2025")


@pytest.mark.django_db
def test_a_claim_shows_its_wordings_and_its_published_verdict() -> None:
    claim = make_claim(
        text="The bridge cost 40 million.",
        external_id="bridge-1",
        claimant=make_claimant(name="Anna Lind"),
    )
    make_wording(claim=claim)
    make_published(claim, rating=make_rating(alternate_name="Mostly false", rating_value=2))
    make_verdict(claim=claim, number=2, summary="A draft that nobody may see.")

    body = client_of().get(f"{ADDRESS}clm_{claim.pk}/").json()

    assert (body["id"], body["external_id"]) == (f"clm_{claim.pk}", "bridge-1")
    assert body["claimant"]["name"] == "Anna Lind"
    assert [wording["origin"] for wording in body["wordings"]] == ["canonical"]
    assert body["verdict"]["rating"]["alternate_name"] == "Mostly false"
    assert [evidence["title"] for evidence in body["verdict"]["evidence"]] == ["Accounts 2025"]
    assert "nobody may see" not in str(body)


@pytest.mark.django_db
def test_a_merged_claim_names_the_one_that_took_it_over() -> None:
    merged, target = make_claim(), make_claim()
    knowledge.merge_claims(merged, into=target)

    body = client_of().get(f"{ADDRESS}clm_{merged.pk}/").json()

    assert (body["state"], body["merged_into"]) == ("merged", f"clm_{target.pk}")
    assert client_of().get(f"{ADDRESS}clm_{target.pk}/").json()["merged_into"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [VerdictState.DRAFT, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN]
)
def test_no_other_verdict_is_shown(state: VerdictState) -> None:
    claim = make_claim()
    published_at = None if state == VerdictState.DRAFT else NOW
    make_verdict(claim=claim, state=state, published_at=published_at)

    client = client_of()

    assert client.get(f"{ADDRESS}clm_{claim.pk}/").json()["verdict"] is None
    assert client.get(ADDRESS).json()["results"][0]["verdict"] is None
    problem_of(client.get(f"{ADDRESS}clm_{claim.pk}/claim-review/"), 404, "not-found")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        claim = make_claim(claimant=make_claimant())
        make_wording(claim=claim)
        make_published(claim)
    client = client_of()

    # Permissions two, claims with claimants, wordings, verdicts with ratings, evidence.
    with django_assert_num_queries(6):
        assert len(get_ids(client, ADDRESS)) == count


@pytest.mark.django_db
def test_claims_changed_longest_ago_come_first() -> None:
    newer, older = make_claim(), make_claim()
    Claim.objects.filter(pk=older.pk).update(updated_at=NOW - timedelta(days=1))

    assert get_ids(client_of(), ADDRESS) == [f"clm_{older.pk}", f"clm_{newer.pk}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"state": "retired"}, ["school"]),
        ({"state": ["retired", "active"]}, ["bridge", "school"]),
        ({"language": "de"}, ["school"]),
        ({"external_id": "school"}, ["school"]),
        ({"external_id": "schoo"}, []),
        ({"rating": "mostly FALSE"}, ["bridge"]),
        ({"rating": "False"}, []),
        ({"search": "cost"}, ["bridge"]),
        ({"search": "überfüllt"}, ["school"]),
        ({"search": "lind"}, ["bridge"]),
        ({"updated_since": "2026-11-21T12:00:00Z"}, ["bridge"]),
        ({"updated_since": "2026-11-20"}, ["bridge", "school"]),
    ],
)
def test_filters(parameters: dict[str, str], found: list[str]) -> None:
    bridge = make_claim(
        external_id="bridge", text="The bridge cost 40.", claimant=make_claimant(name="A. Lind")
    )
    make_wording(claim=bridge)
    make_wording(claim=bridge, text="Its cost was 40.", origin="reviewer")
    make_published(bridge, rating=make_rating(alternate_name="Mostly false"))
    make_verdict(claim=bridge, number=2, rating=make_rating(alternate_name="False"))
    school = make_claim(
        external_id="school", text="Schulen voll.", language="de", state=ClaimState.RETIRED
    )
    make_wording(claim=school, text="Die Schulen sind überfüllt.")
    Claim.objects.filter(pk=bridge.pk).update(updated_at=NOW)
    Claim.objects.filter(pk=school.pk).update(updated_at=NOW - timedelta(hours=30))

    response = client_of().get(ADDRESS, parameters)

    assert sorted(row["external_id"] for row in response.json()["results"]) == found


@pytest.mark.django_db
def test_filter_by_claimant() -> None:
    claim = make_claim(claimant=make_claimant())
    make_claim(claimant=make_claimant())

    found = get_ids(client_of(), ADDRESS, claimant=f"cmt_{claim.claimant_id}")

    assert found == [f"clm_{claim.pk}"]


@pytest.mark.django_db
def test_a_change_of_the_verdict_reaches_who_keeps_in_step() -> None:
    claim = make_claim()
    verdict = make_approved(claim=claim)
    Claim.objects.update(updated_at=NOW - timedelta(days=900))
    since = {"updated_since": (NOW - timedelta(days=800)).isoformat()}
    client = client_of()
    before = get_ids(client, ADDRESS, **since)

    actions.publish_verdict(verdict, actor=make_user())

    assert (before, get_ids(client, ADDRESS, **since)) == ([], [f"clm_{claim.pk}"])


@pytest.mark.django_db
def test_claim_review_is_json_ld_signed_by_the_desk(settings: Settings) -> None:
    settings.FACTCHECK_ORGANISATION_NAME = "Harbour Desk"
    claim = make_claim(text="The bridge cost 40 million.")
    make_published(claim)

    response = client_of().get(f"{ADDRESS}clm_{claim.pk}/claim-review/")

    assert response.headers["Content-Type"] == "application/ld+json"
    body = response.json()
    assert (body["@context"], body["@type"]) == ("https://schema.org", "ClaimReview")
    assert (body["claimReviewed"], body["author"]["name"]) == (claim.text, "Harbour Desk")


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/ld+json"])
def test_claim_review_also_for_who_asks_for_json(accept: str) -> None:
    claim = make_claim()
    make_published(claim)

    response = client_of().get(f"{ADDRESS}clm_{claim.pk}/claim-review/", HTTP_ACCEPT=accept)

    assert response.status_code == 200


@pytest.mark.django_db
def test_appearances_are_the_confirmed_matches_of_the_claim() -> None:
    wording = make_wording()
    make_published(wording.claim)
    decided = {"decided_by": make_user(), "decided_at": NOW}
    confirmed = make_match(wording=wording, state=MatchState.CONFIRMED, **decided)
    make_match(wording=wording)
    make_match(wording=wording, state=MatchState.REJECTED, **decided)
    make_match(state=MatchState.CONFIRMED, **decided)

    results = client_of().get(f"{ADDRESS}clm_{wording.claim_id}/appearances/").json()["results"]

    assert [row["id"] for row in results] == [f"mat_{confirmed.pk}"]
    assert results[0]["verdict"]["summary"] == "The accounts show less."


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_appearances(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wording = make_wording()
    make_published(wording.claim)
    version = make_version(text="One two. " * 9)
    for position in range(count):
        sentence = make_sentence(
            version=version, position=position, start=position * 9, end=position * 9 + 8
        )
        make_match(
            wording=wording,
            sentence=sentence,
            state=MatchState.CONFIRMED,
            decided_by=make_user(),
            decided_at=NOW,
        )
    client = client_of()

    # Permissions two, the claim, matches, flags, verdicts, evidence.
    with django_assert_num_queries(7):
        assert len(get_ids(client, f"{ADDRESS}clm_{wording.claim_id}/appearances/")) == count


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["", "claim-review/", "appearances/"])
@pytest.mark.parametrize("text", ["clm_99", "mat_1", "99", "clm_99999999999999999999"])
def test_no_such_claim(text: str, rest: str) -> None:
    problem = problem_of(client_of().get(f"{ADDRESS}{text}/{rest}"), 404, "not-found")

    assert problem["detail"] == f"There is no claim {text}."
