"""Articles, their versions and spans in the admin."""

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.enums import MatchState, Role, WorkState
from claims.models import Article, ArticleVersion, Match, Quote, Sentence
from tests.admin.pages import address, choose, inline, log_in, make_rich_match, text_of
from tests.factories import (
    NOW,
    make_article,
    make_domain,
    make_match,
    make_quote,
    make_sentence,
    make_source,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db

PASTED = "The mayor said on Monday that the bridge cost 40 million euros.\n\nNobody objected."
WEB_PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge opens</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Bridge opens</h1>
<p>The mayor said on Monday that the bridge cost 40 million euros, twice the plan.</p>
<p>Nobody on the council objected to the figure, which appears in the city accounts.</p>
</article></body></html>"""


def submit(fields: Mapping[str, object]) -> str:
    response = log_in(Role.EDITOR).post(address(Article, "add"), fields, follow=True)
    return text_of(response.content.decode())


def test_pasted_text_becomes_an_article_that_waits_for_a_worker() -> None:
    source = make_source()

    shown = submit(
        {
            "text": PASTED,
            "title": "Bridge",
            "source": source.pk,
            "published_at": "2026-03-04T18:05:00",
        }
    )

    version = ArticleVersion.objects.get()
    assert "was stored and waits for a worker" in shown
    assert (version.text, version.work_state) == (PASTED, WorkState.WAITING)
    assert (version.article.title, version.article.source) == ("Bridge", source)
    assert version.article.published_at is not None
    assert version.article.published_at.isoformat() == "2026-03-04T18:05:00+00:00"


def test_an_uploaded_page_is_read_like_any_other_web_page() -> None:
    source = make_domain(domain="harbour.example").source

    file = SimpleUploadedFile("bridge.html", WEB_PAGE)
    submit({"file": file, "url": "https://harbour.example/bridge"})

    version = ArticleVersion.objects.get()
    assert bytes(version.raw) == WEB_PAGE
    assert "Nobody on the council objected" in version.text
    assert "<p>" not in version.text
    assert version.article.source == source


def test_the_same_text_twice_changes_nothing() -> None:
    submit({"text": PASTED})

    shown = submit({"text": PASTED})

    assert "Nothing was stored" in shown
    assert ArticleVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, "Give the text or a file"),
        ({"text": "  "}, "Give the text or a file"),
        ({"text": PASTED, "file": ("a.txt", b"Also this.")}, "Give the text or a file"),
        ({"file": ("a.pdf", b"%PDF-1.7")}, "ends in .txt, .html or .htm"),
        ({"file": ("a.txt", b"\x00\x01\x02\xff" * 99)}, "bytes that are no text"),
        ({"text": "***"}, "There is not one letter or digit in it."),
        ({"text": PASTED, "language": "English!"}, "is no language tag"),
        ({"text": PASTED, "url": "no address"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(
    fields: dict[str, object], fault: str
) -> None:
    given = {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in fields.items()
    }

    assert fault in submit(given)
    assert not Article.objects.exists()


def test_an_editor_corrects_what_is_known_of_an_article() -> None:
    article = make_article(published_at=NOW, canonical_url="https://harbour.example/a")
    form = {"title": "Bridge", "author": "Edda", "language": "en"}

    log_in(Role.EDITOR).post(
        address(Article, "change", article.pk),
        {**form, "published_at": "2026-03-04T18:05:09", "canonical_url": "", **inline("versions")},
    )

    article.refresh_from_db()
    assert (article.title, article.author) == ("Bridge", "Edda")
    assert str(article.published_at) == "2026-03-04 18:05:09+00:00"
    assert article.canonical_url == "https://harbour.example/a"


def test_saving_an_unchanged_article_keeps_its_time_to_the_second() -> None:
    article = make_article(published_at=NOW.replace(second=7), title="Bridge")
    client = log_in(Role.EDITOR)
    page = client.get(address(Article, "change", article.pk)).content.decode()

    assert 'value="2026-11-21T12:00:07"' in page


@pytest.mark.parametrize("model", [Article, ArticleVersion])
def test_processed_and_failed_versions_are_matched_again(
    model: type[Article] | type[ArticleVersion],
) -> None:
    done = make_version(
        work_state=WorkState.PROCESSED, processed_at=NOW, engine_version="v1", attempts=1
    )
    failed = make_version(
        article=done.article,
        number=2,
        work_state=WorkState.FAILED,
        failure_code="worker-lost",
        failure_reason="The worker fell silent.",
    )
    waiting = make_version(article=done.article, number=3)
    rows = [done.article] if model is Article else [done, failed, waiting]

    shown = choose(log_in(Role.EDITOR), model, "match_again", *rows)

    assert "Queued to be matched again: 2 of 3." in shown
    assert not ArticleVersion.objects.exclude(work_state=WorkState.WAITING).exists()


@pytest.mark.parametrize("model", [Article, ArticleVersion])
def test_a_reviewer_does_not_start_work(model: type[Article] | type[ArticleVersion]) -> None:
    done = make_version(work_state=WorkState.PROCESSED, processed_at=NOW, engine_version="v1")
    row = done.article if model is Article else done

    choose(log_in(Role.REVIEWER), model, "match_again", row)

    done.refresh_from_db()
    assert done.work_state == WorkState.PROCESSED


def test_the_page_of_an_article_leads_to_its_matches_by_state() -> None:
    match = make_rich_match()
    make_match(
        sentence=make_sentence(version=match.version, position=1, start=1),
        state=MatchState.CONFIRMED,
        decided_by=make_user(),
        decided_at=NOW,
    )
    client = log_in(Role.REVIEWER)

    html = client.get(address(Article, "change", match.version.article_id)).content.decode()

    shown = text_of(html)
    assert "suggested: 1" in shown
    assert "confirmed: 1" in shown


def test_a_text_is_shown_in_paragraphs_with_its_length_and_never_as_markup() -> None:
    version = make_version(text="First <b>line</b>.\n\nSecond line.")

    html = log_in(Role.REVIEWER).get(address(ArticleVersion, "change", version.pk)).content.decode()

    assert "<p>First &lt;b&gt;line&lt;/b&gt;.</p><p>Second line.</p>" in html
    assert "Characters: 32" in text_of(html)


def test_of_a_huge_text_the_beginning_is_shown_and_said_to_be_the_beginning() -> None:
    version = make_version(text="word " * 40_000 + "the very end")

    html = log_in(Role.REVIEWER).get(address(ArticleVersion, "change", version.pk)).content.decode()

    assert "The first 100,000 of 200,012 characters are shown" in html
    assert "the very end" not in html


def test_the_original_is_downloaded_and_never_shown() -> None:
    raw = b"<script>alert(1)</script>\xff\x00"
    version = make_version(raw=raw, article=make_article(name='feed/odd "name".html'))

    response = log_in(Role.REVIEWER).get(address(ArticleVersion, "original", version.pk))

    assert response.content == raw
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith('attachment; filename="odd')
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_download_takes_the_right_to_view_and_a_version() -> None:
    version = make_version()
    client = log_in(Role.REVIEWER)

    assert client.get(address(ArticleVersion, "original", 99)).status_code == 404

    stranger = log_in(Role.REVIEWER, is_staff=False)
    response = stranger.get(address(ArticleVersion, "original", version.pk))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_lists_never_load_texts_and_originals() -> None:
    version = make_rich_match().version
    client = log_in(Role.REVIEWER)

    pages = [
        client.get(address(ArticleVersion, "changelist")),
        client.get(address(Match, "changelist")),
        client.get(address(Sentence, "changelist")),
    ]

    rows = [row for page in pages for row in page.context["cl"].result_list]
    versions = [row if isinstance(row, ArticleVersion) else row.version for row in rows]
    assert [row.pk for row in versions] == [version.pk] * 3
    assert all({"raw", "text"} <= row.get_deferred_fields() for row in versions)


def test_quotes_are_found_by_what_was_said_and_by_whom() -> None:
    quote = make_quote(speaker="Ada Sund")
    make_quote(speaker="Mayor Lind", attribution="Mayor Lind said")

    response = log_in(Role.REVIEWER).get(address(Quote, "changelist"), {"q": "sund"})

    assert list(response.context["cl"].result_list) == [quote]
