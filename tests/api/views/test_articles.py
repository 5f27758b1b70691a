"""Articles through the API: taken in once, and followed until they are processed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from rest_framework.test import APIClient

from claims.enums import Role, WorkState
from claims.models import Article, ArticleVersion
from tests.api.clients import client_of, get_ids, problem_of
from tests.factories import (
    NOW,
    make_article,
    make_domain,
    make_quote,
    make_sentence,
    make_source,
    make_version,
)

ADDRESS = "/api/v1/articles/"
TEXT = "The bridge cost 40 million euros, the mayor said on Monday.\n\nIt opened in May."


def post(client: APIClient, **body: Any) -> Any:
    return client.post(ADDRESS, body, format="json")


@pytest.mark.django_db
def test_a_new_article_is_taken_in_and_the_workers_are_rung_for(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    source = make_source(name="Harbour Times")
    make_domain(source=source, domain="harbour.example")
    client = client_of(Role.EDITOR)

    with django_capture_on_commit_callbacks() as rings:
        response = post(
            client,
            text=TEXT,
            url="https://harbour.example/bridge?utm_source=x",
            title="Costly bridge",
            author="Ada",
            language="en-GB",
            published_at="2026-11-20T18:00:00+02:00",
        )

    assert response.status_code == 202
    article = Article.objects.get()
    body = response.json()
    assert (body["id"], body["version"], body["status"]) == (f"art_{article.pk}", 1, "created")
    assert body["status_url"] == response.headers["Location"]
    assert len(rings) == 1
    assert (article.source, article.canonical_url) == (source, "https://harbour.example/bridge")
    assert (article.author, article.language) == ("Ada", "en-GB")
    assert article.published_at == datetime(2026, 11, 20, 16, tzinfo=UTC)

    status = client.get(body["status_url"]).json()
    assert (status["title"], status["state"]) == ("Costly bridge", "waiting")
    assert status["versions"][0]["text_sha256"] == article.versions.get().text_sha256


@pytest.mark.django_db
def test_what_is_not_known_may_be_blank_or_null() -> None:
    client = client_of(Role.EDITOR)

    response = post(client, text=TEXT, url="", id=None, title=None, published_at=None, source="")

    assert response.status_code == 202
    article = Article.objects.get()
    assert (article.canonical_url, article.title, article.published_at) == ("", "", None)


@pytest.mark.django_db
def test_known_content_changes_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = client_of(Role.EDITOR)
    first = post(client, text=TEXT, url="https://harbour.example/bridge").json()

    with django_capture_on_commit_callbacks() as rings:
        response = post(client, text=TEXT, url="https://harbour.example/bridge")

    assert (response.status_code, response.json()["status"]) == (200, "unchanged")
    assert response.json()["id"] == first["id"]
    assert (rings, ArticleVersion.objects.count()) == ([], 1)


@pytest.mark.django_db
def test_changed_content_is_a_new_version() -> None:
    client = client_of(Role.EDITOR)
    post(client, text=TEXT, url="https://harbour.example/bridge")

    response = post(client, text=f"{TEXT} Corrected.", url="https://harbour.example/bridge")

    assert (response.status_code, response.json()["version"]) == (202, 2)
    versions = client.get(response.json()["status_url"]).json()["versions"]
    assert [version["number"] for version in versions] == [1, 2]


@pytest.mark.django_db
def test_a_page_is_read_for_its_text() -> None:
    html = f"<html><body><nav>Home</nav><article><p>{TEXT * 5}</p></article></body></html>"

    response = post(client_of(Role.EDITOR), html=html, id="a-1")

    version = ArticleVersion.objects.get()
    assert response.status_code == 202
    assert "The bridge cost" in version.text
    assert "<p>" not in version.text
    assert bytes(version.raw) == html.encode()


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["name", "id"])
def test_a_source_is_given_by_name_or_id(by: str) -> None:
    source = make_source(name="Harbour Times")

    post(
        client_of(Role.EDITOR),
        text=TEXT,
        source="harbour times" if by == "name" else f"src_{source.pk}",
    )

    assert Article.objects.get().source == source


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": " \n"}, "empty"),
        ({"text": "***"}, "no-text"),
        ({"html": "<p></p>"}, "no-text"),
        ({"text": TEXT, "url": "ftp://harbour.example/"}, "bad-url"),
        ({"text": TEXT, "url": "bridge"}, "bad-url"),
        ({"text": TEXT, "source": "Nobody's Paper"}, "unknown-source"),
        ({"text": TEXT, "source": "src_99"}, "unknown-source"),
        ({"text": TEXT, "language": "english please"}, "bad-language"),
    ],
)
def test_an_article_that_cannot_be_stored(body: dict[str, str], code: str) -> None:
    problem = problem_of(post(client_of(Role.EDITOR), **body), 422, "article-refused")

    assert problem["code"] == code
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#"),
        ({"text": TEXT, "html": "<p>x</p>"}, "#"),
        ({"text": ""}, "#/text"),
        ({"text": 7.5}, "#/text"),
        ({"html": None}, "#/html"),
        ({"text": TEXT, "url": "x" * 1001}, "#/url"),
        ({"text": TEXT, "id": {"a": 1}}, "#/id"),
        ({"text": TEXT, "published_at": "0001-01-01T00:00:00+14:00"}, "#/published_at"),
        ({"text": TEXT, "state": "processed"}, "#/state"),
    ],
)
def test_a_body_that_cannot_be_read(body: dict[str, Any], pointer: str) -> None:
    problem = problem_of(post(client_of(Role.EDITOR), **body), 422, "invalid-body")

    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_half_a_character_is_no_text() -> None:
    response = client_of(Role.EDITOR).post(
        ADDRESS, r'{"text": "\ud800"}', content_type="application/json"
    )

    assert problem_of(response, 422, "invalid-body")["errors"][0]["pointer"] == "#/text"


@pytest.mark.django_db
def test_a_text_beyond_the_limit(settings: Settings) -> None:
    settings.FACTCHECK_MAX_BYTES = 100

    problem = problem_of(post(client_of(Role.EDITOR), text=TEXT * 2), 413, "too-large")

    assert problem["code"] == "too-large"


@pytest.mark.django_db
def test_a_reviewer_reads_articles_and_posts_none() -> None:
    client = client_of(Role.REVIEWER)

    assert client.get(ADDRESS).status_code == 200
    problem = problem_of(post(client, text=TEXT), 403, "not-allowed")
    assert "claims.add_article" in problem["detail"]


@pytest.mark.django_db
def test_a_failure_is_shown_with_its_reason() -> None:
    version = make_version(
        work_state=WorkState.FAILED, failure_code="worker-lost", failure_reason="Five attempts."
    )

    body = client_of().get(f"{ADDRESS}art_{version.article_id}/").json()

    assert body["state"] == "failed"
    assert body["versions"][0]["failure_code"] == "worker-lost"
    assert body["versions"][0]["failure_reason"] == "Five attempts."


@pytest.mark.django_db
def test_the_text_of_a_version_with_its_spans() -> None:
    version = make_version(text="“It cost 40,” she said. ☔ So.")
    first = make_sentence(version=version, start=0, end=23, text=version.text[:23])
    make_sentence(version=version, position=1, start=24, end=29, text=version.text[24:])
    make_quote(sentence=first, start=1, end=12, text=version.text[1:12])

    body = client_of().get(f"{ADDRESS}art_{version.article_id}/versions/1/").json()

    assert (body["article_id"], body["number"]) == (f"art_{version.article_id}", 1)
    assert [sentence["position"] for sentence in body["sentences"]] == [0, 1]
    for span in body["sentences"] + body["quotes"]:
        assert body["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["art_99/", "art_99/versions/1/", "clm_1/", "1/"])
def test_no_such_article(rest: str) -> None:
    problem_of(client_of().get(f"{ADDRESS}{rest}"), 404, "not-found")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999", "one"])
def test_no_such_version(number: str) -> None:
    version = make_version()

    response = client_of().get(f"{ADDRESS}art_{version.article_id}/versions/{number}/")

    problem_of(response, 404, "not-found")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        article = make_article(source=make_source())
        make_version(article=article)
        make_version(article=article, number=2)
    client = client_of()

    # Permissions two, articles with sources, versions.
    with django_assert_num_queries(4) as queries:
        assert len(get_ids(client, ADDRESS)) == count
    assert not any('"raw"' in query["sql"] for query in queries.captured_queries)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"state": "processed"}, ["new"]),
        ({"state": "waiting"}, []),
        ({"state": ["failed", "processed"]}, ["new"]),
        ({"url": "https://harbour.example/new"}, ["new"]),
        ({"url": "https://harbour.example"}, []),
        ({"published_since": "2026-11-21T12:00:00Z"}, ["new"]),
        ({"published_since": "2026-11-20"}, ["new", "old"]),
        ({"published_before": "2026-11-21T12:00:00Z"}, ["old"]),
        ({"search": "NE"}, ["new"]),
    ],
)
def test_filters(parameters: dict[str, str], found: list[str]) -> None:
    new = make_article(title="new", canonical_url="https://harbour.example/new", published_at=NOW)
    make_article(title="old", published_at=NOW - timedelta(days=1))
    make_version(article=new)
    make_version(
        article=new,
        number=2,
        work_state=WorkState.PROCESSED,
        processed_at=NOW,
        engine_version="test",
    )

    rows = client_of().get(ADDRESS, parameters).json()["results"]

    assert sorted(row["title"] for row in rows) == found


@pytest.mark.django_db
def test_filter_by_source() -> None:
    article = make_article(source=make_source())
    make_article(source=make_source())

    found = get_ids(client_of(), ADDRESS, source=f"src_{article.source_id}")

    assert found == [f"art_{article.pk}"]
