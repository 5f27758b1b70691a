"""How the work goes: how old what waits is, what was decided by day, how often the engine is right.

Read after the page is there: over a million matches this takes a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims import desk
from claims.admin.queue.filters import BANDS
from claims.enums import MatchEventKind, MatchState
from claims.models import Match, MatchEvent

DAYS = 14
STEP = 20
"""Width of a day in the drawing."""
JUDGED_DAYS = 30
MOST_SOURCES = 8


@dataclass(frozen=True, slots=True)
class Age:
    label: StrOrPromise
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the drawing, whose height is 100."""

    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Day:
    """Decisions of a day, the confirmed ones at the foot of its bar."""

    day: date
    confirmed: int
    others: int
    confirmed_bar: Bar
    others_bar: Bar


@dataclass(frozen=True, slots=True)
class Judged:
    """How many suggestions of a kind were decided, and which share of them was confirmed."""

    label: StrOrPromise
    confirmed: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.confirmed + self.rejected

    @property
    def percent(self) -> int:
        return round(100 * self.confirmed / self.decided)


@dataclass(frozen=True, slots=True)
class Figures:
    ages: Sequence[Age]
    days: Sequence[Day]
    bands: Sequence[Judged]
    sources: Sequence[Judged]
    judged_days: int = JUDGED_DAYS

    @property
    def has_decisions(self) -> bool:
        return any(day.confirmed or day.others for day in self.days)


def read_figures(at: datetime) -> Figures:
    """Four queries."""
    return Figures(_ages(at), _days(at), _bands(at), _sources(at))


def _ages(at: datetime) -> list[Age]:
    steps = ((_("up to a day"), 0, 1), (_("2 to 3 days"), 1, 3),
             (_("4 to 7 days"), 3, 7), (_("over a week"), 7, 36_500))  # fmt: skip
    counts = desk.shown(Match.objects.open()).aggregate(
        **{
            f"age_{low}": Count(
                "pk",
                filter=Q(
                    created_at__lte=at - timedelta(days=low),
                    created_at__gt=at - timedelta(days=high),
                ),
            )
            for _label, low, high in steps
        }
    )
    return [Age(label, counts[f"age_{low}"]) for label, low, _high in steps]


def _days(at: datetime) -> list[Day]:
    first = (at - timedelta(days=DAYS - 1)).date()
    decisions = MatchEvent.objects.filter(
        kind=MatchEventKind.DECISION, undoes__isnull=True, at__date__gte=first
    )
    rows = {
        day: (confirmed, total - confirmed)
        for day, confirmed, total in decisions.annotate(day=TruncDate("at"))
        .values_list("day")
        .annotate(
            confirmed=Count("pk", filter=Q(new_state=MatchState.CONFIRMED)), total=Count("pk")
        )
        .order_by()
    }
    most = max((sum(pair) for pair in rows.values()), default=0) or 1
    days = [first + timedelta(days=step) for step in range(DAYS)]
    return [_day(day, place, rows.get(day, (0, 0)), most) for place, day in enumerate(days)]


def _day(day: date, place: int, counts: tuple[int, int], most: int) -> Day:
    confirmed, others = (round(100 * count / most, 1) for count in counts)
    x = place * STEP
    foot, top = 100 - confirmed, 100 - confirmed - others
    return Day(day, *counts, Bar(x, foot, confirmed), Bar(x, round(top, 1), others))


def _judged(at: datetime) -> QuerySet[Match]:
    since = at - timedelta(days=JUDGED_DAYS)
    states = (MatchState.CONFIRMED, MatchState.REJECTED)
    # Linked by hand, a match says nothing of the engine.
    return Match.objects.filter(
        state__in=states, decided_at__gte=since, decided_by__isnull=False, origin="engine"
    )


def _bands(at: datetime) -> list[Judged]:
    counts = _judged(at).aggregate(
        **{
            f"{state}_{key}": Count("pk", filter=band.condition & Q(state=state))
            for key, band in BANDS.items()
            for state in (MatchState.CONFIRMED.value, MatchState.REJECTED.value)
        }
    )
    return _decided(
        Judged(str(band.label), counts[f"confirmed_{key}"], counts[f"rejected_{key}"])
        for key, band in BANDS.items()
    )


def _sources(at: datetime) -> list[Judged]:
    rows = (
        _judged(at)
        .values_list("version__article__source__name")
        .annotate(
            confirmed=Count("pk", filter=Q(state=MatchState.CONFIRMED)),
            rejected=Count("pk", filter=Q(state=MatchState.REJECTED)),
            total=Count("pk"),
        )
        .order_by("-total", "version__article__source__name")
    )
    return _decided(
        Judged(name or _("Unknown source"), confirmed, rejected)
        for name, confirmed, rejected, _total in rows[:MOST_SOURCES]
    )


def _decided(rows: Iterable[Judged]) -> list[Judged]:
    return [row for row in rows if row.decided]
