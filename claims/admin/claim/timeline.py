"""Appearances as dots along a line of time, drawn on the server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.models import Match

WIDTH, HEIGHT, MARGIN, LANE = 960, 96, 16, 14
"""Units of the drawing; LANE is the distance of dots of the same days, one above the other."""
MOST_LANES = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One appearance; `mutation` gives its shape, `label` says it in words."""

    x: float
    y: float
    mutation: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`undated` counts the appearances that no date places on it."""

    dots: Sequence[Dot]
    ticks: Sequence[Tick]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT


def draw_timeline(matches: Iterable[Match]) -> Timeline:
    """Earliest at the left; a single day stands in the middle."""
    rows = list(matches)
    dated = [(match, day) for match in rows if (day := _day(match)) is not None]
    if not dated:
        return Timeline((), (), len(rows))
    days = [day for _match, day in dated]
    first, last = min(days), max(days)
    used: dict[int, int] = {}
    dots = []
    for match, day in dated:
        x = _place(day, first, last)
        column = int(x // LANE)
        lane = used[column] = used.get(column, -1) + 1
        y = HEIGHT - 34 - LANE * min(lane, MOST_LANES - 1)
        dots.append(Dot(x, y, match.mutation, _label(match, day), f"appearance-{match.pk}"))
    return Timeline(dots, _ticks(first, last), len(rows) - len(dated))


def _day(match: Match) -> date | None:
    published_at = match.version.article.published_at
    return published_at.date() if published_at else None


def _place(day: date, first: date, last: date) -> float:
    span = (last - first).days
    share = (day - first).days / span if span else 0.5
    return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def _ticks(first: date, last: date) -> list[Tick]:
    """The first and the last day, and the middle if there is room between them."""
    days = [first] if first == last else [first, last]
    if (last - first).days > 60:
        days.insert(1, first + timedelta(days=(last - first).days // 2))
    return [Tick(_place(day, first, last), day.isoformat()) for day in days]


def _label(match: Match, day: date) -> str:
    article = match.version.article
    source = str(article.source) if article.source else str(article)
    return f"{day.isoformat()}, {source}: {match.get_mutation_display()}"
