"""Finds the subject of a reporting verb and the name behind it. Knows English word order only.

The text these functions read has its quoted words blanked out: names in a quote speak for nobody.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.text.reporting import PRONOUNS, REPORTING_VERBS, TITLES
from claims.text.scanning import compiled_later, matches_at

# How far back the name behind a pronoun is looked for, in characters.
_LONGEST_LOOK_BACK = 2000

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"{_CAPITAL}[\w-]*(?:[’'.](?!s\b)\w+)*\.?"
_PARTICLE = r"(?:de|del|della|di|da|van|von|der|den|bin|ibn|al|el|la|le)"
_NAME = rf"\b{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD})*(?![’']s|\w)"
_ADVERB = (
    r"(?:has|have|had|also|then|later|again|once|still|now|soon|just|even|already|earlier|first"
    r"|further|too|himself|herself|reportedly|was|were|is|are|been|who|\w+ly)"
)
_TIME = (
    r"(?:(?:on|in|late|late\s+on|earlier|early|last|this)\s+(?:[A-Z]\w+|week|month|year|day)"
    r"|yesterday|today)"
)
_APPOSITION = r"\s*,[^,.\"]{2,80},"
_BETWEEN = rf"(?:\s+(?:{_TIME}|{_ADVERB}))*"
_DETERMINED = (
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|\w+[’']s?)(?:\s+[\w’'-]+){1,4}"
)
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)\b"
_ACTION = (
    r"(?:\w+(?:ed|ing)|is|was|are|were|has|had|have|will|would|could|may|might|must|did|does|hit"
    r"|met|took|went|made|came|got|gave|began|saw|held|sent|won|lost|left|kept|felt|found|became"
    r"|knew|stood|spoke|said|says|told|tells|wrote|writes|calls|led|put|set)\b"
)

# Subjects that end where the verb begins.
_direct = compiled_later(rf"(?P<subject>{_PRONOUN}|{_NAME})(?:{_APPOSITION})?{_BETWEEN}\s*$")
_name_in_apposition = compiled_later(rf",\s*(?P<subject>{_NAME})\s*,{_BETWEEN}\s*$")
_noun_phrase = compiled_later(rf"(?P<subject>{_DETERMINED})(?:{_APPOSITION})?{_BETWEEN}\s*$")
_absolute = compiled_later(rf"\bwith\s+(?P<subject>{_NAME})\s+\w+ing\b[^,.\"]*(?:,\s*)?$")
_agent_before = compiled_later(rf"\bby\s+(?P<subject>(?:the\s+)?{_NAME}(?:\s+[a-z]+)?)\s*,?\s*$")
_inverted = compiled_later(
    rf"(?P<verb>[a-z]+)\s+(?:\w+ly\s+)?"
    rf"(?P<subject>{_PRONOUN}|(?:the\s+)?(?:[a-z]+\s+){{0,4}}{_NAME}|{_DETERMINED}|\w+)"
)
_AFTER_PREPOSITION = re.compile(r"\b(?:in|of|from|at|for|to|on|near|against)\s+(?:the\s+)?$")
_CLAUSE = re.compile(r"(?P<subject>[\w’'-]+(?:\s+[\w’'-]+){0,8})$")

_acting = compiled_later(rf"(?P<subject>{_PRONOUN}|{_NAME})(?:\s*,)?(?:\s+{_ADVERB})*\s+{_ACTION}")
_acting_in_headline = compiled_later(rf"(?P<subject>{_NAME})\s+[a-z]+s\b")
_speaking = compiled_later(
    rf"(?:{_NAME}\s*,\s*)?(?P<subject>{_NAME})(?:{_APPOSITION}|,)?{_BETWEEN}\s+(?P<verb>[a-z]+)\b"
)
_antecedent = compiled_later(
    rf"(?P<subject>{_NAME})\s+(?:after|before|when|as|because|if|once)\s*$"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+|\n")
_TRAILING_ADVERBS = re.compile(rf"(?:\s+{_ADVERB})+$")

# Where a name or a pronoun can begin.
_NAME_START = re.compile(rf"{_CAPITAL}(?<!\w.)")
_SUBJECT_START = re.compile(r"[^\W\d_a-gj-ru-vx-zß-öø-ÿ](?<!\w.)")

# Written with a capital, at the head of a sentence or always, and still nobody's name.
_NO_NAME_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december earlier last but and in on at the this that if
while when as after before however meanwhile speaking asked according for from with a an to
nobody everybody somebody anybody everyone someone anyone there most many some all both
yesterday today tomorrow now then here yes no not only even what why how
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_NEVER_SUBJECT_WORDS = """
but and or with while as of in on to for by that which who when after before because over from
at into than so if though although until since during among between not about
"""
_NEVER_SUBJECTS = frozenset(_NEVER_SUBJECT_WORDS.split())


def subject_before(text: str, first: int, verb: re.Match[str]) -> tuple[int, int] | None:
    """The span of the subject directly before a verb, or else of the first that acts."""
    direct = direct_subject(text, first, verb.start(), is_participle=verb[0].endswith("ing"))
    if direct is not None:
        return direct
    acting = _first_acting(text, first, verb.start())
    return acting.span("subject") if acting else None


def direct_subject(
    text: str, first: int, end: int, *, is_participle: bool = False
) -> tuple[int, int] | None:
    """The span of the subject that reaches up to `end`, but for adverbs and an apposition."""
    for matches in _direct_matches(text, first, end, is_participle=is_participle):
        found = _last(matches)
        if found is not None:
            return _whole_phrase(text, first, *found.span("subject"))
    return None


def _direct_matches(
    text: str, first: int, end: int, *, is_participle: bool
) -> Iterator[Iterator[re.Match[str]]]:
    yield _name_in_apposition().finditer(text, first, end)
    yield _found(_direct(), _SUBJECT_START, text, first, end)
    for pattern in (_absolute(), _agent_before()) if is_participle else (_noun_phrase(),):
        yield pattern.finditer(text, first, end)


def _found(
    pattern: re.Pattern[str], beginning: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` finds, if it begins like `beginning`."""
    starts = (found.start() for found in beginning.finditer(text, start, end))
    return matches_at(pattern, text, starts, end=end)


