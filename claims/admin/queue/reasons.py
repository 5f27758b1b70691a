"""The numbers behind a probability, in words a reviewer can judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claims.matching import COMPONENTS, COSINE, MOST_STANDING


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
        return "No word is the same"
    if words == 1:
        return "No two words in a row are the same"
    return f"{words} words in a row are the same"


def _order(number: float) -> str:
    if number >= 0.995:
        return "The shared words stand in the same order"
    return f"{_percent(number)} of the shared words stand in the same order"


def _found(what: str) -> Callable[[float], str]:
    def sentence(number: float) -> str:
        if number >= 0.995:
            return f"None of the claim's {what} is missing"
        if number <= 0.005:
            return f"All of the claim's {what} are missing"
        return f"{_percent(number)} of the claim's {what} are there"

    return sentence


def _rank(number: float) -> str:
    place = round(number)
    if place <= 1:
        return "No other claim fits this sentence better"
    better = place - 1
    return f"{better} other {'claim fits' if better == 1 else 'claims fit'} this sentence better"


def _words(number: float) -> str:
    return "1 word" if round(number, 1) == 1 else f"{number:.1f} words"


def _standing(number: float) -> str:
    if number >= MOST_STANDING:
        return "No other claim comes near"
    return f"Another claim is {'less' if number >= 0 else 'more'} likely here"


# Shares first: they are drawn as bars.
SENTENCES: dict[str, Callable[[float], str]] = {
    COSINE: lambda n: f"Found by its meaning, not by its words: the two are {_percent(n)} alike",
    "claim_coverage": lambda n: f"Covers {_percent(n)} of the claim's telling words",
    "context_coverage": lambda n: f"With its surroundings it covers {_percent(n)} of them",
    "core_coverage": lambda n: f"Covers {_percent(n)} of what is said, names and dates aside",
    "sentence_coverage": lambda n: f"{_percent(n)} of the sentence's telling words are the claim's",
    "order": _order,
    "token_set": lambda n: f"The two sets of words are {_percent(n)} alike, whatever their order",
    "partial": lambda n: f"The closest stretch of the sentence is {_percent(n)} like the claim",
    "longest_run": _longest_run,
    "number_agreement": _found("numbers"),
    "name_agreement": _found("names"),
    "another_time": lambda n: f"The article gives {'another' if n else 'no other'} date",
    "evidence": lambda n: f"What is shared tells as much as {_words(n)} that no other claim has",
    "sentences": lambda n: "One sentence was compared" if n <= 1 else f"{n:g} sentences together",
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
