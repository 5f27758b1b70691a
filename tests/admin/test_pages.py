"""Every list and form, for every role, with no, one and three rows."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import models
from claims.enums import Role
from tests.admin.pages import (
    ADDS,
    CHANGES,
    DELETES,
    MAKERS,
    VIEWS,
    address,
    log_in,
)
from tests.factories import make_scale, make_source

pytestmark = pytest.mark.django_db

CASES = [
    pytest.param(model, role, id=f"{model.__name__}-{role}") for model in MAKERS for role in Role
]
# Rows that nothing else depends on, and so nothing but a missing right keeps.
BARE: dict[type[Model], Callable[[], Model]] = {
    models.Source: make_source,
    models.RatingScale: make_scale,
}
# Instead of a form of Django's: the way to the editor.
ANSWERS: dict[type[Model], int] = {models.Verdict: 302}
# Markup that the Content-Security-Policy would refuse.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=")

# A list in another order, with counts, or the page of a filter of the queue.
AGAIN = re.compile(r"[?&](o|_facets)=|/admin/queue/|/jsi18n/")

# The bell in the header asks once on every page.
BELL = 1

# The four of session, person and rights included.
QUERIES: dict[type[Model], int] = {
    models.ApiToken: 7,
    models.Article: 10,
    models.ArticleVersion: 9,
    models.AuditEvent: 10,
    models.Claim: 13,
    models.ClaimEvent: 9,
    models.Claimant: 7,
    models.Correction: 9,
    models.Evidence: 9,
    models.Match: 9,
    models.MatchEvent: 9,
    models.MatchFlag: 6,
    models.Quote: 7,
    models.Rating: 8,
    models.RatingScale: 11,
    models.Sentence: 7,
    models.Source: 11,
    models.SourceDomain: 7,
    User: 15,
    models.Verdict: 12,
    models.VerdictEvent: 10,
    models.Wording: 8,
}


def page(client: Client, url: str, *, status: int = 200) -> str:
    response = client.get(url, follow=True)
    assert response.status_code == status, url
    return response.content.decode()


def test_every_model_has_its_pages() -> None:
    registered = set(admin.site._registry)

    # Counters and copies between programs: nobody has anything to see or change there.
    of_programs = {
        models.ArchiveCursor,
        models.AuditHead,
        models.Calibration,
        models.ChangeCounter,
        models.MeaningReading,
        # They stand on the page of their claim.
        models.ClaimOperation,
        models.ClaimRelation,
        # Everybody has their own, on pages of their own.
        models.DigestPreference,
        models.Notice,
        models.NoticePreference,
        models.VectorSpace,
        models.VersionTerms,
        models.WordingVector,
    }
    of_people = {getattr(models, name) for name in models.__all__} - of_programs
    assert of_people <= registered
    assert set(MAKERS) <= registered


@pytest.mark.parametrize(("model", "role"), CASES)
def test_pages_render_with_no_one_and_three_rows(model: type[Model], role: Role) -> None:
    client = log_in(role)
    allowed = 200 if model in VIEWS[role] else 403
    model._default_manager.exclude(pk=client.session["_auth_user_id"]).delete()

    for more in (0, 1, 2):
        rows = [MAKERS[model]() for _ in range(more)]
        shown = [page(client, address(model, "changelist") + "?_facets=True", status=allowed)]
        shown += [page(client, address(model, "change", row.pk), status=allowed) for row in rows]

        assert [INLINE.findall(html) for html in shown] == [[]] * len(shown)


@pytest.mark.parametrize(("model", "role"), CASES)
def test_add_pages_open_for_who_may_add(model: type[Model], role: Role) -> None:
    html = page(log_in(role), address(model, "add"), status=200 if model in ADDS[role] else 403)

    assert INLINE.findall(html) == []


@pytest.mark.parametrize(("model", "role"), CASES)
def test_a_row_is_saved_only_by_who_may_change_it(model: type[Model], role: Role) -> None:
    client, row = log_in(role), MAKERS[model]()
    before = model._default_manager.filter(pk=row.pk).values().get()

    response = client.post(address(model, "change", row.pk), {})

    # An empty form is answered with its faults, a forbidden one not at all.
    assert response.status_code == (ANSWERS.get(model, 200) if model in CHANGES[role] else 403)
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize(("model", "role"), CASES)
def test_a_row_is_added_only_by_who_may_add_it(model: type[Model], role: Role) -> None:
    client = log_in(role)
    before = model._default_manager.count()

    response = client.post(address(model, "add"), {})

    assert response.status_code == (ANSWERS.get(model, 200) if model in ADDS[role] else 403)
    assert model._default_manager.count() == before


@pytest.mark.parametrize(("model", "role"), CASES)
def test_a_row_is_deleted_only_by_who_may_delete_it(model: type[Model], role: Role) -> None:
    client, row = log_in(role), BARE.get(model, MAKERS[model])()

    response = client.post(address(model, "delete", row.pk), {"post": "yes"})

    allowed = model in DELETES[role]
    assert response.status_code == (302 if allowed else 403)
    assert model._default_manager.filter(pk=row.pk).exists() == (not allowed)


@pytest.mark.parametrize("model", MAKERS)
def test_who_is_not_logged_in_is_sent_to_the_log_in(model: type[Model]) -> None:
    row, stranger = MAKERS[model](), Client()

    for url in (
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", row.pk),
        address(model, "delete", row.pk),
    ):
        for response in (stranger.get(url), stranger.post(url, {"post": "yes"})):
            assert response.status_code == 302
            assert response["Location"].startswith("/admin/login/")
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.slow
def test_every_link_leads_where_a_reviewer_may_go() -> None:
    client = log_in(Role.REVIEWER)
    for model in VIEWS[Role.REVIEWER]:
        MAKERS[model]()
    waiting = [address(model, "changelist") for model in VIEWS[Role.REVIEWER]]
    seen, dead = set(waiting), set()

    while waiting:
        here = waiting.pop()
        response = client.get(here, follow=True)
        if response.status_code != 200 or "/login/" in response.request["PATH_INFO"]:
            dead.add(here)
        # Filters combine without end: they are followed one step only.
        html = "" if "?" in here else response.content.decode()
        links = re.findall(r'href="([^"#]+)"', html)
        paths = {urljoin(here, unescape(link)) for link in links}
        # Orders and counts of a list are the same page once more.
        new = {path for path in paths if path.startswith("/admin/") and not AGAIN.search(path)}
        waiting += new - seen
        seen |= new

    assert dead == set()
    assert len(seen) > 3 * len(VIEWS[Role.REVIEWER])


@pytest.mark.parametrize("model", MAKERS)
def test_lists_ask_as_often_for_three_rows_as_for_one(
    model: type[Model], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = log_in(Role.ADMIN), address(model, "changelist")

    for more in (1, 2):
        for _ in range(more):
            MAKERS[model]()
        with django_assert_num_queries(QUERIES[model] + BELL):
            client.get(url)