def subject_at(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Subject span and verb of a clause that begins with its verb: "said the engineer"."""
    inverted = _inverted().match(text, start, end)
    if inverted and is_finite(inverted["verb"]) and is_subject(inverted["subject"]):
        return *inverted.span("subject"), inverted["verb"]
    return None


def is_finite(word: str) -> bool:
    """Whether a word is a reporting verb that can stand after its subject."""
    return word in REPORTING_VERBS and not word.endswith("ing")


def is_subject(words: str) -> bool:
    """Whether words can be who speaks: a pronoun, a name, "the statement" or a plural."""
    first = words.split()[0].lower()
    if first in _NEVER_SUBJECTS:
        return False
    is_noun_phrase = re.match(_DETERMINED, words) is not None or words.endswith("s")
    return first in PRONOUNS or is_noun_phrase or re.search(_NAME, words) is not None


def speaker_name(text: str, start: int, end: int, *, context: int) -> str:
    """The name behind a subject; for "he" and "she" the last speaker named since `context`."""
    subject = _TRAILING_ADVERBS.sub("", text[start:end].strip(" \t\n,;:–—-"))
    if subject.lower() not in PRONOUNS:
        return bare_name(subject)
    if subject.lower() not in {"he", "she"}:
        return ""
    return _named_before(text, max(context, start - _LONGEST_LOOK_BACK), start)


def bare_name(subject: str) -> str:
    """The name at the end of a subject without its titles; "the engineer" stays as it is."""
    names = [m for m in re.finditer(_NAME, subject) if m[0].lower() not in _NO_NAME]
    is_name_last = names and names[-1].end() == len(subject.rstrip())
    if not is_name_last or _AFTER_PREPOSITION.search(subject[: names[-1].start()]):
        return subject.strip()
    words = names[-1][0].split()
    titles = [index for index, word in enumerate(words) if word.lower().strip(".") in TITLES]
    untitled = words[titles[-1] + 1 :] if titles else words
    return " ".join(untitled or words)


def _whole_phrase(text: str, first: int, start: int, end: int) -> tuple[int, int]:
    """The subject with what stands before it: "officials in Kenya" rather than "Kenya"."""
    if not _AFTER_PREPOSITION.search(text, max(first, start - 20), start):
        return start, end
    clause = _CLAUSE.search(text, max(first, start - 100), end)
    if clause is None or not is_subject(clause["subject"]):
        return start, end
    return clause.span("subject")


def _first_acting(text: str, start: int, end: int) -> re.Match[str] | None:
    headline = _acting_in_headline().match(text, start, end)
    if headline and headline["subject"].lower() not in _NO_NAME:
        return headline
    acting = _found(_acting(), _SUBJECT_START, text, start, end)
    return next((match for match in acting if not _is_no_name(match)), None)


def _named_before(text: str, start: int, end: int) -> str:
    antecedent = _last(_found(_antecedent(), _NAME_START, text, start, end))
    if antecedent is not None:
        return bare_name(antecedent["subject"])
    for match in _nearest_acting(text, start, end):
        if not _is_no_name(match) and match["subject"].lower() not in PRONOUNS:
            return bare_name(match["subject"])
    return ""


def _nearest_acting(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Who speaks, then who acts, each the nearest first."""
    clauses = _found(_speaking(), _NAME_START, text, start, end)
    yield from reversed([match for match in clauses if match["verb"] in REPORTING_VERBS])
    ends = [start, *(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]
    for sentence in reversed([*pairwise(ends)]):
        acting = _first_acting(text, *sentence)
        if acting is not None:
            yield acting


def _is_no_name(match: re.Match[str]) -> bool:
    return match["subject"].lower() in _NO_NAME


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    found = None
    for match in matches:
        found = found if _is_no_name(match) else match
    return found
