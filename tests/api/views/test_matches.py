"""Matches through the API: reasons, decisions, conflicts."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from claims import actions
from claims.enums import Flag, MatchState, Mutation, Stance
from claims.models import Match, MatchEvent
from tests.api.clients import client_of, get_ids, problem_of
from tests.factories import (
    NOW,
    make_article,
    make_evidence,
    make_flag,
    make_match,
    make_quote,
    make_sentence,
    make_source,
    make_user,
    make_verdict,
    make_version,
)

ADDRESS = "/api/v1/matches/"


def decide(client: APIClient, match: Match, **decision: Any) -> Any:
    return client.post(f"{ADDRESS}mat_{match.pk}/decision/", decision, format="json")


def make_full_match(**fields: Any) -> Match:
    article = make_article(source=make_source(name="Harbour Times"), title="Costly bridge")
    sentence = make_sentence(version=make_version(article=article, text="It cost 40 million."))
    match = make_match(
        sentence=sentence,
        quote=make_quote(sentence=sentence),
        diff=[["same", "It cost ", "It cost "], ["substituted", "30", "40"]],
        **fields,
    )
    make_flag(match=match, claim_text="30", article_text="40")
    verdict = make_verdict(claim=match.claim, state="published", published_at=NOW)
    make_evidence(verdict=verdict)
    return match


@pytest.mark.django_db
def test_a_match_shows_its_reasons() -> None:
    match = make_full_match()

    body = client_of().get(f"{ADDRESS}mat_{match.pk}/").json()

    assert body["claim"] == {
        "id": f"clm_{match.claim_id}",
        "external_id": "",
        "text": match.claim.text,
    }
    assert (body["article"]["title"], body["version"]) == ("Costly bridge", 1)
    assert body["article"]["source"]["name"] == "Harbour Times"
    assert (body["sentence"]["text"], body["quote"]["speaker"]) == (match.text, "Mayor Lind")
    assert (body["start"], body["end"], body["text"]) == (0, 19, match.text)
    assert body["diff"][1] == {"kind": "substituted", "wording": "30", "article": "40"}
    assert body["flags"] == [
        {
            "flag": "number",
            "claim_text": "30",
            "article_text": "40",
            "explanation": "The claim says 40, the article says 50.",
        }
    ]
    assert body["components"] == {"claim_coverage": 0.9, "token_set": 0.88}
    assert (body["state"], body["revision"], body["decided_by"]) == ("suggested", 0, None)


@pytest.mark.django_db
@pytest.mark.parametrize("state", MatchState)
def test_a_verdict_is_shown_on_appearances_only(state: MatchState) -> None:
    decided = state != MatchState.SUGGESTED
    match = make_full_match(
        state=state,
        decided_by=make_user() if decided else None,
        decided_at=NOW if decided else None,
    )
    client = client_of()

    for body in (
        client.get(f"{ADDRESS}mat_{match.pk}/").json(),
        client.get(ADDRESS).json()["results"][0],
    ):
        assert (body["verdict"] is not None) is (state == MatchState.CONFIRMED)
        assert ("The accounts show less." in str(body)) is (state == MatchState.CONFIRMED)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        source = make_source(name=f"Source {number}")
        article = make_article(source=source)
        match = make_match(sentence=make_sentence(version=make_version(article=article)))
        make_flag(match=match)
        make_evidence(verdict=make_verdict(claim=match.claim, state="published", published_at=NOW))
    client = client_of()

    # Permissions two, matches with all that they name, flags, verdicts, evidence.
    with django_assert_num_queries(6):
        assert len(get_ids(client, ADDRESS)) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"state": "suggested"}, "plain"),
        ({"state": ["confirmed", "second-look"]}, "flagged"),
        ({"flag": "number"}, "flagged"),
        ({"flag": ["number", "date"]}, "flagged"),
        ({"flag": "negation"}, ""),
        ({"stance": "disputes"}, "flagged"),
        ({"mutation": "verbatim"}, "flagged"),
        ({"probability_min": "0.8"}, "flagged"),
        ({"probability_min": "0"}, "flagged plain"),
        ({"created_since": "2020-01-01T00:00:00Z"}, "flagged plain"),
        ({"created_since": "2999-01-01T00:00:00Z"}, ""),
    ],
)
def test_filters(parameters: dict[str, str], found: str) -> None:
    plain = make_match(probability=0.6)
    flagged = make_match(
        probability=0.8,
        state=MatchState.CONFIRMED,
        decided_by=make_user(),
        decided_at=NOW,
        stance=Stance.DISPUTES,
        mutation=Mutation.VERBATIM,
    )
    make_flag(match=flagged, flag=Flag.NUMBER)
    make_flag(match=flagged, flag=Flag.DATE)
    names = {f"mat_{plain.pk}": "plain", f"mat_{flagged.pk}": "flagged"}

    rows = client_of().get(ADDRESS, parameters).json()["results"]

    assert " ".join(names[row["id"]] for row in rows) == found


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["claim", "article", "source"])
def test_filters_by_id(name: str) -> None:
    wanted, _ = make_full_match(), make_match()
    article = wanted.version.article
    values = {
        "claim": f"clm_{wanted.claim_id}",
        "article": f"art_{article.pk}",
        "source": f"src_{article.source_id}",
    }

    assert get_ids(client_of(), ADDRESS, **{name: values[name]}) == [f"mat_{wanted.pk}"]


@pytest.mark.django_db
def test_a_decision_is_taken_and_kept_with_its_note() -> None:
    match, user = make_match(), make_user(username="ada")
    client = APIClient()
    client.force_authenticate(user)

    response = decide(client, match, state="confirmed", revision=0, note=" Same figure. ")

    assert response.status_code == 200
    body = response.json()
    assert (body["state"], body["revision"], body["decided_by"]) == ("confirmed", 1, "ada")
    event = MatchEvent.objects.get(match=match)
    assert (event.actor, event.note, event.new_state) == (user, "Same figure.", "confirmed")


@pytest.mark.django_db
def test_who_comes_second_is_told_who_was_first_and_what_is_now() -> None:
    match = make_match()
    first = make_user(username="ada")
    actions.decide_match(match, state=MatchState.REJECTED, actor=first, revision=0)

    response = decide(client_of(), match, state="confirmed", revision=0)

    problem = problem_of(response, 409, "match-changed")
    assert "ada" in problem["detail"]
    assert "rejected" in problem["detail"]
    assert (problem["match"]["state"], problem["match"]["revision"]) == ("rejected", 1)
    assert Match.objects.get().state == MatchState.REJECTED


@pytest.mark.django_db
def test_a_move_that_is_not_allowed() -> None:
    match = make_match()

    response = decide(client_of(), match, state="unlinked", revision=0)

    assert "cannot become" in problem_of(response, 422, "move-not-allowed")["detail"]
    assert not MatchEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("decision", "pointers"),
    [
        ({}, {"#/state", "#/revision"}),
        ({"state": "suggested", "revision": 0}, {"#/state"}),
        ({"state": "orphaned", "revision": 0}, {"#/state"}),
        ({"state": "yes", "revision": 0}, {"#/state"}),
        ({"state": "confirmed", "revision": -1}, {"#/revision"}),
        ({"state": "confirmed", "revision": 10**30}, {"#/revision"}),
        ({"state": "confirmed", "revision": "first"}, {"#/revision"}),
        ({"state": "confirmed", "revision": 0, "note": ["x"]}, {"#/note"}),
        ({"state": "confirmed", "revision": 0, "comment": "x"}, {"#/comment"}),
    ],
)
def test_a_decision_that_cannot_be_read(decision: dict[str, Any], pointers: set[str]) -> None:
    match = make_match()

    problem = problem_of(decide(client_of(), match, **decision), 422, "invalid-body")

    assert {error["pointer"] for error in problem["errors"]} == pointers
    assert not MatchEvent.objects.exists()


@pytest.mark.django_db
def test_deciding_needs_the_permission_and_reading_needs_its_own() -> None:
    match = make_match()
    client = APIClient()
    client.force_authenticate(User.objects.create_user("visitor"))

    for response in (
        decide(client, match, state="confirmed", revision=0),
        client.post("/api/v1/decisions/undo/"),
        client.get(ADDRESS),
        client.get(f"{ADDRESS}mat_{match.pk}/"),
    ):
        problem = problem_of(response, 403, "not-allowed")
        assert "_match" in problem["detail"]
    assert Match.objects.get().state == MatchState.SUGGESTED


@pytest.mark.django_db
def test_no_such_match() -> None:
    client = client_of()

    problem_of(client.get(f"{ADDRESS}mat_99/"), 404, "not-found")
    response = client.post(
        f"{ADDRESS}clm_1/decision/", {"state": "confirmed", "revision": 0}, format="json"
    )
    problem_of(response, 404, "not-found")


@pytest.mark.django_db
def test_the_last_decision_is_taken_back() -> None:
    match, client = make_match(), client_of()
    decide(client, match, state="confirmed", revision=0)

    response = client.post("/api/v1/decisions/undo/")

    assert response.status_code == 200
    assert (response.json()["id"], response.json()["state"]) == (f"mat_{match.pk}", "suggested")


@pytest.mark.django_db
def test_nothing_to_take_back() -> None:
    response = client_of().post("/api/v1/decisions/undo/")

    problem_of(response, 409, "nothing-to-undo")


@pytest.mark.django_db
def test_no_taking_back_of_what_somebody_else_has_moved_since() -> None:
    match, client = make_match(), client_of()
    decide(client, match, state="confirmed", revision=0)
    decide(client_of(), match, state="second-look", revision=1)

    problem = problem_of(client.post("/api/v1/decisions/undo/"), 409, "match-changed")

    assert problem["match"]["state"] == "second-look"
