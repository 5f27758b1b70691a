"""Which matches the queue shows, and the address that says so."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.enums import Flag, MatchState, Mutation, Stance
from claims.models import ArticleVersion, Claim, Match, MatchFlag

NONE = "none"
MAX_SEARCH = 200
# So many claims or versions are named one by one; of more, walking down the queue finds one soon.
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

# Columns of the match itself, and what is asked of its flags, its article and its claim. The
# latter are asked row by row (EXISTS) while walking down the queue: joined, a database takes all
# flags of a kind first, then sorts a hundred thousand matches to show one.
OWN = {
    "state": "state",
    "stance": "stance",
    "mutation": "mutation",
    "claim": "claim",
    "assignee": "assignee",
}
OF_ARTICLE = {
    "source": "article__source",
    "language": "article__language",
    "since": "article__published_at__gte",
    "until": "article__published_at__lt",
}
OF_CLAIM = {"claimant": "claimant", "topic": "topics"}
# Filters whose word is a key, and whether "none" is one of their words.
KEYS = {"source": True, "claimant": True, "claim": False, "topic": True, "assignee": True}
ME = "me"
# What is known of the person and the desk; no part of an address.
SURROUNDINGS = ("viewer", "threshold", "found")
# Filters that an index serves: they are not walked for.
INDEXED = ("state", "band", "claim", "assignee", "search")
# So many matches are looked at to count some of them.
HEAD = 5_000


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the reviewer asked for; an empty field means all.

    `source`, `claim`, `claimant`, `topic` and `assignee` are ids or "none", `assignee` also "me",
    the `viewer`; `since` and `until` are days on which the article was published, both included;
    `search` is looked for in the claim's text. Suggestions that nobody has touched are shown from
    the desk's `threshold` on.
    """

    state: str = MatchState.SUGGESTED.value
    flag: str = ""
    stance: str = ""
    mutation: str = ""
    source: str = ""
    claim: str = ""
    claimant: str = ""
    topic: str = ""
    assignee: str = ""
    language: str = ""
    band: str = ""
    since: str = ""
    until: str = ""
    search: str = ""
    viewer: int = 0
    threshold: float = 0.0
    # The conditions of a search and of a source, asked once for all counts.
    found: dict[tuple[str, str], Q] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_query(cls, query: QueryDict, *, viewer: int = 0, threshold: float = 0.0) -> Self:
        """The filter of an address; a word that no filter knows is left out, as if not given."""
        given = {name: query.get(name, "").strip() for name in NAMES}
        known = {name: word for name, word in given.items() if is_known(name, word)}
        return cls(viewer=viewer, threshold=threshold).replaced(**known)

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in NAMES}

    @property
    def query(self) -> str:
        """The shortest query string that gives this filter back."""
        return urlencode(list(self.chosen.items()))

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that differ from the plain queue."""
        return {name: word for name, word in self.words.items() if word != STANDARD[name]}

    @property
    def is_narrowed(self) -> bool:
        return self.query != self.state_query

    @property
    def state_query(self) -> str:
        """The same list without any narrowing."""
        return QueueFilter(state=self.state).query

    def carried(self, *without: str) -> list[tuple[str, str]]:
        """What a form of the fields `without` must carry along so that the other filters stay."""
        return parse_qsl(self.replaced(**dict.fromkeys(without, "")).query)

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
        return self.replaced(**changes).query

    def replaced(self, **changes: str) -> Self:
        """The same filter with other words."""
        words = self.words | changes
        known = {"viewer": self.viewer, "threshold": self.threshold, "found": self.found}
        return type(self)(**words, **known)  # type: ignore[arg-type]  # by the fields' names

    def matches(self, *, without: str = "") -> QuerySet[Match]:
        """Matches of every chosen filter, or of every one but `without`; in no order."""
        return Match.objects.filter(self._conditions([name for name in NAMES if name != without]))

    def head(self, *, without: str = "") -> tuple[QuerySet[Match], bool]:
        """The same among the first HEAD matches that an index finds, and whether these are all."""
        indexed = [name for name in INDEXED if name != without]
        first = Match.objects.filter(self._conditions(indexed)).order_by("-probability", "pk")
        is_whole = first[: HEAD + 1].count() <= HEAD
        others = self._conditions([n for n in NAMES if n not in INDEXED and n != without])
        return Match.objects.filter(others, pk__in=first.values("pk")[:HEAD]), is_whole

    def _conditions(self, names: Collection[str]) -> Q:
        condition = Q()
        for name in names:
            if word := getattr(self, name):
                condition &= self._condition(name, word)
        if "state" in names and self.state == MatchState.SUGGESTED and self.threshold:
            condition &= Q(probability__gte=self.threshold) | Q(revision__gt=0)
        return condition

    def _condition(self, name: str, word: str) -> Q:
        if name in NAMED:
            if (name, word) not in self.found:
                self.found[name, word] = NAMED[name](word)
            return self.found[name, word]
        if name == "assignee" and word == ME:
            return Q(assignee=self.viewer)
        return _condition(name, word)


NAMES = tuple(each.name for each in fields(QueueFilter) if each.name not in SURROUNDINGS)
STANDARD = QueueFilter().words


def is_known(name: str, word: str) -> bool:
    """Whether the filter `name` may take the word."""
    if not word or "\0" in word:
        return False
    if name in KNOWN_WORDS:
        return word in KNOWN_WORDS[name]
    if name in KEYS:
        return (word == NONE and KEYS[name]) or (word == ME and name == "assignee") or _is_key(word)
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


def _midnight(word: str, *, days: int = 0) -> datetime:
    # The last day of the calendar has no next one.
    day = min(date.fromisoformat(word), date.max - timedelta(days=days))
    return datetime.combine(day, time.min, UTC) + timedelta(days=days)


DAYS: dict[str, Callable[[str], datetime]] = {
    "since": _midnight,
    "until": lambda word: _midnight(word, days=1),
}


def _condition(name: str, word: str) -> Q:
    """The filter `name` = `word` on a match. Language and dates are the article's."""
    if name == "band":
        return BANDS[word].condition
    if name == "flag":
        return _flagged(word)
    if name in OF_ARTICLE:
        versions = ArticleVersion.objects.filter(_column(OF_ARTICLE[name], name, word))
        return Q(Exists(versions.filter(pk=OuterRef("version_id"))))
    if name in OF_CLAIM:
        claims = Claim.objects.filter(_column(OF_CLAIM[name], name, word))
        return Q(Exists(claims.filter(pk=OuterRef("claim_id"))))
    return _column(OWN[name], name, word)


def _column(lookup: str, name: str, word: str) -> Q:
    if word == NONE and name in KEYS:
        return Q(**{f"{lookup}__isnull": True})
    return Q(**{lookup: DAYS[name](word) if name in DAYS else word})


def _flagged(word: str) -> Q:
    flags = MatchFlag.objects.filter(match=OuterRef("pk"))
    return ~Q(Exists(flags)) if word == NONE else Q(Exists(flags.filter(flag=word)))


def _searched(word: str) -> Q:
    return _named("claim", Claim.objects.filter(text__icontains=word))


def _from_source(word: str) -> Q:
    versions = ArticleVersion.objects.filter(_column(OF_ARTICLE["source"], "source", word))
    return _named("version", versions)


def _named(column: str, rows: QuerySet[Claim] | QuerySet[ArticleVersion]) -> Q:
    """Few rows are named, so that their matches are found without walking."""
    found = list(rows.order_by().values_list("pk", flat=True)[: MOST_NAMED + 1])
    if len(found) <= MOST_NAMED:
        return Q(**{f"{column}__in": found})
    return Q(Exists(rows.order_by().filter(pk=OuterRef(f"{column}_id"))))


NAMED: dict[str, Callable[[str], Q]] = {"search": _searched, "source": _from_source}
