"""What the home page says: the work that waits, and what was decided last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from claims.enums import MatchState, WorkState
from claims.models import Article, ArticleVersion, Claim, Match, MatchEvent

RECENT = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that leads to the list of what it counts. `tone`: "work", "trouble" or "plain"."""

    label: str
    count: int
    url: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Home:
    """`nothing_known`: no article or no claim is stored, so that nothing can match yet."""

    tiles: Sequence[Tile]
    recent: Sequence[MatchEvent]
    waiting: int
    in_work: int
    nothing_known: bool


def read_home(user: User) -> Home:
    """For a person who may view matches; others get no numbers."""
    if not user.has_perm("claims.view_match"):
        return Home((), (), 0, 0, nothing_known=False)
    matches = _counts_by_state()
    versions = _versions_by_state()
    claims = Claim.objects.count()
    suggested, second_look = matches[MatchState.SUGGESTED], matches[MatchState.SECOND_LOOK]
    failed = versions[WorkState.FAILED]
    tiles = (
        Tile("suggested matches", suggested, reverse("admin:queue"), "work"),
        Tile("for a second look", second_look, _queue(MatchState.SECOND_LOOK), "work"),
        Tile("failed versions", failed, _failed_versions(), "trouble" if failed else "plain"),
        Tile("known claims", claims, reverse("admin:claims_claim_changelist")),
        Tile("articles today", _articles_today(), _articles_since(_midnight())),
    )
    return Home(
        tiles=tiles,
        recent=_recent_decisions(),
        waiting=suggested + second_look,
        in_work=versions[WorkState.WAITING] + versions[WorkState.LEASED],
        nothing_known=not claims or not any(versions.values()),
    )


def _counts_by_state() -> dict[str, int]:
    rows = Match.objects.values_list("state").annotate(Count("pk")).order_by()
    return dict.fromkeys(MatchState.values, 0) | dict(rows)


def _versions_by_state() -> dict[str, int]:
    rows = ArticleVersion.objects.values_list("work_state").annotate(Count("pk")).order_by()
    return dict.fromkeys(WorkState.values, 0) | dict(rows)


def _queue(state: MatchState) -> str:
    return reverse("admin:queue", query={"state": state.value})


def _failed_versions() -> str:
    return reverse(
        "admin:claims_articleversion_changelist",
        query={"work_state__exact": WorkState.FAILED.value},
    )


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _articles_today() -> int:
    return Article.objects.filter(created_at__gte=_midnight()).count()


def _articles_since(moment: datetime) -> str:
    return reverse("admin:claims_article_changelist", query={"created_at__gte": moment.isoformat()})


def _recent_decisions() -> list[MatchEvent]:
    events = MatchEvent.objects.select_related("actor", "match__claim").order_by("-at", "-pk")
    return list(events[:RECENT])
