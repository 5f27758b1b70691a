"""The page of a claim: wordings, appearances in time order, verdicts."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.admin.claim.reading import SHOWN
from claims.admin.claim.timeline import HEIGHT, WIDTH, draw_timeline
from claims.enums import ClaimState, MatchState, Mutation, Role, WordingOrigin
from claims.models import Match, Wording
from tests import factories as f
from tests.admin.pages import log_in, make_rich_claim, text_of

pytestmark = pytest.mark.django_db


def make_appearance(wording: Wording, *, days: int | None = None, **fields: Any) -> Match:
    published_at = None if days is None else f.NOW + timedelta(days=days)
    article = f.make_article(published_at=published_at, source=f.make_source())
    sentence = f.make_sentence(version=f.make_version(article=article))
    decided = {"state": MatchState.CONFIRMED, "decided_by": f.make_user(), "decided_at": f.NOW}
    return f.make_match(wording=wording, sentence=sentence, **decided | fields)


def show(client: Client, pk: int, **query: object) -> str:
    response = client.get(reverse("admin:claim", args=[pk], query=query))
    assert response.status_code == 200
    return response.text


def test_appearances_stand_in_the_order_of_time_those_without_a_date_last() -> None:
    wording = f.make_wording()
    matches = [make_appearance(wording, days=days) for days in (None, 3, 1)]

    html = show(log_in(Role.REVIEWER), wording.claim_id)

    places = [html.index(f'id="appearance-{match.pk}"') for match in matches]
    assert places[2] < places[1] < places[0]
    assert "no date" in html


def test_suggestions_are_no_appearances() -> None:
    match = f.make_match()

    text = text_of(show(log_in(Role.REVIEWER), match.claim_id))

    assert "No match of this claim has been confirmed yet." in text
    assert "Decide 1 open match" in text


def test_a_wording_says_where_it_came_from() -> None:
    wording = f.make_wording()
    match = make_appearance(wording)
    f.make_wording(
        claim=wording.claim, text="Learnt words.", origin=WordingOrigin.LEARNT, learnt_from=match
    )
    f.make_wording(
        claim=wording.claim, text="Old words.", origin=WordingOrigin.IMPORTED, is_active=False
    )

    html = show(log_in(Role.REVIEWER), wording.claim_id)

    assert f"{reverse('admin:article', args=[match.version.article_id])}?match={match.pk}" in html
    assert "switched off" in html
    assert f"right=wording:{wording.pk}" not in html


def test_the_published_verdict_comes_with_its_evidence() -> None:
    claim = make_rich_claim()
    verdict = claim.verdicts.get()
    f.make_evidence(verdict=verdict, url="javascript:alert(1)", title="Bad link")
    f.make_verdict(claim=claim, number=2, summary="A draft.")

    html = show(log_in(Role.REVIEWER), claim.pk)

    assert "The accounts show less." in html
    assert "javascript:" not in html
    assert "Version 2" in html


def test_a_merged_claim_leads_to_the_one_that_took_it_over() -> None:
    target = f.make_claim()
    claim = f.make_claim(state=ClaimState.MERGED, merged_into=target)

    assert f'href="{reverse("admin:claim", args=[target.pk])}"' in show(
        log_in(Role.REVIEWER), claim.pk
    )


def test_a_long_claim_with_markup_is_folded_and_stays_text() -> None:
    claim = f.make_claim(text="<script>alert(1)</script>" + " long words" * 9000)

    html = show(log_in(Role.REVIEWER), claim.pk)

    assert "<script>alert" not in html
    assert "The whole text" in html


def test_many_appearances_come_in_pages_with_the_same_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    wording = f.make_wording()
    template = make_appearance(wording, days=0)
    for day in range(1, SHOWN + 3):
        make_appearance(wording, days=day, decided_by=template.decided_by)
    client = log_in(Role.REVIEWER)

    with django_assert_max_num_queries(16):
        first = show(client, wording.claim_id)
    second = show(client, wording.claim_id, first=SHOWN)

    assert f"?first={SHOWN}" in first
    assert second.count('id="appearance-') == 3
    assert "?first=0" in second
    assert show(client, wording.claim_id, first=10**9).count('id="appearance-') == 3


def test_dots_lie_within_the_drawing_and_name_their_day() -> None:
    wording = f.make_wording()
    matches = [
        make_appearance(wording, days=days, mutation=Mutation.VERBATIM)
        for days in (0, 0, 0, 0, 0, 0, 400)
    ]

    timeline = draw_timeline([*matches, make_appearance(wording)])

    assert len(timeline.dots) == 7
    assert timeline.undated == 1
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in timeline.dots)
    assert timeline.dots[0].x < timeline.dots[-1].x
    assert timeline.dots[0].y > timeline.dots[1].y
    assert [tick.label for tick in timeline.ticks] == ["2026-11-21", "2027-06-09", "2027-12-26"]


def test_no_claim_is_not_found_and_no_right_is_refused() -> None:
    assert log_in(Role.REVIEWER).get(reverse("admin:claim", args=[999999])).status_code == 404
    clerk = Client()
    clerk.force_login(User.objects.create_user("clerk", is_staff=True))
    assert clerk.get(reverse("admin:claim", args=[1])).status_code == 403


def move(client: Client, pk: int, **fields: object) -> str:
    response = client.post(reverse("admin:claim_move", args=[pk]), fields, follow=True)
    return text_of(response.text)


def test_a_claim_is_taken_assigned_and_archived_with_buttons() -> None:
    claim = f.make_claim()
    editor = f.make_user(Role.EDITOR, username="ada", first_name="Ada")
    client = Client()
    client.force_login(editor)

    assert "I review it" in text_of(show(client, claim.pk))
    move(client, claim.pk, step="start", stage="new")
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == ("in-review", editor)

    stale = move(client, claim.pk, step="triage", stage="new")
    assert "was changed meanwhile and is now “in review”, ada's" in stale

    fields = {"stage": "in-review", "whose": editor.pk, "assignee": editor.pk}
    move(client, claim.pk, step="assign", due="2099-01-02", note="By Friday.", **fields)
    text = text_of(show(client, claim.pk))
    assert "until 2 January 2099" in text
    assert "“By Friday.”" in text

    move(client, claim.pk, step="archive", stage="assigned", whose=editor.pk)
    assert "Take out of the archive" in text_of(show(client, claim.pk))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"step": "start", "stage": "new"}, "You may not do that."),
        ({"step": "assign", "stage": "new"}, "Say who shall review it."),
        ({"step": "steal", "stage": "new"}, "Nothing was changed"),
        ({"step": "triage", "stage": "nonsense"}, "Nothing was changed"),
        ({"step": "assign", "stage": "new", "assignee": 999999}, "Nothing was changed"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(fields: dict[str, object], said: str) -> None:
    claim = f.make_claim()

    assert said in move(log_in(Role.REVIEWER), claim.pk, **fields)
    assert not claim.events.exists()
