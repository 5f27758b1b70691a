"""The filters beside the queue, each choice with how many matches it would leave.

Counting looks at the first few thousand matches only, so that a million cost no more; a number that
is only a lower bound says so with a "+".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext

from claims.admin.queue.filters import BANDS, ME, NONE, QueueFilter
from claims.enums import Flag, MatchState, Mutation, Stance
from claims.models import Source, Topic

# An archive knows thousands of outlets; the rest are found by the search of the sources.
MAX_SOURCES = 12
# A reviewer looks for these two even when they are empty.
ALWAYS_SHOWN = (MatchState.SUGGESTED.value, MatchState.SECOND_LOOK.value)
TALLIED = ("stance", "mutation", "version__article__source", "version__article__language")

Word = tuple[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, or at least are."""

    number: int
    is_exact: bool = True

    @property
    def is_unknown(self) -> bool:
        """None was seen, but not everything was looked at."""
        return not self.number and not self.is_exact

    def __str__(self) -> str:
        return f"{self.number:,}" if self.is_exact else f"{self.number:,}+"


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a facet; `query` is the whole query string it leads to."""

    label: str
    count: Tally
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A word that a filter may take, before it is known where it leads."""

    word: str
    label: str
    count: Tally


def read_facets(chosen: QueueFilter) -> tuple[Facet, ...]:
    """Every facet that offers a choice.

    A count respects all other filters but not the facet's own: it tells where a click leads.
    """
    heads = _Heads(chosen)
    bands = [(band.key, band.label) for band in BANDS.values()]
    facets = (
        _states(chosen),
        _counted(chosen, "band", gettext("Probability"), bands),
        _flags(chosen),
        _assignees(chosen),
        _words(chosen, heads, "stance", gettext("Stance"), Stance.choices),
        _words(chosen, heads, "mutation", gettext("Mutation"), Mutation.choices),
        _sources(chosen, heads),
        _languages(chosen, heads),
    )
    return tuple(facet for facet in facets if facet.choices)


def topic_choices(chosen: QueueFilter) -> list[Choice]:
    """The topics of the desk, not counted: few, and known to who reviews."""
    return [
        Choice(topic.name, Tally(0, is_exact=False), chosen.query_with(topic=word), is_chosen)
        for topic in Topic.objects.order_by("name")
        for word, is_chosen in [(str(topic.pk), str(topic.pk) == chosen.topic)]
    ]


class _Heads:
    """Tallies over some of the matches, all if they are few; filters not in use share one."""

    def __init__(self, chosen: QueueFilter) -> None:
        self._chosen = chosen
        self._read: dict[str, tuple[list[tuple[object, ...]], bool]] = {}

    def tally(self, name: str, column: str) -> tuple[dict[str, int], bool]:
        """Word to number for the column, and whether every match was looked at."""
        without = name if getattr(self._chosen, name) else ""
        if without not in self._read:
            matches, is_whole = self._chosen.head(without=without)
            self._read[without] = (list(matches.values_list(*TALLIED)), is_whole)
        rows, is_whole = self._read[without]
        place = TALLIED.index(column)
        counts = Counter(NONE if row[place] is None else str(row[place]) for row in rows)
        return dict(counts), is_whole


def _count(chosen: QueueFilter) -> Tally:
    matches, is_whole = chosen.head()
    return Tally(matches.count(), is_whole)


def _states(chosen: QueueFilter) -> Facet:
    shown = (*ALWAYS_SHOWN, chosen.state)
    options = [
        Option(word, str(label), _count(chosen.replaced(state=word)))
        for word, label in MatchState.choices
    ]
    useful = [option for option in options if option.count.number or option.word in shown]
    return Facet(gettext("State"), _choices(chosen, "state", useful))


def _counted(chosen: QueueFilter, name: str, title: str, words: Iterable[Word]) -> Facet:
    """Each choice counted by itself."""
    options = [
        Option(word, str(label), _count(chosen.replaced(**{name: word}))) for word, label in words
    ]
    return _facet(chosen, name, title, options, total=_count(chosen.replaced(**{name: ""})))


def _flags(chosen: QueueFilter) -> Facet:
    """A match may carry several flags, so the counts do not add up to the total."""
    matches, is_whole = chosen.head(without="flag")
    rows = matches.values_list("flags__flag").annotate(Count("pk")).order_by()
    counts = {flag or NONE: number for flag, number in rows}
    options = [
        Option(word, str(label), Tally(counts.get(word, 0), is_whole))
        for word, label in [*Flag.choices, (NONE, gettext("no flag"))]
    ]
    total = Tally(matches.count(), is_whole)
    return _facet(chosen, "flag", gettext("Flag"), options, total=total)


def _assignees(chosen: QueueFilter) -> Facet:
    words: list[Word] = [(ME, gettext("me")), (NONE, gettext("nobody"))]
    if chosen.assignee not in {"", ME, NONE}:
        somebody = User.objects.filter(pk=chosen.assignee).first()
        words.append((chosen.assignee, str(somebody or chosen.assignee)))
    return _counted(chosen, "assignee", gettext("Assigned to"), words)


def _words(
    chosen: QueueFilter, heads: _Heads, name: str, title: str, words: Sequence[Word]
) -> Facet:
    counts, is_whole = heads.tally(name, name)
    options = [
        Option(word, str(label), Tally(counts.get(word, 0), is_whole)) for word, label in words
    ]
    return _facet(chosen, name, title, options, total=_total(counts, is_whole))


def _sources(chosen: QueueFilter, heads: _Heads) -> Facet:
    """The sources with most matches; the chosen one is always among them."""
    counts, is_whole = heads.tally("source", "version__article__source")
    most = sorted(counts, key=lambda word: -counts[word])[:MAX_SOURCES]
    words = most if chosen.source in {"", *most} else [*most, chosen.source]
    names = Source.objects.in_bulk([int(word) for word in words if word != NONE])
    options = [
        Option(
            word,
            gettext("unknown source") if word == NONE else str(names.get(int(word), word)),
            Tally(counts.get(word, 0), is_whole),
        )
        for word in words
    ]
    return _facet(chosen, "source", gettext("Source"), options, total=_total(counts, is_whole))


def _languages(chosen: QueueFilter, heads: _Heads) -> Facet:
    counts, is_whole = heads.tally("language", "version__article__language")
    options = [Option(word, word, Tally(count, is_whole)) for word, count in sorted(counts.items())]
    return _facet(chosen, "language", gettext("Language"), options, total=_total(counts, is_whole))


def _total(counts: dict[str, int], is_whole: bool) -> Tally:
    return Tally(sum(counts.values()), is_whole)


def _facet(
    chosen: QueueFilter, name: str, title: str, options: list[Option], *, total: Tally
) -> Facet:
    """“All” and the options that may leave something; no choices if there is only one to take."""
    current = getattr(chosen, name)
    useful = [
        option
        for option in options
        if option.count.number or not option.count.is_exact or option.word == current
    ]
    if len(useful) < 2 and not current:
        return Facet(title, ())
    return Facet(title, _choices(chosen, name, [Option("", gettext("all"), total), *useful]))


def _choices(chosen: QueueFilter, name: str, options: list[Option]) -> tuple[Choice, ...]:
    current = getattr(chosen, name)
    return tuple(
        Choice(
            option.label,
            option.count,
            chosen.query_with(**{name: option.word}),
            option.word == current,
        )
        for option in options
    )
