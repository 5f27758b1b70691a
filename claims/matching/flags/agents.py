"""Finds who does what a word tells: the name or noun before a verb, after "by", or possessing.

Judged by the order of words and a list of helping verbs, without a parser; where that is not enough
there is no agent.
"""

from collections.abc import Sequence
from itertools import product

from claims.matching.alignment import Link
from claims.matching.names import Name, may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.terms import NEGATORS, PAST_FORMS, TIME_WORDS, base_of, stem_of

GENITIVES = ("’s", "'s", "s’", "s'")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got"})
_HELPERS_WORDS = """
has have had having will would shall should can could may might must do does did also then later
again once still now soon just already first even not never
"""
_HELPERS = _BE | frozenset(_HELPERS_WORDS.split())
_MODALS = frozenset(
    {
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "did",
        "does",
        "do",
    }
)
_CHAINS = frozenset({"of", "in", "at", "from", "for", "near", "on", "off", "with", "between"})
_DETERMINERS_WORDS = """
the a an his her its their this that these those some
"""
_DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_OBJECTS = frozenset(
    {
        "him",
        "her",
        "it",
        "them",
        "us",
        "me",
        "that",
        "over",
        "out",
        "up",
        "down",
        "back",
        "to",
        "on",
    }
)
_RELATIVES = frozenset({"who", "which", "that"})
# Verbs that mean what their object means: "filed a complaint", "made an offer".
_LIGHT_VERBS_WORDS = """
file make level launch bring come give take lodge issue put send raise
"""
_LIGHT_VERBS = frozenset(map(stem_of, _LIGHT_VERBS_WORDS.split()))
_FARTHEST_BY = 12
_MOST_STEPS = 6
_LONGEST_APPOSITION = 12
Tokens = frozenset[int]
NOBODY: Tokens = frozenset()


def agent_of(passage: Passage, names: Sequence[Name], word: int) -> Tokens:
    """The tokens of who does it, empty if unknown or if the word tells no deed."""
    if looks_like_verb(passage, word):
        after = _by_agent(passage, word)
        if after or is_passive(passage, word):
            return _whole(names, after)
        return _whole(names, _subject(passage, word)) if _has_object(passage, word) else NOBODY
    verb = _before_light_verb(passage, word)
    return _whole(names, _subject(passage, verb)) if verb > 0 else NOBODY


def _has_object(passage: Passage, verb: int) -> bool:
    """Whether a verb has an object or a helping verb: "starved the elephants", "had starved"."""
    if passage.tokens[verb - 1].norm in _HELPERS - _BE:
        return True
    after = verb + 1
    if after >= len(passage.tokens) or _has_break(passage, after):
        return False
    follower = passage.tokens[after]
    return follower.is_content or follower.norm in _DETERMINERS | _OBJECTS


def owner_of(passage: Passage, names: Sequence[Name], word: int) -> Tokens:
    """The tokens of whose deed a noun tells: China, in "China's complaint"."""
    if word and passage.tokens[word - 1].text.endswith(GENITIVES):
        return _whole(names, _phrase_before(passage, word - 1))
    return NOBODY


def looks_like_verb(passage: Passage, word: int) -> bool:
    """Whether a word tells a deed, by its ending, its helping verb or what stands around it."""
    token, before = passage.tokens[word], passage.tokens[max(word - 1, 0)]
    if not word or before.norm in _DETERMINERS or before.text.endswith(GENITIVES):
        return False
    if not token.norm.isalpha() or passage.text[before.end : token.start] == "-":
        return False
    if token.norm.endswith("ed") or token.norm in PAST_FORMS or before.norm in _MODALS:
        return True
    return _is_present(passage, word)


