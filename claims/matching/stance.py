"""Says what the article does with a claim: repeats, quotes, disputes, corrects or questions it."""

import re

from claims.matching.pair import Pair
from claims.matching.vocabulary import Stance

_DISPUTE = re.compile(
    r"""(?ix)\b(?:
      (?:is|are|was|were|that's|it's|this\ is)\ (?:\w+\ )?
      (?:false|untrue|fake|wrong|nonsense|a\ lie|lies|a\ hoax|a\ myth|misleading|baseless|unfounded)
    | not\ true | no\ evidence | (?:spreading|telling|full\ of)\ lies | you\ lie
    | you\ are\ (?:\w+\ )?wrong | factually\ wrong | falsely | contrary\ to | prove\ it
    | debunk(?:s|ed)? | refut(?:es|ed|ing) | rebut(?:s|ted) | denie[sd] | denying
    | disput(?:es|ed)\ (?:the|that|this) | rejected\ (?:the|that|claims?)
    )\b"""
)
_CORRECTION = re.compile(
    r"""(?ix)\b(?:
      correction | corrected\ (?:version|to|this) | an?\ earlier\ version | clarification
    | (?:wrongly|incorrectly|mistakenly)\ (?:said|stated|reported) | we\ (?:wrongly|incorrectly)
    | regrets?\ the\ error
    )\b"""
)
_QUESTION = re.compile(
    r"(?i)\b(?:whether|questioned|questions about|doubts? (?:that|about|over)|is it true)\b"
)
_LONGEST_REPLY = 14
"""Words of a neighbouring sentence that can be a reply; a longer one speaks of something else."""
_QUOTED_SHARE = 0.5
_SHORTEST_QUOTE = 3


def stance_of(pair: Pair, *, before: str, after: str, contradicts: bool) -> Stance:
    """The stance of a matched stretch.

    `before` and `after` are the sentences next to it. A denial after it is a reply to it. A
    denial before it ("You are spreading lies.") is backed by it only if it `contradicts` the
    claim.
    """
    outside = _outside_span(pair)
    around = (before, after) if contradicts else (after,)
    replies = " ".join(text for text in around if len(text.split()) <= _LONGEST_REPLY)
    if _CORRECTION.search(f"{outside} {replies}"):
        return Stance.CORRECTS
    own_denial = _DISPUTE.search(pair.wording.text)
    if not own_denial and _DISPUTE.search(f"{outside} {replies}"):
        return Stance.DISPUTES
    if pair.stretch.text.rstrip("”\"') ").endswith("?") and "?" not in pair.wording.text:
        return Stance.QUESTIONS
    if _QUESTION.search(outside):
        return Stance.QUESTIONS
    return Stance.QUOTES if _is_quoted(pair) else Stance.REPEATS


def _outside_span(pair: Pair) -> str:
    """The sentences of the match without the words that the wording has too."""
    linked = {k.right for k in pair.sure}
    return " ".join(t.text for j, t in enumerate(pair.stretch.tokens) if j not in linked)


def _is_quoted(pair: Pair) -> bool:
    """Whether most of what the claim says is in quotation marks; a quoted word is no quote."""
    said = [k.right for k in pair.links if k.left in pair.core] or [k.right for k in pair.links]
    quoted: set[int] = set()
    for start, end in pair.stretch.quotations:
        inside = pair.stretch.tokens_in(start, end)
        if len(inside) >= _SHORTEST_QUOTE:
            quoted.update(inside)
    return sum(j in quoted for j in said) >= _QUOTED_SHARE * len(said)
