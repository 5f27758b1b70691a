"""The numbers behind a probability, in words a reviewer can judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, ngettext

from claims.matching import COMPONENTS, COSINE, MOST_STANDING, NEARNESS


@dataclass(frozen=True, slots=True)
class Reason:
    """One component of a match. `share` is 0 to 100 where the number is a share, else None."""

    sentence: str
    share: int | None


def explain(components: Mapping[str, object]) -> tuple[Reason, ...]:
    """A sentence for each number, the known first; a name without a sentence is shown as it is."""
    known = [name for name in SENTENCES if name in components]
    unknown = sorted(set(components) - set(known))
    return tuple(
        _reason(name, float(number))
        for name in (*known, *unknown)
        if isinstance(number := components[name], int | float)
    )


def _reason(name: str, number: float) -> Reason:
    share = round(100 * number) if name in SHARES else None
    if name in SENTENCES:
        return Reason(SENTENCES[name](number), share)
    meaning = COMPONENTS.get(name, "")
    return Reason(f"{name.replace('_', ' ').capitalize()}: {number:g}. {meaning}".strip(), share)


def _percent(number: float) -> str:
    return f"{round(100 * number)}%"


def _longest_run(number: float) -> str:
    words = round(number)
    if words == 0:
        return gettext("No word is the same")
    if words == 1:
        return gettext("No two words in a row are the same")
    return gettext("%(words)d words in a row are the same") % {"words": words}


def _order(number: float) -> str:
    if number >= 0.995:
        return gettext("The shared words stand in the same order")
    return _share(gettext_noop("%(share)s of the shared words stand in the same order"))(number)


def _found(none: str, all_of_them: str, some: str) -> Callable[[float], str]:
    def sentence(number: float) -> str:
        if number >= 0.995:
            return gettext(none)
        if number <= 0.005:
            return gettext(all_of_them)
        return _share(some)(number)

    return sentence


def _share(sentence: str) -> Callable[[float], str]:
    return lambda number: gettext(sentence) % {"share": _percent(number)}


def _rank(number: float) -> str:
    place = round(number)
    if place <= 1:
        return gettext("No other claim fits this sentence better")
    better = ngettext(
        "%(number)d other claim fits this sentence better",
        "%(number)d other claims fit this sentence better",
        place - 1,
    )
    return better % {"number": place - 1}


def _words(number: float) -> str:
    if round(number, 1) == 1:
        return gettext("What is shared tells as much as 1 word that no other claim has")
    sentence = gettext("What is shared tells as much as %(words)s words that no other claim has")
    return sentence % {"words": f"{number:.1f}"}


def _another_time(number: float) -> str:
    if number:
        return gettext("The article gives another date")
    return gettext("The article gives no other date")


def _sentences(number: float) -> str:
    if number <= 1:
        return gettext("One sentence was compared")
    return gettext("%(number)s sentences together") % {"number": f"{number:g}"}


def _standing(number: float) -> str:
    if number >= MOST_STANDING:
        return gettext("No other claim comes near")
    if number >= 0:
        return gettext("Another claim is less likely here")
    return gettext("Another claim is more likely here")


# Shares first: they are drawn as bars.
SENTENCES: dict[str, Callable[[float], str]] = {
    COSINE: _share(
        gettext_noop("Found by its meaning, not by its words: the two are %(share)s alike")
    ),
    NEARNESS: _share(gettext_noop("In meaning the two are %(share)s alike")),
    "claim_coverage": _share(gettext_noop("Covers %(share)s of the claim's telling words")),
    "context_coverage": _share(gettext_noop("With its surroundings it covers %(share)s of them")),
    "core_coverage": _share(
        gettext_noop("Covers %(share)s of what is said, names and dates aside")
    ),
    "sentence_coverage": _share(
        gettext_noop("%(share)s of the sentence's telling words are the claim's")
    ),
    "order": _order,
    "token_set": _share(
        gettext_noop("The two sets of words are %(share)s alike, whatever their order")
    ),
    "partial": _share(
        gettext_noop("The closest stretch of the sentence is %(share)s like the claim")
    ),
    "longest_run": _longest_run,
    "number_agreement": _found(
        gettext_noop("None of the claim's numbers is missing"),
        gettext_noop("All of the claim's numbers are missing"),
        gettext_noop("%(share)s of the claim's numbers are there"),
    ),
    "name_agreement": _found(
        gettext_noop("None of the claim's names is missing"),
        gettext_noop("All of the claim's names are missing"),
        gettext_noop("%(share)s of the claim's names are there"),
    ),
    "another_time": _another_time,
    "evidence": _words,
    "sentences": _sentences,
    "standing": _standing,
    "rank": _rank,
}

SHARES = frozenset(
    {
        COSINE,
        NEARNESS,
        "claim_coverage",
        "context_coverage",
        "core_coverage",
        "sentence_coverage",
        "order",
        "token_set",
        "partial",
    }
)
