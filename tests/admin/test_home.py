"""The home page, the navigation and the pages for errors."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from pytest_django import DjangoAssertNumQueries

from claims import desk, review
from claims.admin.home import read_home
from claims.admin.home.figures import read_figures
from claims.admin.navigation import navigation
from claims.enums import MatchState, Role, VerdictState, WorkState
from claims.models import Match
from tests.factories import (
    NOW,
    make_claim,
    make_match,
    make_rating,
    make_user,
    make_verdict,
    make_version,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def reviewer(client: Client) -> User:
    user = make_user(username="ada")
    client.force_login(user)
    return user


def make_failed_version() -> None:
    make_version(work_state=WorkState.FAILED, failure_code="broken", failure_reason="It broke.")


def counts_of(user: User) -> dict[str, int]:
    return {str(tile.label): tile.count for tile in read_home(user).tiles}


def test_tiles_count_what_waits(reviewer: User) -> None:
    first, *_ = [make_match() for _ in range(3)]
    review.decide(first, state=MatchState.SECOND_LOOK, actor=reviewer, at=timezone.now())
    make_failed_version()

    assert counts_of(reviewer) == {
        "assigned to me": 0,
        "unassigned": 2,
        "for a second look": 1,
        "overdue": 0,
        "lost their place": 0,
        "repeats of refuted claims today": 0,
        "verdicts to approve": 0,
        "failed versions": 1,
        "articles today": 4,
    }


def test_what_is_assigned_is_the_assignees_and_what_waits_long_is_overdue(reviewer: User) -> None:
    mine, late, shy = make_match(), make_match(), make_match(probability=0.2)
    now = timezone.now()
    lease = timedelta(hours=1)
    why = review.Why(reviewer, now)
    review.assign(mine, assignee=reviewer, due_at=None, lease=lease, why=why)
    old = now - timedelta(days=desk.current_settings().review_days + 1)
    Match.objects.filter(pk__in=[late.pk, shy.pk]).update(created_at=old)

    counts = counts_of(reviewer)

    assert (counts["assigned to me"], counts["unassigned"], counts["overdue"]) == (1, 1, 1)


def test_a_new_repeat_of_a_refuted_claim_is_counted_and_a_dispute_is_not(reviewer: User) -> None:
    for rating_value, stance in ((1, "repeats"), (1, "disputes"), (5, "repeats")):
        match = make_match(stance=stance)
        rating = make_rating(rating_value=rating_value)
        make_verdict(
            claim=match.claim, rating=rating, state=VerdictState.PUBLISHED, published_at=NOW
        )
        assert rating.refutes is (rating_value == 1)

    assert counts_of(reviewer)["repeats of refuted claims today"] == 1


def test_what_was_returned_to_an_author_stands_among_the_own_work(reviewer: User) -> None:
    make_verdict(
        author=reviewer, state=VerdictState.RETURNED, proposed_by=reviewer, proposed_at=NOW
    )

    [_assigned, returned] = read_home(reviewer).mine

    assert (str(returned.label), returned.count, returned.tone) == (
        "verdicts returned to me", 1, "trouble",
    )  # fmt: skip


def test_figures_say_how_often_the_engine_was_right(client: Client, reviewer: User) -> None:
    for state in (MatchState.CONFIRMED, MatchState.CONFIRMED, MatchState.REJECTED):
        review.decide(make_match(), state=state, actor=reviewer, at=timezone.now())

    html = client.get(reverse("admin:figures")).text

    assert "75 to 90%" in html
    assert "67%" in html
    assert "Unknown source" in html
    figures = read_figures(timezone.now())
    assert sum(day.confirmed for day in figures.days) == 2
    assert sum(day.others for day in figures.days) == 1
    assert all(bar.y + bar.height <= 100.1 for d in figures.days for bar in (d.confirmed_bar,))


def test_figures_of_an_empty_desk_say_so(client: Client, reviewer: User) -> None:
    assert "Nothing has been decided in that time." in client.get(reverse("admin:figures")).text


def test_every_tile_leads_to_a_list(client: Client, reviewer: User) -> None:
    make_match()

    for tile in read_home(reviewer).tiles:
        assert client.get(tile.url).status_code == 200, tile.label


def test_failed_tile_leads_to_the_failed_versions_only(client: Client, reviewer: User) -> None:
    make_failed_version()
    make_version()
    [tile] = [tile for tile in read_home(reviewer).tiles if tile.label == "failed versions"]

    page = client.get(tile.url)

    assert page.context["cl"].result_count == tile.count == 1
    assert tile.tone == "trouble"


def test_recent_decisions_are_listed_with_who_took_them(client: Client, reviewer: User) -> None:
    match = make_match()
    review.decide(match, state=MatchState.REJECTED, actor=reviewer, at=NOW)

    html = client.get("/admin/").text

    assert f"/admin/queue/?match={match.pk}" in html
    assert "ada, " in html
    assert "21 Nov 2026, 12:00 UTC" in html


def test_an_empty_workbench_says_how_to_begin(client: Client, reviewer: User) -> None:
    html = client.get("/admin/").text

    assert "Nothing can match yet." in html
    assert "manage.py import_claims FILE" in html
    assert "No decision has been taken yet." in html


def test_while_workers_read_it_says_so(client: Client, reviewer: User) -> None:
    make_claim()
    make_version()

    assert "still reading 1 article version." in client.get("/admin/").text


def test_when_all_is_decided_it_says_so(client: Client, reviewer: User) -> None:
    match = make_match()
    type(match.version).objects.update(
        work_state=WorkState.PROCESSED, processed_at=NOW, engine_version="v1"
    )
    review.decide(match, state=MatchState.REJECTED, actor=reviewer, at=NOW)

    assert "Nothing waits. Ingest articles with" in client.get("/admin/").text


def test_who_may_see_no_matches_gets_no_numbers(client: Client) -> None:
    client.force_login(User.objects.create_user("clerk", is_staff=True))

    html = client.get("/admin/").text

    assert 'class="tiles"' not in html
    assert 'class="main-nav"' not in html


@pytest.mark.parametrize("number", [1, 30])
def test_home_takes_the_same_queries_for_one_match_and_for_many(
    reviewer: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        review.decide(make_match(), state=MatchState.REJECTED, actor=reviewer, at=NOW)

    # Rights (2), six kinds of waiting matches and the settings for them, own verdicts (2), those to
    # approve, versions (3), claims, articles, recent decisions.
    with django_assert_num_queries(18):
        read_home(reviewer)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/admin/queue/", "Queue"),
        ("/admin/queue/7/decide/", "Queue"),
        ("/admin/claims/claim/3/change/", "Claims"),
        ("/admin/claim/3/merge/", "Claims"),
        ("/admin/verdict/3/", "Claims"),
        ("/admin/article/3/", "Articles"),
        ("/admin/claims/claimant/", None),
        ("/admin/", None),
    ],
)
def test_where_one_is_is_marked(reviewer: User, path: str, current: str | None) -> None:
    links = navigation(reviewer, path)

    assert [link.label for link in links] == [
        "Queue",
        "Matches",
        "Claims",
        "Articles",
        "Sources",
        "Desk",
    ]
    assert [link.label for link in links if link.is_current] == ([current] if current else [])


def test_nobody_navigates_before_the_log_in() -> None:
    assert navigation(AnonymousUser(), "/admin/") == []


def test_log_in_page_has_a_heading_and_the_theme(client: Client) -> None:
    html = client.get("/admin/login/").text

    assert "<h1>Log in</h1>" in html
    assert "claims/theme.css" in html


@pytest.mark.parametrize("role", Role)
def test_home_opens_for_every_role(client: Client, role: Role) -> None:
    make_match()
    client.force_login(make_user(role))

    page = client.get("/admin/")

    assert page.status_code == 200
    assert " style=" not in page.text


def test_a_missing_page_is_explained_in_the_look_of_the_workbench(client: Client) -> None:
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "There is no such page" in page.text
    assert "claims/theme.css" in page.text


def test_server_errors_need_neither_request_nor_database(rf: RequestFactory) -> None:
    page = defaults.server_error(rf.get("/"))

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()


def test_bad_request_is_explained(rf: RequestFactory) -> None:
    page = defaults.bad_request(rf.get("/"), Exception())

    assert "This request could not be read" in page.content.decode()


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("templates/**/*.html")), ids=lambda path: str(path.name)
)
def test_templates_hold_no_inline_style_script_or_handler(path: Path) -> None:
    html = path.read_text().replace("workbench-style", "")

    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html
    assert " onclick=" not in html


def test_styles_ask_no_other_host() -> None:
    for path in (ROOT / "claims" / "static" / "claims").iterdir():
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path.name
        assert "@import" not in text, path.name
