"""Raises `attribution`: the wording names who reported it, and the article no longer does.

A source counts as kept if its words stand close together in the sentences of the match or
anywhere before them in the article, so "he said" after a named interview is no loss.
"""

import math
import re
from collections.abc import Iterator

from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason

_SOURCE = re.compile(
    r"""(?ix)
    \b(?:according\s+to|as\s+per|citing|cited|quoting|quoted\s+by|reported\s+by|told|(?:in\s+an\s+)?interview\s+with)\s+
    (?P<after>[^,.;:“”"()]+)
    """
)
_LONGEST = 8
_SLACK = 3


def attribution_flag(pair: Pair) -> FlagReason | None:
    """The first source of the wording that the article does not name."""
    for source in _sources(pair.wording):
        wanted = [t for t in source.terms if t and t not in _VAGUE]
        kept = (p for p in (pair.stretch, *pair.before) if _stands_in(wanted, p))
        if wanted and next(kept, None) is None:
            theirs = _remaining(pair.stretch)
            tail = f"says only “{theirs}”" if theirs else "names no source"
            explanation = f"The claim names “{source.text}” as its source, the article {tail}."
            return FlagReason(Flag.ATTRIBUTION, source.text, theirs, explanation)
    return None


_VAGUE = frozenset({"reporter", "journalist"})


def _sources(passage: Passage) -> Iterator[Passage]:
    for match in _SOURCE.finditer(passage.text):
        words = match["after"].split()
        yield Passage.of(" ".join(words[:_LONGEST]))


def _stands_in(wanted: list[str], passage: Passage) -> bool:
    """Whether the words of a source, or most of a long one, stand together."""
    names = set(wanted)
    need = len(names) if len(names) <= 3 else math.ceil(0.75 * len(names))
    width = len(wanted) + _SLACK
    content = [passage.terms[i] for i in passage.content]
    return any(
        len(names & set(content[i : i + width])) >= need
        for i in range(len(content))
        if content[i] in names
    )


def _remaining(passage: Passage) -> str:
    """What the article says instead."""
    match = _SOURCE.search(passage.text)
    return match[0].strip() if match else ""
