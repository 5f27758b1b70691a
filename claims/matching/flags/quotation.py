"""Raises `quote`: words inside quotation marks are not the words of the wording's quotation.

Both sides must have quotation marks. A shortened quote, marked by dots or simply ending sooner,
is not altered; nor is one with another typography, or with words in square brackets.
"""

from collections.abc import Sequence

from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason

_LEAST_LINKED = 0.25
"""Share of a quotation's content words that must be linked into one of the article."""


def quote_flag(pair: Pair) -> FlagReason | None:
    """The first quotation of the wording that the article quotes in other words."""
    for start, end in pair.wording.quotations:
        ours = pair.wording.tokens_in(start, end)
        if not ours or _occurs(_norms(pair.wording, ours), _norms(pair.stretch, None)):
            continue
        theirs = _counterpart(pair, ours) or _substitute(pair, ours)
        if theirs is not None and not _is_shortening(pair, ours, theirs):
            one, two = pair.wording.words(ours), pair.stretch.words(theirs)
            explanation = f"The claim quotes “{_short(one)}”, the article “{_short(two)}”."
            return FlagReason(Flag.QUOTE, one, two, explanation)
    return None


def _counterpart(pair: Pair, ours: range) -> range | None:
    """The part of a quotation of the article that the wording's quotation is linked to."""
    content = [i for i in ours if pair.wording.terms[i]]
    for start, end in pair.stretch.quotations:
        inside = pair.stretch.tokens_in(start, end)
        linked = [k.right for k in pair.links if k.left in ours and k.right in inside]
        if content and len(linked) >= max(1, _LEAST_LINKED * len(content)):
            if len(inside) <= 2 * len(ours):
                return inside
            return range(min(linked), max(linked) + 1)
    return None


def _substitute(pair: Pair, ours: range) -> range | None:
    """Other words in quotation marks, after the word that introduces the wording's quotation."""
    lead = next((i for i in range(ours.start - 1, -1, -1) if i in pair.core), None)
    link = next((k for k in pair.sure if k.left == lead), None)
    if link is None:
        return None
    linked = {k.right for k in pair.links}
    for start, end in pair.stretch.quotations:
        inside = pair.stretch.tokens_in(start, end)
        after = [j for j in inside if j > link.right and pair.stretch.terms[j]]
        if link.right in inside and after and after[0] not in linked:
            return range(after[0], after[0] + 1)
    return None


def _is_shortening(pair: Pair, ours: range, theirs: range) -> bool:
    """Whether the article's words are words of the quotation, in one piece or with dots between."""
    long, short = _norms(pair.wording, ours), _norms(pair.stretch, theirs)
    return _occurs(short, long) or _occurs(long, short) or _in_pieces(pair, short, long, theirs)


def _in_pieces(pair: Pair, short: Sequence[str], long: Sequence[str], theirs: range) -> bool:
    """Whether words were left out with dots in their place."""
    if not theirs:
        return False
    text = pair.stretch.words(theirs)
    if "..." not in text and "…" not in text:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _occurs(part: Sequence[str], whole: Sequence[str]) -> bool:
    width = len(part)
    return any(whole[i : i + width] == part for i in range(len(whole) - width + 1))


def _norms(passage: Passage, tokens: range | None) -> list[str]:
    """Folded words, without those in square brackets."""
    chosen = range(len(passage.tokens)) if tokens is None else tokens
    bracketed = _bracketed(passage)
    return [passage.tokens[i].norm for i in chosen if i not in bracketed]


def _bracketed(passage: Passage) -> set[int]:
    inside: set[int] = set()
    is_open = False
    for i, token in enumerate(passage.tokens):
        gap = passage.text[passage.tokens[i - 1].end if i else 0 : token.start]
        for mark in gap:
            is_open = mark == "[" or (is_open and mark != "]")
        if is_open:
            inside.add(i)
    return inside


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= 12 else " ".join(words[:12]) + " …"
