"""Which matches the queue shows, in which order, and the address that says so."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from claims.enums import Flag, MatchState, Mutation, Stance
from claims.models import Match

NONE = "none"
MAX_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Band:
    """A range of probabilities: low ≤ probability < high."""

    key: str
    label: str
    low: float
    high: float

    @property
    def condition(self) -> Q:
        return Q(probability__gte=self.low, probability__lt=self.high)


# 1.01: a probability of exactly 1 belongs to the highest band.
BANDS = {
    band.key: band
    for band in (
        Band("90", "90% and over", 0.9, 1.01),
        Band("75", "75 to 90%", 0.75, 0.9),
        Band("50", "50 to 75%", 0.5, 0.75),
        Band("0", "under 50%", 0.0, 0.5),
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
    "language": "version__article__language",
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the reviewer asked for; an empty field means all.

    `source` is the id of a source or "none"; `search` is looked for in the claim's text.
    """

    state: str = MatchState.SUGGESTED.value
    flag: str = ""
    stance: str = ""
    mutation: str = ""
    source: str = ""
    language: str = ""
    band: str = ""
    search: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """The filter of an address; a word that no filter knows is left out, as if not given."""
        given = {field.name: query.get(field.name, "").strip() for field in fields(cls)}
        return cls(**{name: word for name, word in given.items() if _is_known(name, word)})

    @property
    def query(self) -> str:
        """The shortest query string that gives this filter back."""
        standard = asdict(QueueFilter())
        return urlencode([item for item in asdict(self).items() if item[1] != standard[item[0]]])

    @property
    def is_narrowed(self) -> bool:
        return self.query != self.state_query

    @property
    def state_query(self) -> str:
        """The same list without any narrowing."""
        return QueueFilter(state=self.state).query

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """What a search form must carry along so that the other filters stay."""
        return parse_qsl(replace(self, search="").query)

    def query_with(self, **changes: str) -> str:
        return replace(self, **changes).query

    def matches(self, *, without: str = "") -> QuerySet[Match]:
        """Matches of every chosen filter, or of every one but `without`; in no order."""
        condition = Q()
        for name, word in asdict(self).items():
            if word and name != without:
                condition &= _condition(name, word)
        return Match.objects.filter(condition)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands in the queue: most probable first, the older of equals first."""

    probability: float
    pk: int

    @classmethod
    def of(cls, match: Match) -> Self:
        return cls(match.probability, match.pk)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The place that str() wrote, or None if it did not write this."""
        probability, _, pk = text.partition("~")
        try:
            place = cls(float(probability), int(pk))
        except ValueError:
            return None
        return place if 0 <= place.probability <= 1 and 0 <= place.pk < 2**63 else None

    def __str__(self) -> str:
        return f"{self.probability!r}~{self.pk}"


def in_order(matches: QuerySet[Match]) -> QuerySet[Match]:
    return matches.order_by("-probability", "pk")


def after(matches: QuerySet[Match], place: Place) -> QuerySet[Match]:
    """What comes behind the place, in order. The first bound lets the index skip to it."""
    behind = Q(probability__lt=place.probability) | Q(pk__gt=place.pk)
    return in_order(matches.filter(behind, probability__lte=place.probability))


def before(matches: QuerySet[Match], place: Place) -> QuerySet[Match]:
    """What comes ahead of the place, the nearest first."""
    ahead = Q(probability__gt=place.probability) | Q(pk__lt=place.pk)
    return matches.filter(ahead, probability__gte=place.probability).order_by("probability", "-pk")


def _is_known(name: str, word: str) -> bool:
    if not word or "\0" in word:
        return False
    if name in KNOWN_WORDS:
        return word in KNOWN_WORDS[name]
    if name == "source":
        return word == NONE or (word.isascii() and word.isdigit() and len(word) < 19)
    return len(word) <= MAX_SEARCH


def _condition(name: str, word: str) -> Q:
    """The filter `name` = `word` on a match. Language is the article's."""
    if name == "band":
        return BANDS[word].condition
    if name == "search":
        return Q(claim__text__icontains=word)
    if word == NONE:
        return {"flag": Q(flags__isnull=True), "source": Q(version__article__source=None)}[name]
    return Q(**{LOOKUPS[name]: word})
