"""Numbers of the home page that lead to the list of what they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims.admin.home.waiting import WAITING
from claims.enums import VerdictState, WorkState
from claims.models import Article, ArticleVersion, Claim, Match, MatchEvent, Verdict

RECENT = 8
MOST = 9999
"""Counted no further: the number says only that there is more than anybody does in a day."""


@dataclass(frozen=True, slots=True)
class Tile:
    """`count` is at most MOST + 1. `tone`: "work", "trouble" or "plain"."""

    label: StrOrPromise
    count: int
    url: str
    tone: str = "plain"

    @property
    def shown(self) -> str:
        return f"{MOST:,}+" if self.count > MOST else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class Home:
    """`nothing_known`: no article or no claim is stored, so that nothing can match yet."""

    mine: Sequence[Tile]
    desk: Sequence[Tile]
    recent: Sequence[MatchEvent]
    waiting: int
    in_work: int
    nothing_known: bool

    @property
    def tiles(self) -> list[Tile]:
        return [*self.mine, *self.desk]


def read_home(user: User) -> Home:
    """For a person who may view matches; others get no numbers."""
    if not user.has_perm("claims.view_match"):
        return Home((), (), (), 0, 0, nothing_known=False)
    now = timezone.now()
    tiles = {word: _waiting(word, user, now) for word in WAITING}
    claims = Claim.objects.exists()
    versions = ArticleVersion.objects.exists()
    return Home(
        mine=(tiles["mine"], *_verdicts(user)),
        desk=(
            *(tile for word, tile in tiles.items() if word != "mine"),
            _approvals(user),
            _failed(),
            _articles_today(now),
        ),
        recent=_recent_decisions(),
        waiting=tiles["unassigned"].count + tiles["second-look"].count + tiles["mine"].count,
        in_work=_count(ArticleVersion.objects.unfinished()),
        nothing_known=not (claims and versions),
    )


TONES = {"mine": "work", "unassigned": "work", "second-look": "work"}
TROUBLES = ("overdue", "orphaned", "refuted-today")
QUEUES = {"mine": {"assignee": "me"}, "unassigned": {"assignee": "none"},
          "second-look": {"state": "second-look"}}  # fmt: skip
"""Filters of the queue that show the same; the others are lists of matches."""


def _waiting(word: str, user: User, now: datetime) -> Tile:
    label, rows = WAITING[word]
    count = _count(rows(user, now))
    tone = TONES.get(word, "trouble" if word in TROUBLES and count else "plain")
    if word in QUEUES:
        return Tile(label, count, reverse("admin:queue", query=QUEUES[word]), tone)
    return Tile(label, count, _list(Match, waiting=word), tone)


def _verdicts(user: User) -> list[Tile]:
    own = Verdict.objects.filter(author=user)
    return [
        Tile(
            label, count, _list(Verdict, author__id__exact=user.pk, state__exact=state.value), tone
        )
        for label, state, tone in (
            (_("verdicts returned to me"), VerdictState.RETURNED, "trouble"),
            (_("my drafts"), VerdictState.DRAFT, "plain"),
        )
        if (count := _count(own.filter(state=state)))
    ]


def _approvals(user: User) -> Tile:
    proposed = Verdict.objects.filter(state=VerdictState.PROPOSED)
    count = _count(proposed)
    return Tile(
        _("verdicts to approve"),
        count,
        _list(Verdict, state__exact=VerdictState.PROPOSED.value),
        "work" if count else "plain",
    )


def _failed() -> Tile:
    count = _count(ArticleVersion.objects.filter(work_state=WorkState.FAILED))
    url = _list(ArticleVersion, work_state__exact=WorkState.FAILED.value)
    return Tile(_("failed versions"), count, url, "trouble" if count else "plain")


def _articles_today(now: datetime) -> Tile:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    count = _count(Article.objects.filter(created_at__gte=midnight))
    return Tile(_("articles today"), count, _list(Article, created_at__gte=midnight.isoformat()))


def _list(model: type[Any], **query: object) -> str:
    name = f"admin:claims_{model._meta.model_name}_changelist"
    return reverse(name, query=query)


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: MOST + 1].count()


def _recent_decisions() -> list[MatchEvent]:
    events = MatchEvent.objects.select_related("actor", "match__claim").order_by("-at", "-pk")
    return list(events.defer("match__components", "match__diff")[:RECENT])
