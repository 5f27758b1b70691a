"""Says how far the words of a span have moved from the wording."""

from claims.matching.alignment import LinkKind, in_order
from claims.matching.pair import Pair
from claims.matching.vocabulary import Mutation

_REWORDED = 0.5
"""Share of the wording's content words that survive in a rewording, rather than a paraphrase."""


def mutation_of(pair: Pair) -> Mutation:
    """Verbatim: all words in a row. Trimmed: words only left out. Reworded: at least half kept."""
    wording = [t.norm for t in pair.wording.tokens]
    if _contains([t.norm for t in pair.stretch.tokens], wording):
        return Mutation.VERBATIM
    exact = [k for k in pair.links if k.kind is LinkKind.EXACT]
    spoken = [j for j in range(pair.first, pair.last + 1) if pair.stretch.terms[j]]
    is_subset = {k.right for k in exact} >= set(spoken)
    if is_subset and in_order(exact) == len(exact):
        return Mutation.TRIMMED
    if len(exact) >= _REWORDED * len(pair.wording.content):
        return Mutation.REWORDED
    return Mutation.PARAPHRASED


def _contains(whole: list[str], part: list[str]) -> bool:
    width = len(part)
    return any(whole[i : i + width] == part for i in range(len(whole) - width + 1))
