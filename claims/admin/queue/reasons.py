"""The numbers behind a probability, in words a reviewer can judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.matching import COMPONENTS, COSINE, MOST_STANDING

# As near to all and to nothing as no person can tell.
ALL, NONE = 0.995, 0.005


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


def _longest_run(number: float) -> str:
    words = round(number)
    if words == 0:
        return gettext("No word is the same")
    if words == 1:
        return gettext("No two words in a row are the same")
    return gettext("%(words)d words in a row are the same") % {"words": words}


def _order(number: float) -> str:
    if number >= ALL:
        return gettext("The shared words stand in the same order")
    return _shared(_("%(percent)s of the shared words stand in the same order"))(number)


def _numbers(number: float) -> str:
    if number >= ALL:
        return gettext("None of the claim's numbers is missing")
    if number <= NONE:
        return gettext("All of the claim's numbers are missing")
    return _shared(_("%(percent)s of the claim's numbers are there"))(number)


def _names(number: float) -> str:
    if number >= ALL:
        return gettext("None of the claim's names is missing")
    if number <= NONE:
        return gettext("All of the claim's names are missing")
    return _shared(_("%(percent)s of the claim's names are there"))(number)


def _another_time(number: float) -> str:
    if number:
        return gettext("The article gives another date")
    return gettext("The article gives no other date")


def _evidence(number: float) -> str:
    if round(number, 1) == 1:
        return gettext("What is shared tells as much as 1 word that no other claim has")
    sentence = gettext("What is shared tells as much as %(words)s words that no other claim has")
    return sentence % {"words": f"{number:.1f}"}


def _sentences(number: float) -> str:
    if number <= 1:
        return gettext("One sentence was compared")
    return gettext("%(number)s sentences together") % {"number": f"{number:g}"}


def _rank(number: float) -> str:
    better = round(number) - 1
    if better <= 0:
        return gettext("No other claim fits this sentence better")
    return ngettext(
        "%(better)d other claim fits this sentence better",
        "%(better)d other claims fit this sentence better",
        better,
    ) % {"better": better}


def _standing(number: float) -> str:
    if number >= MOST_STANDING:
        return gettext("No other claim comes near")
    if number >= 0:
        return gettext("Another claim is less likely here")
    return gettext("Another claim is more likely here")


def _shared(sentence: str | Promise) -> Callable[[float], str]:
    return lambda number: str(sentence) % {"percent": f"{round(100 * number)}%"}


# Shares first: they are drawn as bars.
SENTENCES: dict[str, Callable[[float], str]] = {
    COSINE: _shared(_("Found by its meaning, not by its words: the two are %(percent)s alike")),
    "claim_coverage": _shared(_("Covers %(percent)s of the claim's telling words")),
    "context_coverage": _shared(_("With its surroundings it covers %(percent)s of them")),
    "core_coverage": _shared(_("Covers %(percent)s of what is said, names and dates aside")),
    "sentence_coverage": _shared(_("%(percent)s of the sentence's telling words are the claim's")),
    "order": _order,
    "token_set": _shared(_("The two sets of words are %(percent)s alike, whatever their order")),
    "partial": _shared(_("The closest stretch of the sentence is %(percent)s like the claim")),
    "longest_run": _longest_run,
    "number_agreement": _numbers,
    "name_agreement": _names,
    "another_time": _another_time,
    "evidence": _evidence,
    "sentences": _sentences,
    "standing": _standing,
    "rank": _rank,
}

SHARES = frozenset(
    {
        COSINE,
        "claim_coverage",
        "context_coverage",
        "core_coverage",
        "sentence_coverage",
        "order",
        "token_set",
        "partial",
    }
)
