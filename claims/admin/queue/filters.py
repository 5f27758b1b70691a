"""Which matches the queue shows, and the address that says so."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.enums import Flag, MatchState, Mutation, Stance
from claims.models import Claim, Match

NONE = "none"
MAX_SEARCH = 200
# So many claims are named one by one; more are found soonest by walking down the queue.
MOST_NAMED = 500


@dataclass(frozen=True, slots=True)
class Band:
    """A range of probabilities: low ≤ probability < high."""

    key: str
    label: str | Promise
    low: float
    high: float

    @property
    def condition(self) -> Q:
        return Q(probability__gte=self.low, probability__lt=self.high)


# 1.01: a probability of exactly 1 belongs to the highest band.
BANDS = {
    band.key: band
    for band in (
        Band("90", _("90% and over"), 0.9, 1.01),
        Band("75", _("75 to 90%"), 0.75, 0.9),
        Band("50", _("50 to 75%"), 0.5, 0.75),
        Band("0", _("under 50%"), 0.0, 0.5),
    )
}

KNOWN_WORDS: dict[str, frozenset[str]] = {
    "state": frozenset(MatchState.values),
    "flag": frozenset({*Flag.values, NONE}),
    "stance": frozenset(Stance.values),
    "mutation": frozenset(Mutation.values),
    "band": frozenset(BANDS),
}

LOOKUPS = {
    "state": "state",
    "flag": "flags__flag",
    "stance": "stance",
    "mutation": "mutation",
    "source": "version__article__source",
    "claim": "claim",
    "claimant": "claim__claimant",
    "language": "version__article__language",
}
# Filters whose word is a key, and whether "none" is one of their words.
KEYS = {"source": True, "claimant": True, "claim": False}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the reviewer asked for; an empty field means all.

    `source`, `claim` and `claimant` are ids (or "none"); `since` and `until` are days on which the
    article was published, both included; `search` is looked for in the claim's text.
    """

    state: str = MatchState.SUGGESTED.value
    flag: str = ""
    stance: str = ""
    mutation: str = ""
    source: str = ""
    claim: str = ""
    claimant: str = ""
    language: str = ""
    band: str = ""
    since: str = ""
    until: str = ""
    search: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """The filter of an address; a word that no filter knows is left out, as if not given."""
        given = {field.name: query.get(field.name, "").strip() for field in fields(cls)}
        return cls(**{name: word for name, word in given.items() if is_known(name, word)})

    @property
    def query(self) -> str:
        """The shortest query string that gives this filter back."""
        return urlencode(list(self.chosen.items()))

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that differ from the plain queue."""
        standard = asdict(QueueFilter())
        return {name: word for name, word in asdict(self).items() if word != standard[name]}

    @property
    def is_narrowed(self) -> bool:
        return self.query != self.state_query

    @property
    def state_query(self) -> str:
        """The same list without any narrowing."""
        return QueueFilter(state=self.state).query

    def carried(self, *without: str) -> list[tuple[str, str]]:
        """What a form of the fields `without` must carry along so that the other filters stay."""
        return parse_qsl(replace(self, **dict.fromkeys(without, "")).query)

    @property
    def carried_by_search(self) -> list[tuple[str, str]]:
        return self.carried("search")

    @property
    def carried_by_dates(self) -> list[tuple[str, str]]:
        return self.carried("since", "until")

    @property
    def and_query(self) -> str:
        """The query as the end of an address that has one already."""
        return f"&{self.query}" if self.query else ""

    def query_with(self, **changes: str) -> str:
        return replace(self, **changes).query

    def matches(self, *, without: str = "") -> QuerySet[Match]:
        """Matches of every chosen filter, or of every one but `without`; in no order."""
        condition = Q()
        for name, word in asdict(self).items():
            if word and name != without:
                condition &= _condition(name, word)
        return Match.objects.filter(condition)


def is_known(name: str, word: str) -> bool:
    """Whether the filter `name` may take the word."""
    if not word or "\0" in word:
        return False
    if name in KNOWN_WORDS:
        return word in KNOWN_WORDS[name]
    if name in KEYS:
        return (word == NONE and KEYS[name]) or _is_key(word)
    if name in DAYS:
        return _day(word) is not None
    return len(word) <= MAX_SEARCH


def _is_key(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 19


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _midnight(word: str) -> datetime:
    return datetime.combine(date.fromisoformat(word), time.min, UTC)


def _until(word: str) -> Q:
    # The last day of the calendar has no next one.
    day = min(date.fromisoformat(word), date.max - timedelta(days=1))
    return Q(version__article__published_at__lt=_midnight(day.isoformat()) + timedelta(days=1))


DAYS: dict[str, Callable[[str], Q]] = {
    "since": lambda word: Q(version__article__published_at__gte=_midnight(word)),
    "until": _until,
}


def _condition(name: str, word: str) -> Q:
    """The filter `name` = `word` on a match. Language is the article's."""
    if name == "band":
        return BANDS[word].condition
    if name == "search":
        return _searched(word)
    if name in DAYS:
        return DAYS[name](word)
    if word == NONE:
        lookup = {"flag": "flags__isnull"}.get(name, f"{LOOKUPS[name]}__isnull")
        return Q(**{lookup: True})
    return Q(**{LOOKUPS[name]: word})


def _searched(word: str) -> Q:
    """Few claims with the word are named, so that their matches are found without walking."""
    claims = Claim.objects.filter(text__icontains=word).order_by()
    found = list(claims.values_list("pk", flat=True)[: MOST_NAMED + 1])
    return Q(claim__in=found) if len(found) <= MOST_NAMED else Q(claim__text__icontains=word)
