"""A person's list: unread first, page by page, and never anybody else's."""

import pytest
from pytest_django import DjangoAssertNumQueries

from claims import notices
from claims.models import Notice
from tests.factories import NOW, make_notice, make_user

pytestmark = pytest.mark.django_db


def test_pages_show_the_unread_ones_first_and_each_notice_once() -> None:
    ada = make_user()
    rows = [make_notice(user=ada, read_at=NOW if number % 3 else None) for number in range(11)]
    make_notice(user=ada, in_workbench=False)
    make_notice()
    shown: list[int] = []
    cursor = ""
    for _ in range(4):
        page = notices.read_page(ada, cursor=cursor, size=3)
        shown += [notice.pk for notice in page.notices]
        cursor = page.next

    unread = [row.pk for row in reversed(rows) if row.read_at is None]
    read = [row.pk for row in reversed(rows) if row.read_at is not None]
    assert shown == unread + read
    assert cursor == ""


@pytest.mark.parametrize("cursor", ["", "x7", "u", "u-1", "r²", "u" + "9" * 40, "<script>"])
def test_a_broken_cursor_is_the_first_page(cursor: str) -> None:
    notice = make_notice()

    assert list(notices.read_page(notice.user, cursor=cursor).notices) == [notice]


def test_a_cursor_of_an_unread_notice_goes_on_after_all_were_read() -> None:
    ada = make_user()
    for _ in range(4):
        make_notice(user=ada)
    cursor = notices.read_page(ada, size=2).next
    notices.mark_all_read(ada, up_to=2**62, at=NOW)

    assert len(notices.read_page(ada, cursor=cursor, size=9).notices) == 4


def test_the_bell_counts_to_its_end_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada = make_user()
    make_notice(user=ada, read_at=NOW)
    make_notice(user=ada, in_workbench=False)
    Notice.objects.bulk_create(
        Notice(user=ada, kind="assigned", subject_kind="match", subject_id=1, occasion=str(n),
               text="The bridge.", at=NOW)
        for n in range(notices.BELL_LIMIT + 5)
    )  # fmt: skip

    with django_assert_num_queries(1):
        assert notices.unread_count(ada) == notices.BELL_LIMIT + 1
    assert notices.unread_count(make_user()) == 0


def test_marking_touches_only_ones_own_and_what_was_seen() -> None:
    ada, ben = make_user(), make_user()
    first, second = make_notice(user=ada), make_notice(user=ada)
    other = make_notice(user=ben)

    assert notices.mark_read(ada, other.pk, at=NOW) is None
    assert notices.mark_unread(ada, other.pk) is None
    assert notices.mark_all_read(ada, up_to=first.pk, at=NOW) == 1
    assert notices.unread_count(ada) == notices.unread_count(ben) == 1

    marked = notices.mark_read(ada, second.pk, at=NOW)
    assert marked is not None
    assert marked.read_at == NOW
    unmarked = notices.mark_unread(ada, second.pk)
    assert unmarked is not None
    assert unmarked.read_at is None
