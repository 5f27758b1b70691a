"""Finds who said the words of a quote, from the words around it.

The text these functions read has its quoted words blanked out.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from claims.text.normalise import lowered
from claims.text.reporting import PRONOUNS, REPORTING_LEMMAS, REPORTING_VERBS
from claims.text.subjects import (
    bare_name,
    direct_subject,
    is_finite,
    is_subject,
    speaker_name,
    subject_at,
    subject_before,
)

# How far before a quote its verb is looked for, and how long the clause behind it may be.
_LONGEST_PREFIX = 400
_LONGEST_ATTRIBUTION = 300
_MOST_SUBJECT_WORDS = 9
# So many verbs before a quote are tried, the nearest first.
_MOST_VERBS = 4
# A longer subject has an apposition: "the governor of Florida, Ron DeSantis, said".
_LONGEST_SUBJECT = 120

_VERB = re.compile(r"(?<![\w-])[a-z]+\b")
_SOURCE = re.compile(
    r"\b(?P<phrase>(?i:according to|as per|in the words of))\s+(?P<subject>[^,.;:\"]+)"
)
_SOURCE_CUES = ("according to", "as per", "in the words of")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_AGENT_AFTER = re.compile(r"\s+by\s+(?P<subject>[^,.;:\"]+?)(?=\s+as\b|\s*[,.;:\"]|\s*$)")
_CLAUSE = re.compile(r"[^,.;:!?\"]*")
_LEADING = " \t\n,;:–—-"
_TRAILING = ' \t\n,;:.–—-("'


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said something by what verb, and where that stands.

    `speaker` is "" when a pronoun found no name.
    """

    speaker: str
    verb: str
    start: int
    end: int


def attribution_after(text: str, start: int, end: int, *, context: int) -> Attribution | None:
    """The clause that follows a quote: "Lavrov said, according to …" or "said the engineer"."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip(_LEADING))
    last = first + len(text[first : min(end, first + _LONGEST_ATTRIBUTION)].rstrip(_TRAILING))
    found = _said_by(text, first, last)
    if found is None:
        return source_of(text, start, end)
    subject_start, subject_end, verb = found
    speaker = speaker_name(text, subject_start, subject_end, context=context)
    return Attribution(speaker, verb, first, last)


def attribution_before(text: str, start: int, end: int, *, context: int) -> Attribution | None:
    """The clause that leads to a quote: "Hua Chunying said …" or "Biden called him a"."""
    first = max(start, end - _LONGEST_PREFIX)
    verbs = [m for m in _VERB.finditer(text, first, end) if _is_reporting(text, m)]
    for verb in reversed(verbs[-_MOST_VERBS:]):
        if _PASSIVE.search(text, first, verb.start()):
            subject = _agent(text, verb.end(), end)
        else:
            subject = subject_before(text, first, verb)
        if subject is not None:
            speaker = speaker_name(text, *subject, context=context)
            spans = (*subject, *verb.span())
            return Attribution(speaker, verb[0], min(spans), max(spans))
    source = _find_source(text, first, end)
    return _source(source, source.end()) if source else None


def source_of(text: str, start: int, end: int) -> Attribution | None:
    """A source named without a verb of saying: "according to state media"."""
    found = _find_source(text, start, min(end, start + _LONGEST_ATTRIBUTION))
    if found is None:
        return None
    longest = text[found.start() : min(end, found.start() + _LONGEST_ATTRIBUTION)]
    return _source(found, found.start() + len(longest.rstrip(_TRAILING)))


def _find_source(text: str, start: int, end: int) -> re.Match[str] | None:
    small = lowered(text[start:end])
    has_cue = any(map(small.__contains__, _SOURCE_CUES))
    return _SOURCE.search(text, start, end) if has_cue else None


def _source(found: re.Match[str], end: int) -> Attribution:
    return Attribution(bare_name(found["subject"]), found["phrase"].lower(), found.start(), end)


def _agent(text: str, start: int, end: int) -> tuple[int, int] | None:
    by = _AGENT_AFTER.match(text, start, end)
    return by.span("subject") if by else None


def _is_reporting(text: str, verb: re.Match[str]) -> bool:
    if verb[0] not in REPORTING_VERBS:
        return False
    if verb[0] not in REPORTING_LEMMAS:
        return True
    # "report", "claim" and "call" are nouns as well: as verbs they follow a plural.
    before = text[max(0, verb.start() - 30) : verb.start()].split()
    return bool(before) and (before[-1].endswith("s") or before[-1].lower() in PRONOUNS)


def _said_by(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Subject span and verb of the clause that begins here."""
    clause = _CLAUSE.match(text, start, end)
    if clause is None or not clause[0]:
        return None
    inverted = subject_at(text, start, clause.end())
    if inverted is not None:
        return inverted
    words = list(re.finditer(r"\S+", clause[0]))[: _MOST_SUBJECT_WORDS + 1]
    for last, word in pairwise(words):
        if is_finite(word[0]) and is_subject(text[start : start + last.end()]):
            return start, start + last.end(), word[0]
    return _said_by_long_subject(text, start, end)


def _said_by_long_subject(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """As above, where commas or abbreviations part the subject from its verb."""
    words = text[start : min(end, start + _LONGEST_SUBJECT)]
    if not is_subject(words):
        return None
    for verb in _VERB.finditer(text, start, start + len(words)):
        if is_finite(verb[0]):
            subject = direct_subject(text, start, verb.start())
            return (*subject, verb[0]) if subject else None
    return None
