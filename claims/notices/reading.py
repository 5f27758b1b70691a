"""A person's own notices: how many are unread, a page of them, and which have been read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from claims.models import Notice

BELL_LIMIT = 99
"""The bell counts so far and no further."""

PAGE_SIZE = 30
_UNREAD, _READ = "u", "r"


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Notices, the unread ones first, then the newest; `next` begins the next page, if any."""

    notices: Sequence[Notice]
    next: str


def unread_count(user: User) -> int:
    """How many are unread; BELL_LIMIT + 1 stands for all that are more. One indexed query."""
    return Notice.objects.filter(user=user).unread().order_by()[: BELL_LIMIT + 1].count()


def read_page(user: User, *, cursor: str = "", size: int = PAGE_SIZE) -> NoticePage:
    """The page behind a cursor, the `next` of another page; any other text is the first page."""
    section, before = _parse(cursor)
    # One row more than the page tells whether another page follows.
    wanted = size + 1
    mine = Notice.objects.filter(user=user).select_related("actor")
    found = _slice(mine.unread(), before, wanted) if section == _UNREAD else []
    if len(found) < wanted:
        start = before if section == _READ else None
        found += _slice(mine.read(), start, wanted - len(found))
    shown = found[:size]
    return NoticePage(shown, _cursor(shown[-1]) if len(found) > size else "")


def mark_read(user: User, pk: int, *, at: datetime) -> Notice | None:
    """The person's notice, which is read from now on; None if they have none with the id."""
    Notice.objects.filter(user=user, pk=pk).unread().update(read_at=at)
    return _mine(user, pk)


def mark_unread(user: User, pk: int) -> Notice | None:
    """The person's notice, which counts as new again; None if they have none with the id."""
    Notice.objects.filter(user=user, pk=pk).read().update(read_at=None)
    return _mine(user, pk)


def mark_all_read(user: User, *, up_to: int, at: datetime) -> int:
    """Mark what is unread up to an id, the newest that the person saw; how many those were."""
    return Notice.objects.filter(user=user, pk__lte=up_to).unread().update(read_at=at)


def _mine(user: User, pk: int) -> Notice | None:
    return Notice.objects.filter(user=user, pk=pk).select_related("actor").first()


def _slice(notices: QuerySet[Notice], before: int | None, limit: int) -> list[Notice]:
    if before is not None:
        notices = notices.filter(pk__lt=before)
    return list(notices.order_by("-pk")[:limit])


def _cursor(notice: Notice) -> str:
    return f"{_READ if notice.read_at else _UNREAD}{notice.pk}"


def _parse(cursor: str) -> tuple[str, int | None]:
    section, number = cursor[:1], cursor[1:]
    if section in (_UNREAD, _READ) and number.isascii() and number.isdigit() and len(number) < 19:
        return section, int(number)
    return _UNREAD, None
