"""Articles and versions: what is the same, what is new, and what two at once do."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from claims.ingest.extract import IncomingDocument, extract_document
from claims.ingest.store import StoredVersion, StoreStatus, find_unchanged, store_article
from claims.models import Article, ArticleVersion
from claims.records.refusal import InputRefused, RefusalCode
from tests.factories import make_domain, make_source

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DUE = NOW + timedelta(seconds=15)
BRIDGE = IncomingDocument(name="bridge.txt", content=b"The bridge cost 40 million euros.\r\n")
AT_URL = replace(BRIDGE, url="https://harbour.example/bridge")

pytestmark = pytest.mark.django_db


def store(incoming: IncomingDocument) -> StoredVersion:
    return store_article(extract_document(incoming), at=NOW, due_at=DUE)


def test_a_version_keeps_the_bytes_and_waits_for_a_worker() -> None:
    stored = store(replace(BRIDGE, title="A bridge", author="Ann Lee", published_at=NOW))

    version = ArticleVersion.objects.select_related("article").get()
    assert (stored.status, stored.version) == (StoreStatus.CREATED, version)
    assert bytes(version.raw) == BRIDGE.content
    assert version.raw_sha256 == BRIDGE.sha256
    assert version.text == "The bridge cost 40 million euros."
    assert (version.number, version.received_at, version.due_at) == (1, NOW, DUE)
    assert version.work_state == "waiting"
    assert version.article.title == "A bridge"
    assert version.article.published_at == NOW


@pytest.mark.parametrize(
    "incoming",
    [BRIDGE, AT_URL, replace(BRIDGE, external_id="42")],
    ids=["by content", "by address", "by id"],
)
def test_the_same_document_twice_changes_nothing(incoming: IncomingDocument) -> None:
    assert find_unchanged(incoming) is None
    first = store(incoming)
    before = list(ArticleVersion.objects.values()), list(Article.objects.values())

    second = store(incoming)

    assert (second.status, second.version) == (StoreStatus.UNCHANGED, first.version)
    assert find_unchanged(incoming) == first.version
    assert (list(ArticleVersion.objects.values()), list(Article.objects.values())) == before


def test_other_line_breaks_are_the_same_text() -> None:
    store(AT_URL)

    again = store(replace(AT_URL, content=AT_URL.content.replace(b"\r\n", b"\n")))

    assert again.status == StoreStatus.UNCHANGED


@pytest.mark.parametrize(
    "address",
    [
        "http://harbour.example/bridge",
        "https://HARBOUR.example:443/bridge#cost",
        "https://harbour.example/bridge?utm_source=mail",
    ],
)
def test_another_text_at_the_same_address_is_a_new_version(address: str) -> None:
    first = store(AT_URL)

    second = store(replace(AT_URL, url=address, content=b"The bridge cost 52 million euros."))

    assert second.status == StoreStatus.NEW_VERSION
    assert second.version.number == 2
    assert second.version.article == first.version.article


def test_a_text_that_comes_back_is_not_stored_again() -> None:
    first = store(AT_URL)
    store(replace(AT_URL, content=b"The bridge cost 52 million euros."))

    assert store(AT_URL) == StoredVersion(StoreStatus.UNCHANGED, first.version)


def test_the_same_text_at_two_addresses_is_two_articles() -> None:
    store(AT_URL)

    copy = store(replace(AT_URL, url="https://copy.example/bridge"))

    assert copy.status == StoreStatus.CREATED
    assert find_unchanged(replace(AT_URL, url="https://third.example/bridge")) is None


def test_two_sources_may_use_the_same_id_and_the_same_text() -> None:
    times, post = make_source(), make_source()
    incoming = replace(BRIDGE, external_id="42")

    statuses = [
        store(replace(incoming, source=times.name)).status,
        store(replace(incoming, source=post.name)).status,
        store(replace(BRIDGE, source=times.name)).status,
        store(replace(BRIDGE, source=post.name)).status,
    ]

    assert statuses == [StoreStatus.CREATED] * 4
    assert set(Article.objects.values_list("source", flat=True)) == {times.pk, post.pk}


def test_a_document_gets_its_source_later_without_a_twin() -> None:
    source = make_source()
    first = store(BRIDGE)
    named = replace(BRIDGE, source=source.name, title="A bridge", published_at=NOW)

    assert find_unchanged(named) is None
    second = store(named)

    assert second == StoredVersion(StoreStatus.UNCHANGED, first.version)
    article = Article.objects.get()
    assert (article.source, article.title, article.published_at) == (source, "A bridge", NOW)
    assert find_unchanged(named) == find_unchanged(BRIDGE) == first.version


def test_a_document_whose_source_is_known_gets_no_twin_without_it() -> None:
    first = store(replace(BRIDGE, source=make_source().name))

    second = store(replace(BRIDGE, published_at=NOW))

    assert second == StoredVersion(StoreStatus.UNCHANGED, first.version)
    assert Article.objects.get().published_at == NOW


def test_details_that_are_known_stay() -> None:
    store(replace(AT_URL, title="A bridge"))

    store(replace(AT_URL, title="Another headline", author="Ann Lee"))

    article = Article.objects.get()
    assert (article.title, article.author) == ("A bridge", "Ann Lee")


def test_a_source_is_found_by_the_closest_domain() -> None:
    site, desk = make_source(), make_source(language="de")
    make_domain(source=site, domain="harbour.example")
    make_domain(source=desk, domain="news.harbour.example")

    store(replace(AT_URL, url="https://www.news.harbour.example/a"))
    store(replace(AT_URL, url="https://www.harbour.example/a"))
    store(replace(AT_URL, url="https://myharbour.example/a"))

    articles = Article.objects.order_by("pk").values_list("source", "language")
    assert list(articles) == [(desk.pk, "de"), (site.pk, "en"), (None, "en")]


def test_an_unknown_source_is_refused_and_nothing_is_stored() -> None:
    make_source(name="Harbour Times")

    with pytest.raises(InputRefused, match="did you mean “Harbour Times”") as refusal:
        store(replace(BRIDGE, source="Harbor Times"))

    assert refusal.value.code == RefusalCode.UNKNOWN_SOURCE
    assert not Article.objects.exists()


def test_characters_that_no_database_takes_are_left_out() -> None:
    store(replace(BRIDGE, name="a\x00b", title="A\ud800 bridge\x00", external_id="4\x002"))

    article = Article.objects.get()
    assert (article.name, article.title) == ("ab", "A\N{REPLACEMENT CHARACTER} bridge")
    assert article.identity == "id::42"


def test_long_names_and_titles_are_shortened() -> None:
    store(replace(BRIDGE, name="n" * 600, title="A title\nof two lines " + "t" * 600))

    article = Article.objects.get()
    assert len(article.name) == len(article.title) == 500
    assert article.title.startswith("A title of two lines")
    assert article.title.endswith("…")


def test_a_second_run_costs_two_queries_a_document(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    source = make_source()
    incoming = replace(BRIDGE, source=source.name, external_id="42")
    store(incoming)

    with django_assert_num_queries(2):
        find_unchanged(incoming)


def at_once(calls: list[Callable[[], StoredVersion]]) -> list[StoreStatus]:
    """Run the calls in threads that start together."""
    barrier = threading.Barrier(len(calls))
    results: list[StoreStatus] = []

    def run(call: Callable[[], StoredVersion]) -> None:
        barrier.wait()
        try:
            results.append(call().status)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_who_store_the_same_at_once_one_creates() -> None:
    for number in range(5):
        incoming = replace(AT_URL, url=f"https://harbour.example/{number}")

        statuses = at_once([lambda incoming=incoming: store(incoming)] * 4)  # type: ignore[misc]  # bound now

        assert statuses == [StoreStatus.CREATED] + [StoreStatus.UNCHANGED] * 3
    assert Article.objects.count() == ArticleVersion.objects.count() == 5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_texts_at_once_get_a_number_each() -> None:
    store(AT_URL)
    texts = [replace(AT_URL, content=f"Text number {number}.".encode()) for number in range(4)]

    statuses = at_once([lambda text=text: store(text) for text in texts])  # type: ignore[misc]  # bound now

    assert statuses == [StoreStatus.NEW_VERSION] * 4
    numbers = ArticleVersion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]
