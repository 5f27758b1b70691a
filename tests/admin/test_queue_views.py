"""The review queue as a browser without JavaScript and as htmx see it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims import review
from claims.admin.queue.places import Place
from claims.enums import MatchState, Role, VerdictState
from claims.models import Match, MatchEvent
from tests.factories import (
    NOW,
    make_article,
    make_claim,
    make_evidence,
    make_flag,
    make_match,
    make_sentence,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/queue/"
HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def reviewer(client: Client) -> User:
    user = make_user(username="ada")
    client.force_login(user)
    return user


def make_full_match(**fields: Any) -> Match:
    """A match with everything a card can show."""
    claim = make_claim()
    match = make_match(wording=make_wording(claim=claim), **fields)
    verdict = make_verdict(claim=claim, state=VerdictState.PUBLISHED, published_at=NOW)
    make_evidence(verdict=verdict)
    make_evidence(verdict=verdict, title="Interview")
    make_flag(match=match)
    return match


def decide_url(match: Match, query: str = "") -> str:
    return f"{QUEUE}{match.pk}/decide/{query}"


def decision(match: Match, state: MatchState, **fields: Any) -> dict[str, Any]:
    return {"state": state.value, "revision": match.revision, "note": ""} | fields


def heading(html: str) -> str:
    found = re.search(r'id="card-heading"[^>]*>([^<]*)', html)
    assert found
    return found[1]


# Looking


def test_first_card_is_the_most_probable(client: Client, reviewer: User) -> None:
    make_match(probability=0.6)
    best = make_match(probability=0.9)

    page = client.get(QUEUE)

    assert heading(page.text) == f"Match {best.pk}"
    assert best.claim.text in page.text
    assert "2 left" in page.text


def test_card_shows_reasons_flags_verdict_and_engine(client: Client, reviewer: User) -> None:
    match = make_full_match(engine_version="v1.0")

    html = client.get(QUEUE).text

    assert "Covers 90% of the claim&#x27;s telling words" in html
    assert "The claim says 40, the article says 50." in html
    assert "The accounts show less." in html
    assert "2 pieces of evidence" in html
    assert "Engine v1.0" in html
    article = [match.version.article_id]
    assert reverse("admin:article", args=article, query={"match": match.pk}) in html


def test_an_empty_queue_says_what_to_do(client: Client, reviewer: User) -> None:
    html = client.get(QUEUE).text

    assert "Nothing waits here" in html
    assert "manage.py ingest" in html


def test_next_and_previous_follow_the_filter(client: Client, reviewer: User) -> None:
    first, skipped, last = (make_match(probability=p) for p in (0.9, 0.8, 0.7))
    make_flag(match=first)
    make_flag(match=last)

    after = client.get(f"{QUEUE}?flag=number&after={Place.of(first)}")
    before = client.get(f"{QUEUE}?flag=number&before={Place.of(last)}")

    assert heading(after.text) == f"Match {last.pk}"
    assert heading(before.text) == f"Match {first.pk}"
    assert f"Match {skipped.pk}" not in after.text + before.text


def test_both_ends_of_the_queue_are_said(client: Client, reviewer: User) -> None:
    match = make_match()

    end = client.get(f"{QUEUE}?after={Place.of(match)}").text
    start = client.get(f"{QUEUE}?before={Place.of(match)}").text

    assert "End of the queue" in end
    assert "1 left that you passed over" in end
    assert "This is the first." in start
    assert heading(start) == f"Match {match.pk}"


@pytest.mark.parametrize("query", ["?match=999999", "?match=99999999999999999999999999"])
def test_a_match_that_is_not_there_is_named(client: Client, reviewer: User, query: str) -> None:
    page = client.get(QUEUE + query)

    assert page.status_code == 200
    assert "There is no match 9999" in page.text


def test_htmx_gets_the_card_alone_and_the_address_of_it(client: Client, reviewer: User) -> None:
    match = make_match()
    make_flag(match=match)

    page = client.get(f"{QUEUE}?flag=number", **HTMX)

    assert "<html" not in page.text
    assert heading(page.text) == f"Match {match.pk}"
    assert page["HX-Push-Url"] == f"{QUEUE}?match={match.pk}&flag=number"
    assert page["X-Queue"] == "fragment"


def test_htmx_going_back_in_history_gets_the_whole_page(client: Client, reviewer: User) -> None:
    page = client.get(QUEUE, **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")

    assert "<html" in page.text


def test_facets_come_alone_too(client: Client, reviewer: User) -> None:
    make_match()

    html = client.get(reverse("admin:queue_facets")).text

    assert "<html" not in html
    assert "Second look" in html


def test_markup_in_texts_is_shown_and_not_run(client: Client, reviewer: User) -> None:
    evil = "<script>alert(1)</script> & <b>bold</b>"
    version = make_version(text=evil, article=make_article(title=evil, author=evil))
    match = make_match(
        wording=make_wording(claim=make_claim(text=evil)), sentence=make_sentence(version=version)
    )
    make_flag(match=match, explanation=evil)
    review.decide(match, state=MatchState.SECOND_LOOK, actor=reviewer, at=NOW, note=evil)

    html = client.get(f"{QUEUE}?state=second-look&search=%3Cscript%3E").text

    assert "<script>alert" not in html
    assert "<b>bold" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6


def test_nothing_in_the_page_needs_an_exception_from_the_policy(
    client: Client, reviewer: User
) -> None:
    make_full_match()

    page = client.get(QUEUE)

    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert " style=" not in page.text
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page.text)
    assert not re.findall(r"\son\w+=", page.text)
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page.text)


@pytest.mark.parametrize("number", [1, 30])
def test_a_card_takes_twelve_queries_however_long_the_queue(
    client: Client,
    reviewer: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _ in range(number):
        make_full_match()

    with django_assert_num_queries(12):
        client.get(QUEUE, **HTMX)


@pytest.mark.parametrize("number", [2, 30])
def test_a_decision_counts_no_facets(
    client: Client,
    reviewer: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    matches = [make_full_match() for _ in range(number)]

    # A card's twelve, the match itself, inside a savepoint (2) update, event and re-read, the
    # flags of the match, which here forbid to learn its words, and the audit (2).
    with django_assert_num_queries(12 + 1 + 2 + 2 + 3 + 1 + 2):
        client.post(decide_url(matches[0]), decision(matches[0], MatchState.CONFIRMED), **HTMX)


# Deciding


@pytest.mark.parametrize(
    "state", [MatchState.CONFIRMED, MatchState.REJECTED, MatchState.SECOND_LOOK]
)
def test_decision_is_stored_with_its_note_and_leads_to_the_next(
    client: Client, reviewer: User, state: MatchState
) -> None:
    first, second = make_match(probability=0.9), make_match(probability=0.8)

    page = client.post(
        decide_url(first), decision(first, state, note="  same figures "), follow=True
    )

    event = MatchEvent.objects.get(match=first)
    assert (event.new_state, event.actor, event.note) == (state, reviewer, "same figures")
    assert heading(page.text) == f"Match {second.pk}"
    assert str(state.label).capitalize() in page.text
    assert "1 left" in page.text


def test_with_htmx_the_answer_is_the_next_card_and_what_happened(
    client: Client, reviewer: User
) -> None:
    first, second = make_match(probability=0.9), make_match(probability=0.8)

    page = client.post(decide_url(first), decision(first, MatchState.CONFIRMED), **HTMX)

    assert heading(page.text) == f"Match {second.pk}"
    assert 'id="queue-status" hx-swap-oob' in page.text
    assert "Confirmed." in page.text
    assert page["HX-Push-Url"] == f"{QUEUE}?match={second.pk}"
    assert "decided" in page["HX-Trigger"]


def test_the_filter_stays_after_a_decision(client: Client, reviewer: User) -> None:
    first, plain, flagged = (make_match(probability=p) for p in (0.9, 0.8, 0.7))
    make_flag(match=first)
    make_flag(match=flagged)

    page = client.post(
        decide_url(first, "?flag=number"), decision(first, MatchState.REJECTED), follow=True
    )

    assert heading(page.text) == f"Match {flagged.pk}"
    assert f"Match {plain.pk}" not in page.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_second_reviewer_is_told_who_was_first_and_keeps_the_note(
    client: Client, reviewer: User, headers: dict[str, Any]
) -> None:
    match = make_match()
    review.decide(match, state=MatchState.CONFIRMED, actor=make_user(username="bob"), at=NOW)

    page = client.post(
        decide_url(match),
        {"state": "rejected", "revision": 0, "note": "other year"},
        **headers,
    )

    assert page.status_code == 409
    assert (
        "Nothing was saved: bob was first and has set this match to “confirmed” "
        "on 21 November 2026 at 12:00 UTC." in page.text
    )
    assert ">other year</textarea>" in page.text
    assert heading(page.text) == f"Match {match.pk}"
    assert 'name="revision" value="1"' in page.text
    assert Match.objects.get().state == MatchState.CONFIRMED
    assert MatchEvent.objects.count() == 1


def test_a_decision_taken_back_meanwhile_is_a_conflict_too(client: Client, reviewer: User) -> None:
    match, bob = make_match(), make_user(username="bob")
    event = review.decide(match, state=MatchState.CONFIRMED, actor=bob, at=NOW)
    review.undo(event, actor=bob, at=NOW)

    page = client.post(decide_url(match), {"state": "rejected", "revision": 0})

    assert page.status_code == 409
    assert f"match {match.pk} is suggested again" in page.text


def test_a_move_that_is_not_allowed_is_refused_in_a_sentence(
    client: Client, reviewer: User
) -> None:
    match = make_match()

    page = client.post(decide_url(match), decision(match, MatchState.UNLINKED))

    assert page.status_code == 409
    assert "A match that is suggested cannot become unlinked." in page.text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"state": "nonsense"}, "state:"),
        ({"state": ""}, "state: Choose what to decide."),
        ({"reason": "999999"}, "reason: This reason is not in the list any more."),
        ({"revision": "x"}, "revision:"),
        ({"revision": ""}, "revision:"),
        ({"note": "x" * 2001}, "note: Ensure this value has at most 2000 characters"),
    ],
)
def test_a_forged_form_is_refused_and_changes_nothing(
    client: Client, reviewer: User, fields: dict[str, str], fault: str
) -> None:
    match = make_match()

    page = client.post(decide_url(match), decision(match, MatchState.CONFIRMED) | fields)

    assert page.status_code == 409
    assert f"Nothing was saved: {fault}" in page.text
    assert not MatchEvent.objects.exists()


def test_undo_brings_the_card_back(client: Client, reviewer: User) -> None:
    first = make_match(probability=0.9)
    make_match(probability=0.8)
    client.post(decide_url(first), decision(first, MatchState.REJECTED))

    page = client.post(reverse("admin:queue_undo"), follow=True)

    assert heading(page.text) == f"Match {first.pk}"
    assert "is suggested again." in page.text
    assert Match.objects.get(pk=first.pk).state == MatchState.SUGGESTED


def test_nothing_to_undo_is_said(client: Client, reviewer: User) -> None:
    page = client.post(reverse("admin:queue_undo"))

    assert page.status_code == 409
    assert "You have no decision that can be undone." in page.text


def test_undo_after_somebody_else_moved_on_shows_that_card(client: Client, reviewer: User) -> None:
    match = make_match()
    client.post(decide_url(match), decision(match, MatchState.CONFIRMED))
    match.refresh_from_db()
    review.decide(match, state=MatchState.UNLINKED, actor=make_user(username="bob"), at=NOW)

    page = client.post(reverse("admin:queue_undo"))

    assert page.status_code == 409
    assert "bob was first and has set this match to “unlinked”" in page.text
    assert heading(page.text) == f"Match {match.pk}"


# Who may


def test_anonymous_is_sent_to_the_log_in_and_comes_back(client: Client) -> None:
    page = client.get(f"{QUEUE}?flag=number")

    assert page.status_code == 302
    assert page["Location"] == "/admin/login/?next=/admin/queue/%3Fflag%3Dnumber"


def test_who_may_only_look_sees_no_buttons_and_cannot_post(client: Client) -> None:
    match = make_match()
    user = User.objects.create_user("guest", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_match"))
    client.force_login(user)

    html = client.get(QUEUE).text

    assert "You may look but not decide." in html
    assert "data-key=&quot;c&quot;" not in html
    assert 'data-key="c"' not in html
    assert client.post(decide_url(match), decision(match, MatchState.CONFIRMED)).status_code == 403
    assert client.post(reverse("admin:queue_undo")).status_code == 403
    assert not MatchEvent.objects.exists()


def test_who_may_not_look_is_refused_politely(client: Client) -> None:
    client.force_login(User.objects.create_user("clerk", is_staff=True))

    page = client.get(QUEUE)

    assert page.status_code == 403
    assert "You may not do this" in page.text


@pytest.mark.parametrize("role", Role)
def test_every_role_may_decide(client: Client, role: Role) -> None:
    match = make_match()
    client.force_login(make_user(role))

    client.post(decide_url(match), decision(match, MatchState.CONFIRMED))

    assert Match.objects.get().state == MatchState.CONFIRMED


@pytest.mark.parametrize("path", ["{pk}/decide/", "undo/"])
def test_a_link_decides_nothing_and_leads_to_the_queue(
    client: Client, reviewer: User, path: str
) -> None:
    match = make_match()

    page = client.get(QUEUE + path.format(pk=match.pk) + "?flag=none")

    assert page.status_code == 302
    assert page["Location"] == f"{QUEUE}?flag=none"
    assert not MatchEvent.objects.exists()


def test_a_decision_without_a_token_is_refused(reviewer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer)
    match = make_match()

    page = strict.post(decide_url(match), decision(match, MatchState.CONFIRMED))

    assert page.status_code == 403
    assert "This form is too old" in page.text
    assert not MatchEvent.objects.exists()


# Cards that the page has at hand


def test_the_answer_to_a_decision_follows_the_cards_that_are_at_hand(
    client: Client, reviewer: User
) -> None:
    first, second, third, fourth = (make_match(probability=p) for p in (0.9, 0.8, 0.7, 0.6))
    shown = [f"{match.pk}:0" for match in (second, third)]

    page = client.post(
        decide_url(first), decision(first, MatchState.CONFIRMED, shown=shown), **HTMX
    )

    assert page["X-Queue"] == "ahead"
    assert heading(page.text) == f"Match {fourth.pk}"
    assert "Confirmed." in page.text


def test_a_card_at_hand_that_has_changed_gives_the_next_that_is_open(
    client: Client, reviewer: User
) -> None:
    first, second, third = (make_match(probability=p) for p in (0.9, 0.8, 0.7))
    Match.objects.filter(pk=second.pk).update(revision=1)
    shown = [f"{match.pk}:0" for match in (second, third)]

    page = client.post(
        decide_url(first), decision(first, MatchState.CONFIRMED, shown=shown), **HTMX
    )

    assert page["X-Queue"] == "fragment"
    assert heading(page.text) == f"Match {second.pk}"


def test_cards_at_hand_that_cannot_be_read_are_refused(client: Client, reviewer: User) -> None:
    match = make_match()

    page = client.post(
        decide_url(match), decision(match, MatchState.CONFIRMED, shown=["x"]), **HTMX
    )

    assert page.status_code == 409
    assert Match.objects.get(pk=match.pk).state == MatchState.SUGGESTED


def test_every_key_of_the_help_has_a_control(client: Client, reviewer: User) -> None:
    make_match()

    html = client.get(QUEUE).text

    keys = {key for words in re.findall(r'data-key="([^"]+)"', html) for key in words.split()}
    assert keys >= set("crsobuUt[]{}lmanjpkg/h?v")