def _is_present(passage: Passage, word: int) -> bool:
    """Whether it reads like "Norway supplies the gas" rather than "70 degrees Celsius"."""
    token, before = passage.tokens[word], passage.tokens[word - 1]
    if any(word in q.tokens for q in passage.quantities):
        return False
    follower = passage.tokens[word + 1] if word + 1 < len(passage.tokens) else token
    leads_on = follower.norm in _DETERMINERS or follower.text[0].isupper()
    return token.norm.endswith("s") and before.is_content and leads_on


def counterpart(pair: Pair, ours: Tokens) -> Tokens:
    """The tokens of the article that name what some tokens of the wording name."""
    linked = {k.right for k in pair.sure if k.left in ours}
    mine = [n for n in pair.wording_names if ours & set(range(n.first, n.last + 1))]
    for name, other in product(mine, pair.stretch_names):
        if may_be_same(name, other):
            linked |= set(range(other.first, other.last + 1))
    return frozenset(linked)


def have_same_agent(pair: Pair, link: Link) -> bool:
    """Whether the same does it on both sides, as far as both tell who does it."""
    ours = agent_of(pair.wording, pair.wording_names, link.left)
    theirs = agent_of(pair.stretch, pair.stretch_names, link.right)
    return bool(counterpart(pair, ours) & theirs)


def _whole(names: Sequence[Name], tokens: Tokens) -> Tokens:
    """With the rest of the names that the tokens are part of."""
    whole = set(tokens)
    for name in names:
        inside = range(name.first, name.last + 1)
        if whole & set(inside):
            whole.update(inside)
    return frozenset(whole)


