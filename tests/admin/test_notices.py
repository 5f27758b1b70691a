"""The bell, the list, and how a person says that they want to be told."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims import notices
from claims.enums import DigestFrequency, NoticeKind, NoticeSubject, Role
from claims.models import Notice
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    user = f.make_user(username="ada", email="ada@example.org")
    client.force_login(user)
    return user


def show(client: Client, **query: str) -> str:
    response = client.get(reverse("admin:notices", query=query))
    assert response.status_code == 200
    return response.text


def test_the_bell_is_on_every_page_and_says_how_many(client: Client, ada: User) -> None:
    assert 'aria-label="Notices: none unread"' in client.get(reverse("admin:index")).text
    f.make_notice(user=ada)
    page = client.get(reverse("admin:claims_claim_changelist")).text
    assert 'aria-label="Notices: 1 unread"' in page
    for _ in range(notices.BELL_LIMIT):
        f.make_notice(user=ada)
    page = client.get(reverse("admin:queue")).text
    assert '<span class="bell-number">99+</span>' in page


def test_a_card_that_htmx_fetches_asks_for_no_bell(
    client: Client, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    f.make_notice(user=ada)
    f.make_match()
    with django_assert_max_num_queries(20) as asked:
        client.get(reverse("admin:queue"), headers={"HX-Request": "true"})
    assert not [query for query in asked.captured_queries if "claims_notice" in query["sql"]]


def test_a_list_says_who_did_what_and_shows_words_as_words(client: Client, ada: User) -> None:
    ben = f.make_user(first_name="Ben", last_name="Lind")
    f.make_notice(user=ada, actor=ben, text="<script>alert(1)</script>")
    f.make_notice(text="for somebody else")

    page = show(client)

    assert "Ben Lind assigned a match to you" in text_of(page)
    assert "&lt;script&gt;alert(1)" in page
    assert "for somebody else" not in page


def test_an_empty_list_says_what_will_come(client: Client, ada: User) -> None:
    assert "Nobody has told you anything yet." in show(client)
    assert "There are no older notices." in show(client, after="r1")


def test_long_lists_come_in_pages_with_the_same_queries(
    client: Client, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [f.make_notice(user=ada, actor=f.make_user()) for _ in range(31)]
    with django_assert_max_num_queries(7):
        page = show(client)
    assert page.count('class="notice-line unread"') == 30
    assert f"?after=u{rows[1].pk}" in page
    assert show(client, after=f"u{rows[1].pk}").count('class="notice-line unread"') == 1


def test_opening_marks_as_read_and_leads_to_the_subject(client: Client, ada: User) -> None:
    article, claim, verdict, match = (
        f.make_article(), f.make_claim(), f.make_verdict(), f.make_match()
    )  # fmt: skip
    subjects = {
        NoticeSubject.ARTICLE: (NoticeKind.CHANGED, article.pk, f"/admin/article/{article.pk}/"),
        NoticeSubject.CLAIM: (NoticeKind.ASSIGNED, claim.pk, f"/admin/claim/{claim.pk}/"),
        NoticeSubject.MATCH: (NoticeKind.ASSIGNED, match.pk, f"/admin/queue/?match={match.pk}"),
        NoticeSubject.VERDICT: (
            NoticeKind.RETURNED,
            verdict.pk,
            reverse("admin:verdict", args=[verdict.pk]),
        ),
    }
    for subject, (kind, pk, place) in subjects.items():
        notice = f.make_notice(
            user=ada, kind=kind, subject_kind=subject, subject_id=pk, note="Because."
        )
        response = client.get(reverse("admin:notice_open", args=[notice.pk]))
        assert response.headers["Location"] == place
    assert notices.unread_count(ada) == 0


def test_one_is_marked_and_unmarked_with_and_without_scripts(client: Client, ada: User) -> None:
    notice = f.make_notice(user=ada)
    address = reverse("admin:notice_mark", args=[notice.pk])

    part = client.post(address, headers={"HX-Request": "true"}).text
    assert "Mark as unread" in part
    assert 'id="notices-status" hx-swap-oob="innerHTML">Marked as read.' in part
    assert 'aria-label="Notices: none unread"' in part
    assert "<html" not in part

    assert client.post(address, {"unread": "1"}).status_code == 302
    assert notices.unread_count(ada) == 1


def test_all_are_marked_that_were_on_the_page(client: Client, ada: User) -> None:
    seen, _ = f.make_notice(user=ada), f.make_notice(user=ada)
    address = reverse("admin:notices_read")

    page = client.post(address, {"newest": seen.pk}, follow=True).text
    assert "1 notice marked as read." in text_of(page)
    client.post(address, {"newest": "9" * 40})
    client.post(address, {"newest": "nonsense"})
    assert notices.unread_count(ada) == 1


def test_nobody_reaches_the_notices_of_others(client: Client, ada: User) -> None:
    other = f.make_notice()
    assert client.get(reverse("admin:notice_open", args=[other.pk])).status_code == 404
    assert client.post(reverse("admin:notice_mark", args=[other.pk])).status_code == 404
    assert client.get(reverse("admin:notice_mark", args=[other.pk])).status_code == 405
    assert Notice.objects.unread().count() == 1
    outside = Client().get(reverse("admin:notice_open", args=[other.pk]))
    assert outside.headers["Location"].startswith(reverse("admin:login"))


def test_a_person_says_how_they_want_to_be_told(client: Client, ada: User) -> None:
    address = reverse("admin:notices_preferences")
    page = client.get(address).text
    assert page.count("checked") == 2 * len(NoticeKind)
    assert "It goes to ada@example.org." in page

    data = {"frequency": "hourly", "assigned_in_workbench": "on", "returned_by_mail": "on"}
    assert "Saved." in text_of(client.post(address, data, follow=True).text)

    stored = notices.read_preferences(ada)
    assert stored.frequency == DigestFrequency.HOURLY
    assert stored.ways[NoticeKind.ASSIGNED] == (True, False)
    assert stored.ways[NoticeKind.RETURNED] == (False, True)
    assert stored.ways[NoticeKind.CHANGED] == (False, False)


def test_a_wrong_frequency_is_refused_with_a_sentence_and_nothing_is_saved(
    client: Client, ada: User
) -> None:
    response = client.post(reverse("admin:notices_preferences"), {"frequency": "each minute"})

    assert response.status_code == 422
    assert "Nothing was saved:" in response.text
    assert notices.read_preferences(ada).ways[NoticeKind.CHANGED] == (True, True)


def test_who_has_no_address_is_told_so() -> None:
    page = log_in(Role.EDITOR).get(reverse("admin:notices_preferences")).text
    assert "Your account has no e-mail address" in page
