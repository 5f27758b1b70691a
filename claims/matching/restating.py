"""What differs between a wording and a span that a person has chosen."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from claims.matching.alignment import align
from claims.matching.flags import find_flags
from claims.matching.mutation import mutation_of
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import FlagReason, Mutation
from claims.text import DiffPart, diff_words
from claims.text.normalise import fold_text

NEARLY_IDENTICAL = 90.0
"""The least ratio of two folded texts, 0 to 100, of which one is taken for a copy of the other."""


@dataclass(frozen=True, slots=True)
class Restatement:
    diff: tuple[DiffPart, ...]
    mutation: Mutation
    flags: tuple[FlagReason, ...]


def restate(wording: str, span: str, *, language: str) -> Restatement:
    """Diff, mutation and flags of a span as a restatement of a wording; `language` is BCP-47."""
    ours, theirs = (Passage.of(text, language=language) for text in (wording, span))
    last = len(theirs.tokens) - 1
    links = align(ours, theirs, range(last + 1))
    pair = Pair(ours, theirs, links, 0, last, language=language)
    return Restatement(diff_words(wording, span), mutation_of(pair), find_flags(pair))


def copies_of(text: str, others: dict[int, str]) -> set[int]:
    """The keys of those other texts that are nearly identical with a text."""
    found = process.extract(
        fold_text(text),
        {key: fold_text(other) for key, other in others.items()},
        scorer=fuzz.ratio,
        score_cutoff=NEARLY_IDENTICAL,
        limit=None,
    )
    return {key for _, _, key in found}