def _by_agent(passage: Passage, verb: int) -> Tokens:
    """Who stands after "by", right behind the verb or behind "was … "."""
    tokens = passage.tokens
    reach = _FARTHEST_BY if is_passive(passage, verb) else 1
    for i in range(verb + 1, min(verb + 1 + reach, len(tokens) - 1)):
        if _has_break(passage, i):
            return NOBODY
        if tokens[i].norm == "by":
            found = _phrase_after(passage, i + 1)
            if found and not _is_time(passage, found):
                return found
    return NOBODY


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether "was" and the like stand before a verb, adverbs aside."""
    for i in range(verb - 1, max(verb - 4, -1), -1):
        norm = passage.tokens[i].norm
        if norm in _BE:
            return not passage.tokens[verb].norm.endswith("ing")
        if norm not in _HELPERS and not norm.endswith("ly"):
            return False
    return False


def _before_light_verb(passage: Passage, noun: int) -> int:
    """The position of the verb in "filed a complaint" or "came to the rescue", else -1."""
    if not noun or passage.tokens[noun - 1].norm not in _DETERMINERS:
        return -1
    i = noun - 2
    if i > 0 and passage.tokens[i].norm == "to":
        i -= 1
    return i if i > 0 and base_of(passage.tokens[i]) in _LIGHT_VERBS else -1


def _subject(passage: Passage, verb: int) -> Tokens:
    """What stands before a verb, helping verbs aside; before "who" what that speaks of."""
    start = _before_apposition(passage, verb)
    if start == verb:
        return _subject_at(passage, verb)
    inside = _phrase_before(passage, verb - 1)
    aside = any(looks_like_verb(passage, i) for i in range(start, verb)) or _is_known(
        passage, inside
    )
    return _phrase_before(passage, start - 1) | (NOBODY if aside else inside)


def _is_known(passage: Passage, tokens: Tokens) -> bool:
    """Whether a known place stands among some tokens: "the park in Hwange, Zimbabwe, …"."""
    return any(n.place is not None and n.first in tokens for n in passage.names)


def _antecedent(passage: Passage, last: int) -> Tokens:
    """What "who" speaks of: the noun phrase before it, or the one that this belongs to."""
    first = last
    while (
        first >= 0
        and passage.tokens[first].is_content
        and (first == last or not _has_break(passage, first + 1))
    ):
        first -= 1
    return frozenset(range(first + 1, last + 1)) | _phrase_before(passage, last)


def _subject_at(passage: Passage, verb: int) -> Tokens:
    i = verb - 1
    for _ in range(_MOST_STEPS):
        if i < 0 or (_has_break(passage, i + 1) and i + 1 == verb):
            return NOBODY
        norm = passage.tokens[i].norm
        if norm in _RELATIVES:
            return _antecedent(passage, i - 1)
        if norm in NEGATORS and norm not in _HELPERS:
            return NOBODY
        if norm not in _HELPERS and not norm.endswith("ly"):
            return _phrase_before(passage, i)
        i -= 1
    return NOBODY


def _before_apposition(passage: Passage, verb: int) -> int:
    """A verb's position, or the first comma's in "Rashid, the leader of the party, lost"."""
    if not _has_comma(passage, verb):
        return verb
    earlier = range(verb - 1, max(verb - _LONGEST_APPOSITION, 0), -1)
    return next((i for i in earlier if _has_comma(passage, i)), verb)


def _has_comma(passage: Passage, index: int) -> bool:
    gap = passage.text[passage.tokens[index - 1].end : passage.tokens[index].start]
    return gap.strip() == ","


def _phrase_before(passage: Passage, last: int) -> Tokens:
    """The noun phrase that ends at a token; of "the coach in Ghent" only the coach."""
    found: set[int] = set()
    while last >= 0 and passage.tokens[last].is_content:
        first = _phrase_start(passage, last)
        link = _link_before(passage, first)
        if link < 0:
            found.update(range(first, last + 1) if _is_noun(passage, last) else ())
            break
        # "The city of Ghent" is Ghent; "the teacher in Ghent" is not.
        if passage.tokens[link].norm in {"and", "of"}:
            found.update(range(first, last + 1))
        last = link - 1
    return frozenset(found)


def _phrase_start(passage: Passage, last: int) -> int:
    """Where the words of content begin that end at a token."""
    first = last
    while first and passage.tokens[first - 1].is_content:
        if _has_break(passage, first) or looks_like_verb(passage, first - 1):
            break
        first -= 1
    return first


def _link_before(passage: Passage, first: int) -> int:
    """The word that hangs a phrase on the one before it, articles aside; -1 if there is none."""
    i = first - 1
    while i >= 0 and passage.tokens[i].norm in _DETERMINERS:
        i -= 1
    if i <= 0 or _has_break(passage, i) or _has_break(passage, i + 1):
        return -1
    link = passage.tokens[i].norm
    return i if link == "and" or (link in _CHAINS and _is_noun(passage, i - 1)) else -1


def _is_noun(passage: Passage, index: int) -> bool:
    """Whether a word may be the head of a chain: "ten" in "three in ten teachers" is not."""
    if not passage.tokens[index].is_content or _is_time(passage, frozenset({index})):
        return False
    return not any(index in q.tokens for q in passage.quantities)


def _phrase_after(passage: Passage, first: int) -> Tokens:
    """The noun phrase that begins at a token; a possessor is not the whole of it."""
    while first < len(passage.tokens) and passage.tokens[first].norm in _DETERMINERS:
        first += 1
    last = first
    while last < len(passage.tokens) and passage.tokens[last].is_content:
        if last > first and _has_break(passage, last):
            break
        last += 1
    inside = [i for i in range(first, last) if passage.terms[i]]
    owners = [i for i in inside if passage.tokens[i].text.endswith(GENITIVES)]
    return frozenset(i for i in inside if not owners or i > owners[-1]) or frozenset(inside)


def _is_time(passage: Passage, tokens: Tokens) -> bool:
    return all(
        passage.tokens[i].norm in TIME_WORDS or passage.tokens[i].norm[:1].isdigit() for i in tokens
    )


def _has_break(passage: Passage, index: int) -> bool:
    """Whether something other than a blank or hyphen stands before a token."""
    if not 0 < index < len(passage.tokens):
        return False
    gap = passage.text[passage.tokens[index - 1].end : passage.tokens[index].start]
    return bool(gap.strip(" \n\u00a0-“”\"'‘’"))
