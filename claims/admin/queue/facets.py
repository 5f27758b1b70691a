"""The filters beside the queue, each choice with how many matches it would leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from claims.admin.queue.filters import BANDS, NONE, QueueFilter
from claims.enums import Flag, MatchState, Mutation, Stance

# An archive knows thousands of outlets; the rest are found by the changelist's search.
MAX_SOURCES = 12
# A reviewer looks for these two even when they are empty.
ALWAYS_SHOWN = (MatchState.SUGGESTED.value, MatchState.SECOND_LOOK.value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a facet; `query` is the whole query string it leads to."""

    label: str
    count: int
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
    count: int


def read_facets(chosen: QueueFilter) -> tuple[Facet, ...]:
    """Every facet that offers a choice, in 8 queries.

    A count respects all other filters but not the facet's own: it tells where a click leads.
    """
    facets = (
        _states(chosen),
        _bands(chosen),
        _flags(chosen),
        _words(chosen, "stance", "Stance", Stance.choices),
        _words(chosen, "mutation", "Mutation", Mutation.choices),
        _sources(chosen),
        _languages(chosen),
    )
    return tuple(facet for facet in facets if facet.choices)


def _states(chosen: QueueFilter) -> Facet:
    counts = _counts(chosen, "state", "state")
    options = [
        Option(word, str(label), counts.get(word, 0))
        for word, label in MatchState.choices
        if word in counts or word in (*ALWAYS_SHOWN, chosen.state)
    ]
    return Facet("State", _choices(chosen, "state", options))


def _bands(chosen: QueueFilter) -> Facet:
    counts = chosen.matches(without="band").aggregate(
        total=Count("pk"),
        **{f"band_{key}": Count("pk", filter=band.condition) for key, band in BANDS.items()},
    )
    options = [Option(key, band.label, counts[f"band_{key}"]) for key, band in BANDS.items()]
    return _facet(chosen, "band", "Probability", options, total=counts["total"])


def _flags(chosen: QueueFilter) -> Facet:
    """A match may carry several flags, so the counts do not add up to the total."""
    counts = _counts(chosen, "flag", "flags__flag")
    labels = [*Flag.choices, (NONE, "no flag")]
    options = [Option(word, str(label), counts.get(word, 0)) for word, label in labels]
    total = chosen.matches(without="flag").count()
    return _facet(chosen, "flag", "Flag", options, total=total)


def _words(
    chosen: QueueFilter, name: str, title: str, words: Sequence[tuple[str, object]]
) -> Facet:
    counts = _counts(chosen, name, name)
    options = [Option(word, str(label), counts.get(word, 0)) for word, label in words]
    return _facet(chosen, name, title, options, total=sum(counts.values()))


def _sources(chosen: QueueFilter) -> Facet:
    """The sources with most matches; the chosen one is always among them."""
    source = "version__article__source"
    rows = (
        chosen.matches(without="source")
        .values_list(source, f"{source}__name")
        .annotate(count=Count("pk"))
        .order_by("-count", f"{source}__name")
    )
    options = [Option(str(pk or NONE), name or "unknown source", count) for pk, name, count in rows]
    shown = [
        option
        for place, option in enumerate(options)
        if place < MAX_SOURCES or option.word == chosen.source
    ]
    total = sum(option.count for option in options)
    return _facet(chosen, "source", "Source", shown, total=total)


def _languages(chosen: QueueFilter) -> Facet:
    counts = _counts(chosen, "language", "version__article__language")
    options = [Option(word, word, count) for word, count in sorted(counts.items())]
    return _facet(chosen, "language", "Language", options, total=sum(counts.values()))


def _counts(chosen: QueueFilter, name: str, lookup: str) -> dict[str, int]:
    rows = chosen.matches(without=name).values_list(lookup).annotate(Count("pk")).order_by()
    return {NONE if word is None else str(word): count for word, count in rows}


def _facet(
    chosen: QueueFilter, name: str, title: str, options: list[Option], *, total: int
) -> Facet:
    """“All” and the options that would leave something; no choices if there is only one to take."""
    current = getattr(chosen, name)
    useful = [option for option in options if option.count or option.word == current]
    if len(useful) < 2 and not current:
        return Facet(title, ())
    return Facet(title, _choices(chosen, name, [Option("", "all", total), *useful]))


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
