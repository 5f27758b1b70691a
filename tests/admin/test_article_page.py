"""The page of an article: its text with matches and quotes in place, and what versions changed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.admin.article.parts import PART, in_parts, part_of, read_lines
from claims.admin.article.pieces import Note, cut_pieces
from claims.enums import MatchState, Role, SentenceKind, WorkState
from claims.models import ArticleVersion, Match
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db
TEXT = "A headline\n\nThe bridge cost 40 million euros. “It was cheap,” said Lind.\n\nThe end."
PROCESSED = {"work_state": WorkState.PROCESSED, "processed_at": f.NOW, "engine_version": "test"}


def make_read_version(**fields: object) -> ArticleVersion:
    version = f.make_version(text=TEXT, **PROCESSED, **fields)
    spans = [
        (0, 10, "heading"),
        (12, 45, "paragraph"),
        (46, 71, "paragraph"),
        (73, 81, "paragraph"),
    ]
    for position, (start, end, kind) in enumerate(spans):
        f.make_sentence(
            version=version,
            position=position,
            block=position,
            start=start,
            end=end,
            kind=SentenceKind(kind),
            text=TEXT[start:end],
        )
    return version


def make_match_in(version: ArticleVersion, *, position: int = 1, **fields: object) -> Match:
    sentence = version.sentences.get(position=position)
    return f.make_match(**{"sentence": sentence} | fields)


def show(client: Client, of: ArticleVersion, **query: object) -> str:
    response = client.get(reverse("admin:article", args=[of.article_id], query=query))
    assert response.status_code == 200
    return response.text


def test_a_match_stands_in_its_place_and_leads_to_its_note_and_back() -> None:
    version = make_read_version()
    match = make_match_in(version)
    f.make_flag(match=match)
    f.make_quote(sentence=version.sentences.get(position=2), start=46, end=60, text=TEXT[46:60])

    html = show(log_in(Role.REVIEWER), version)

    assert '<mark class="state-suggested">The bridge cost 40 million euros.</mark>' in html
    assert f'id="match-{match.pk}" href="#note-1"' in html
    assert f'href="#match-{match.pk}"' in html
    assert '<span class="quoted">“It was cheap,</span>' in html
    assert "The claim says 40, the article says 50." in html
    assert f"/admin/queue/?match={match.pk}" in html


def test_the_text_is_shown_whole_and_as_text() -> None:
    version = f.make_version(text='<script>alert("x")</script>\nSecond & last', **PROCESSED)

    html = show(log_in(Role.REVIEWER), version)

    assert "<script>alert" not in html
    assert '<script>alert("x")</script> Second & last' in text_of(html)


def test_refused_matches_show_when_asked_for() -> None:
    version = make_read_version()
    make_match_in(version, state=MatchState.REJECTED, decided_by=f.make_user(), decided_at=f.NOW)
    client = log_in(Role.REVIEWER)

    assert "<mark" not in show(client, version)
    assert "Show the 1 rejected match" in show(client, version)
    assert 'class="state-rejected"' in show(client, version, refused=1)


def test_a_match_opens_the_version_and_the_part_it_stands_in() -> None:
    article = f.make_article()
    old = make_read_version(article=article)
    match = make_match_in(old)
    f.make_version(article=article, number=2, text="Another text.", **PROCESSED)
    client = log_in(Role.REVIEWER)

    assert "Another text." in show(client, old)
    html = show(client, old, match=match.pk)
    assert "asked" in html
    assert "This is not the newest version." in html


def test_a_version_that_nobody_has_read_says_so() -> None:
    client = log_in(Role.REVIEWER)
    failed = {"work_state": WorkState.FAILED, "failure_code": "x", "failure_reason": "It broke."}

    assert "waits for a worker" in show(client, f.make_version())
    assert "It broke." in show(client, f.make_version(**failed))


@pytest.mark.parametrize("query", ["version=99", "match=999999999", "version=9"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    version = make_read_version()
    address = f"{reverse('admin:article', args=[version.article_id])}?{query}"

    assert log_in(Role.REVIEWER).get(address).status_code == 404


def test_nonsense_in_the_address_is_as_if_not_given() -> None:
    version = make_read_version()

    assert "A headline" in show(log_in(Role.REVIEWER), version, version="x", match="²", part="-1")


def test_the_page_takes_few_queries_however_many_matches(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    version = make_read_version()
    client = log_in(Role.REVIEWER)
    for position in (1, 2, 3):
        f.make_flag(match=make_match_in(version, position=position))

    with django_assert_max_num_queries(13):
        show(client, version)


def test_changes_between_versions_stand_side_by_side() -> None:
    old = make_read_version()
    new = TEXT.replace("40", "12").replace("The end.", "Something wholly different.")
    f.make_version(article=old.article, number=2, text=new)
    client = log_in(Role.REVIEWER)

    html = client.get(reverse("admin:article_changes", args=[old.article_id, 1, 2])).text

    assert "3 paragraphs changed." in text_of(html)
    assert "1 unchanged paragraph" in text_of(html)
    assert "12</ins>" in html.replace('<span class="visually-hidden">] </span>', "")
    assert "The end.</del>" in html
    assert (
        client.get(reverse("admin:article_changes", args=[old.article_id, 1, 7])).status_code == 404
    )


def test_who_may_not_see_articles_is_refused() -> None:
    client = Client()
    client.force_login(User.objects.create_user("clerk", is_staff=True))

    assert client.get(reverse("admin:article", args=[1])).status_code == 403


def test_overlapping_spans_are_cut_where_they_meet() -> None:
    version = make_read_version()
    whole = make_match_in(version, position=1, start=12, end=71, text=TEXT[12:71])
    inner = make_match_in(version, position=2, start=46, end=60, text=TEXT[46:60])
    notes = [Note(1, whole), Note(2, inner)]

    pieces = cut_pieces(TEXT[12:71], start=12, notes=notes, quotes=())

    assert "".join(piece.text for piece in pieces) == TEXT[12:71]
    assert [tuple(n.number for n in piece.notes) for piece in pieces] == [(1,), (1, 2), (1,)]
    assert [tuple(n.number for n in piece.ending) for piece in pieces] == [(), (2,), (1,)]


def test_long_texts_come_in_parts_that_lose_nothing() -> None:
    text = (
        "\n".join(f"Line {number} " + "x" * 997 for number in range(200)) + "\n" + "y" * (2 * PART)
    )
    lines = list(read_lines(text))

    parts = in_parts(lines)

    assert [line for part in parts for line in part] == lines
    assert len(parts) > 3
    assert all(text[line.start : line.end] == line.text for line in lines)
    for index, part in enumerate(parts):
        assert part_of(parts, offset=part[0].start) == index
