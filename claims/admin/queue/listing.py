"""What lies behind a card: how many matches are left, the next ones, and the dense list of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.places import Place, after, in_order
from claims.admin.queue.seen import Seen
from claims.models import Match

UPCOMING = 5
# "12 left" is worth knowing, "48,213 left" is not worth counting.
COUNTED = 999
PAGE = 50


@dataclass(frozen=True, slots=True)
class Left:
    """How many matches the filter still shows, counted up to COUNTED.

    Not `is_exact`: so many are among those that were looked at.
    """

    count: int
    is_exact: bool = True

    def __str__(self) -> str:
        if not self.is_exact and self.count <= COUNTED:
            return gettext("at least %(count)d left") % {"count": self.count}
        if self.count > COUNTED:
            return gettext("more than %(count)d left") % {"count": COUNTED}
        return ngettext("%(count)d left", "%(count)d left", self.count) % {"count": self.count}


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of the dense list, and the place behind which it goes on, None at the end."""

    rows: Sequence[Match]
    more: Place | None


def count_left(chosen: QueueFilter) -> Left:
    matches, is_whole = chosen.head()
    return Left(matches[: COUNTED + 1].count(), is_whole)


def read_upcoming(chosen: QueueFilter, place: Place) -> list[Match]:
    rows = after(chosen.matches(), place).select_related("version__article__source")
    return list(rows.only("text", "probability", "version__article__source__name")[:UPCOMING])


def read_page(chosen: QueueFilter, *, behind: Place | None, first: int | None = None) -> Page:
    """Up to PAGE rows: those behind a place, or from the top, or from the match `first` on."""
    rows = list(_light(_from(chosen, behind, first))[: PAGE + 1])
    return Page(rows[:PAGE], Place.of(rows[PAGE - 1]) if len(rows) > PAGE else None)


def last_unchanged(chosen: QueueFilter, shown: Seen) -> Place | None:
    """The place of the last of `shown`, if the filter still shows them all as they were seen."""
    if not shown:
        return None
    rows = chosen.matches().filter(pk__in=[pk for pk, _ in shown]).only("probability", "revision")
    found = {row.pk: row for row in rows}
    if any(pk not in found or found[pk].revision != revision for pk, revision in shown):
        return None
    return Place.of(found[shown[-1][0]])


def _from(chosen: QueueFilter, behind: Place | None, first: int | None) -> QuerySet[Match]:
    if behind:
        return after(chosen.matches(), behind)
    start = Match.objects.filter(pk=first).only("probability").first() if first else None
    if start is None:
        return in_order(chosen.matches())
    # The place just ahead of it: ids are whole numbers.
    return after(chosen.matches(), Place(start.probability, start.pk - 1))


def _light(rows: QuerySet[Match]) -> QuerySet[Match]:
    return (
        rows.select_related("claim", "version__article__source")
        .prefetch_related("flags")
        .only(
            "text",
            "probability",
            "state",
            "revision",
            "claim__text",
            "version__article__source__name",
        )
    )
