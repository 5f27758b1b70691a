"""Raises `attribution`: the wording names who said it, and the article no longer does.

A source counts as kept if it stands in the sentences of the match beside a word of reporting, or
anywhere before them in the article, so "he said" after a named interview is no loss. Somebody who
is merely mentioned is no source any more.
"""

import re
from collections.abc import Iterator

from claims.matching.names import may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import (
    DENIALS,
    PLACE_NOUNS,
    REPORTING_VERBS,
    SOURCE_NOUNS,
    base_of,
    lightness,
    stem_of,
)
from claims.text import tokenize

_SOURCE = re.compile(
    r"""(?x)
    \b(?:(?i:according\s+to|as\s+per|citing|cited|quoting|quoted\s+by|reported\s+by
      |(?:in\s+an\s+)?interview\s+with)\s+|told\s+(?=(?:the\s+)?[A-Z]))
    (?P<after>[^,.;:“”"()]+)
    """
)
_PRONOUN_SAYS = re.compile(
    r"(?i)\b(?:he|she|they|we)\s+(?:also\s+|has\s+|had\s+)?(?P<after>[a-z]+)\b"
    r"|\b(?P<before>s[a-z]+|[b-rt-z][a-z]+)\s+(?:he|she|they)\b"
)
_LIGHT = 0.4
_LONGEST = 8
_LONGEST_SUBJECT = 14
_SLACK = 3
_VAGUE = frozenset({"reporter", "journalist"})
_NO_SUBJECT_WORDS = """
i he she it we they who which that
"""
_NO_SUBJECT = frozenset(_NO_SUBJECT_WORDS.split())
_SELVES = frozenset({"it", "he", "she", "they"})
_CLAUSE_BEGINS = 8
"""Words after a reporting verb within which its "that" stands."""
# Followed by a clause also without "that"; by a number; by a plan of the subject's own.
_FREE_STEMS = frozenset(map(stem_of, ("say", "believe", "think", "claim", "insist")))
_COUNTING_STEMS = frozenset(map(stem_of, ("count", "document")))
_OWN_STEMS = frozenset(map(stem_of, ("announce", "promise", "declare", "confirm")))
_COLON = re.compile(r"\w:\s|\bha[sd]\sit\b")
_VERB_STEMS = frozenset(map(stem_of, REPORTING_VERBS))
_CUE_STEMS = _VERB_STEMS | frozenset(map(stem_of, (*SOURCE_NOUNS, *DENIALS)))


def attribution_flag(pair: Pair) -> FlagReason | None:
    """The first source of the wording that the article does not name."""
    for source in _sources(pair.wording):
        wanted = _wanted(source)
        if not wanted or any(_stands_in(wanted, p) for p in pair.before):
            continue
        if not _is_kept(pair, source, wanted):
            theirs = _remaining(pair.stretch)
            tail = f"says only “{theirs}”" if theirs else "names no source"
            explanation = f"The claim names “{source.text}” as its source, the article {tail}."
            return FlagReason(Flag.ATTRIBUTION, source.text, theirs, explanation)
    return None


def _wanted(source: Passage) -> list[str]:
    """The terms by which a source is known: those of its name if it has one."""
    named = {i for n in source.names if n.place is None for i in range(n.first, n.last + 1)}
    terms = [source.terms[i] for i in source.content if i in named or not named]
    return [t for t in terms if t not in _VAGUE and lightness(t) > _LIGHT]


def _sources(passage: Passage) -> Iterator[Passage]:
    for match in _SOURCE.finditer(passage.text):
        words = match["after"].split()
        yield Passage.of(" ".join(words[:_LONGEST]))
    subject = _speaker(passage)
    if subject:
        yield Passage.of(passage.words(subject))


def _speaker(passage: Passage) -> range:
    """The subject of a reporting verb: at the beginning, or between the last comma and the end."""
    last = len(passage.tokens) - 1
    for i in range(1, min(_LONGEST_SUBJECT, last)):
        if passage.text[passage.tokens[i - 1].end : passage.tokens[i].start].strip(" ’'-"):
            break
        if _reports(passage, i):
            return _subject(passage, range(i))
    if last > 1 and _reports(passage, last):
        comma = passage.text.rfind(",", 0, passage.tokens[last].start)
        return (
            _subject(passage, range(passage.tokens_in(0, comma).stop, last))
            if comma > 0
            else range(0)
        )
    return range(0)


def _subject(passage: Passage, tokens: range) -> range:
    """Who speaks; nobody if it is a pronoun or longer than a subject is."""
    if not tokens or len(tokens) > _LONGEST_SUBJECT:
        return range(0)
    return range(0) if passage.tokens[tokens[0]].norm in _NO_SUBJECT else tokens


def _reports(passage: Passage, index: int) -> bool:
    """Whether a token is a verb that makes what follows the word of its subject."""
    token, before = passage.tokens[index], passage.tokens[index - 1]
    base = base_of(token)
    if base not in _VERB_STEMS or token.text[0].isupper() or not before.is_content:
        return False
    if index + 1 == len(passage.tokens) or base in _FREE_STEMS:
        return True
    following = passage.tokens[index + 1 : index + 1 + _CLAUSE_BEGINS]
    if base in _COUNTING_STEMS:
        is_place = any(t.norm in PLACE_NOUNS for t in passage.tokens[:index])
        return following[0].norm[:1].isdigit() and not is_place
    that = next((i for i, t in enumerate(following) if t.norm == "that"), -1)
    # "Moscow announced that it would leave": a deed of its own, whoever tells it.
    is_own = 0 <= that < len(following) - 1 and following[that + 1].norm in _SELVES
    return that >= 0 and not (is_own and base in _OWN_STEMS)


def _is_kept(pair: Pair, source: Passage, wanted: list[str]) -> bool:
    """Whether the sentences of the match still say that somebody, and who, said it."""
    stretch = pair.stretch
    is_reported = any(base_of(t) in _CUE_STEMS for t in stretch.tokens) or _SOURCE.search(
        stretch.text
    )
    is_reported = is_reported or _COLON.search(stretch.text)
    if not is_reported:
        # Who is quoted may be told in the next sentence.
        return bool(stretch.quotations)
    pronouns = _PRONOUN_SAYS.finditer(stretch.text)
    if any(_is_reporting(m["after"] or m["before"]) for m in pronouns):
        return True
    return _stands_in(wanted, stretch) or _is_named(pair, source)


def _is_reporting(word: str) -> bool:
    return base_of(tokenize(word)[0]) in _VERB_STEMS


def _is_named(pair: Pair, source: Passage) -> bool:
    """Whether the article has the person or body that speaks under another form of the name."""
    return any(
        name.place is None and may_be_same(name, other)
        for name in source.names
        for other in pair.stretch_names
    )


def _stands_in(wanted: list[str], passage: Passage) -> bool:
    """Whether the words of a source, or most of a long one, stand together."""
    names = set(wanted)
    need = len(names) if len(names) <= 2 else len(names) // 2 + 1
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
