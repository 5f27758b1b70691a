"""Matches in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from claims.enums import Flag, MatchState, Role
from claims.models import Match
from tests.admin.pages import address, choose, log_in, make_rich_match, text_of
from tests.factories import NOW, make_flag, make_match, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("confirm", MatchState.CONFIRMED),
        ("reject", MatchState.REJECTED),
        ("second_look", MatchState.SECOND_LOOK),
    ],
)
def test_many_are_decided_at_once_with_one_note(action: str, state: MatchState) -> None:
    matches = [make_match(), make_match()]

    shown = choose(log_in(Role.REVIEWER), Match, action, *matches, note=" Same agency text ")

    assert f"{state.label.capitalize()}: 2 of 2." in shown
    for match in matches:
        match.refresh_from_db()
        assert match.state == state
        assert match.events.get().note == "Same agency text"


def test_what_is_refused_is_told_with_its_reason() -> None:
    decided = {"decided_by": make_user(), "decided_at": NOW}
    open_one = make_match()
    unlinked = make_match(state=MatchState.UNLINKED, **decided)

    shown = choose(log_in(Role.REVIEWER), Match, "reject", open_one, unlinked)

    unlinked.refresh_from_db()
    assert unlinked.state == MatchState.UNLINKED
    assert "Rejected: 1 of 2." in shown
    assert "A match that is unlinked cannot become rejected." in shown


def test_a_long_list_of_refusals_is_cut_and_counted() -> None:
    decided = {"state": MatchState.UNLINKED, "decided_by": make_user(), "decided_at": NOW}
    matches = [make_match(**decided) for _ in range(7)]

    shown = choose(log_in(Role.REVIEWER), Match, "reject", *matches)

    assert "Rejected: 0 of 7." in shown
    assert shown.count("A match that is unlinked cannot become rejected.") == 5
    assert "2 more were refused." in shown


def test_without_the_right_to_decide_nothing_is_decided() -> None:
    reviewer = make_user()
    reviewer.groups.clear()
    reviewer.user_permissions.add(Permission.objects.get(codename="view_match"))
    client, match = Client(), make_match()
    client.force_login(reviewer)

    choose(client, Match, "confirm", match)

    match.refresh_from_db()
    assert match.state == MatchState.SUGGESTED


def test_the_page_tells_what_was_changed_and_why_it_was_proposed() -> None:
    match = make_rich_match(
        diff=[
            ["same", "The bridge cost ", "The bridge cost "],
            ["substituted", "40", "50"],
            ["same", " million euros.", " million euros."],
        ]
    )

    html = log_in(Role.REVIEWER).get(address(Match, "change", match.pk)).content.decode()

    assert "40</del>" in html.replace('<span class="visually-hidden">] </span>', "")
    assert "50</ins>" in html.replace('<span class="visually-hidden">] </span>', "")
    assert f"{reverse('admin:queue')}?match={match.pk}" in html
    shown = text_of(html)
    assert "80%" in shown
    assert "The claim says 40, the article says 50." in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 3),
        ({"state": "open"}, 2),
        ({"state": "rejected"}, 1),
        ({"state": "nonsense"}, 0),
        ({"flag": "number"}, 1),
        ({"flag": "none"}, 2),
        ({"stance__exact": "repeats"}, 3),
        ({"claim": "0"}, 0),
        ({"claim": "nonsense"}, 0),
        ({"article": "9" * 40}, 0),
        ({"version": "-1"}, 0),
        ({"q": "bridge"}, 3),
    ],
)
def test_the_list_is_filtered(query: dict[str, str], count: int) -> None:
    make_flag(match=make_match(), flag=Flag.NUMBER)
    make_match()
    make_match(state=MatchState.REJECTED, decided_by=make_user(), decided_at=NOW)

    response = log_in(Role.REVIEWER).get(address(Match, "changelist"), query)

    assert response.status_code == 200
    assert response.context["cl"].result_count == count


def test_the_list_of_one_claim_names_it() -> None:
    match = make_match()
    make_match()

    response = log_in(Role.REVIEWER).get(address(Match, "changelist"), {"claim": match.claim_id})

    assert list(response.context["cl"].result_list) == [match]
    html = response.content.decode()
    assert match.claim.text in text_of(html[html.index('id="changelist-filter"') :])
