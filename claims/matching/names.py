"""Finds the names of people, organisations and places, and tells which may be the same."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from claims.terms import (
    BODY_NOUNS,
    PLACE_NOUNS,
    TIME_WORDS,
    TITLES,
    Place,
    are_compatible,
    capital_of,
    may_be_one_given_name,
    place_at,
)
from claims.text import Token

_SENTENCE_ENDS = frozenset(".!?:…\n")
_OPENING_MARKS = "\"'“‘«([ "
_KINDS = PLACE_NOUNS | BODY_NOUNS | {"of", "the"}
_SPELLING_TOLERANCE = 0.75
_LONGEST_ACRONYM = 7
_HEAD = 3
"""Letters that two spellings or forms of one given name begin with."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name over the tokens `first` to `last` (inclusive), titles left out.

    `words` are its folded words; `place` is set if it is a known place. `is_sure` is false for a
    single capital word at the beginning of a sentence, which may be no name at all.
    """

    first: int
    last: int
    words: tuple[str, ...]
    place: Place | None
    is_sure: bool


def capitals_inside(text: str, tokens: Sequence[Token]) -> set[str]:
    """Folded words in capitals where no sentence begins: names for certain, headlines apart."""
    if is_headline(tokens):
        return set()
    return {
        t.norm
        for i, t in enumerate(tokens)
        if _is_capital(t) and not _begins_sentence(text, tokens, i)
    }


def find_names(
    text: str, tokens: Sequence[Token], *, known: Collection[str] = ()
) -> tuple[Name, ...]:
    """The names of a text in order. `known` are folded words that are names elsewhere."""
    headline = is_headline(tokens)
    names: list[Name] = []
    for first, last in _capital_runs(text, tokens):
        for name in _split_run(tokens, first, last):
            is_single = name.first == name.last and name.place is None
            initial = headline or _begins_sentence(text, tokens, name.first)
            is_acronym = (
                tokens[name.first].text.isupper() and len(name.words[0]) > 1 and not headline
            )
            sure = not (is_single and initial) or name.words[0] in known or is_acronym
            place = _capital(tokens, name) or name.place
            names.append(Name(name.first, name.last, name.words, place, sure))
    return tuple(names)


def may_be_same(one: Name, other: Name) -> bool:
    """Whether two names may name the same: related places, a shared family name, or its initials.

    Two full names that share the last word but begin differently (Joe and Hunter Biden) are not
    the same.
    """
    if one.place is not None and other.place is not None:
        return are_compatible(one.place, other.place)
    return _is_short_for(one, other) or _share_a_name(one, other)


def _is_short_for(one: Name, other: Name) -> bool:
    """Whether one is the other's initials, or a part of it: "Congress", "Speaker Nancy Pelosi"."""
    if _initials(one.words) == other.words[0] or _initials(other.words) == one.words[0]:
        return True
    short, long = sorted((one.words, other.words), key=len)
    if len(short) > 1:
        return set(short) <= set(long)
    return short == long[-1:] and bool(_KINDS & set(short))


def _share_a_name(one: Name, other: Name) -> bool:
    is_person = one.words[-1] not in _KINDS and min(len(one.words), len(other.words)) > 1
    if is_person and _alike(one.words[-1], other.words[-1]):
        return _first_names_agree(one.words[0], other.words[0])
    if "".join(one.words) == "".join(other.words):
        return True
    if is_person and len(one.words) == len(other.words) and one.words[:-1] == other.words[:-1]:
        # The Lakers and the Clippers of one town.
        return False
    shared = sum(any(_alike(a, b) for b in _telling(other)) for a in _telling(one))
    if is_person and 2 * shared <= min(len(one.words), len(other.words)):
        # Real Sociedad and Real Betis, or Xi Jinping and Xi Mingze.
        return False
    return shared > 0


def is_spelt_out(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether words of a text begin with the letters of an acronym, small words passed over."""
    letters = name.words[0]
    if len(name.words) > 1 or not 3 <= len(letters) <= _LONGEST_ACRONYM:
        return False
    initials = "".join(t.norm[0] for t in tokens if t.is_content)
    return letters in initials


def _telling(name: Name) -> Sequence[str]:
    """The words that tell a name from others: not the "bank" of a bank."""
    return [w for w in name.words if w not in _KINDS] or name.words


def _capital(tokens: Sequence[Token], name: Name) -> Place | None:
    """Beijing, for "the Chinese capital"."""
    if name.place is None or name.place.spot or name.last + 1 >= len(tokens):
        return None
    return capital_of(name.place.country) if tokens[name.last + 1].norm == "capital" else None


def _first_names_agree(one: str, other: str) -> bool:
    """An initial, a short form or another spelling of one given name; not Mark and Mike."""
    short, long = sorted((one, other), key=len)
    return (
        (len(short) == 1 and short == long[0])
        or _alike(one, other)
        or short in long
        or (len(short) >= _HEAD and short[:_HEAD] == long[:_HEAD])
        or may_be_one_given_name(one, other)
    )


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return Indel.normalized_similarity(one, other) >= _SPELLING_TOLERANCE


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.is_content and token.norm not in TIME_WORDS


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether a text is in Title Case or CAPITALS, where a capital says nothing."""
    words = [t for t in tokens if t.is_content and t.text[0].isalpha()]
    return len(words) >= 5 and sum(t.text[0].isupper() for t in words) > 0.8 * len(words)


def _begins_sentence(text: str, tokens: Sequence[Token], index: int) -> bool:
    between = text[tokens[index - 1].end : tokens[index].start] if index else ""
    bare = between.strip(_OPENING_MARKS + "”’»)]")
    opens_quote = any(mark in between for mark in '“"«„')
    return index == 0 or opens_quote or any(c in _SENTENCE_ENDS for c in bare)


def _capital_runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of capital words with nothing but a blank or "of" between them."""
    index = 0
    while index < len(tokens):
        if not _is_capital(tokens[index]):
            index += 1
            continue
        last = index
        while (following := _next_in_run(text, tokens, last)) is not None:
            last = following
        yield index, last
        index = last + 1


def _next_in_run(text: str, tokens: Sequence[Token], last: int) -> int | None:
    for step in (1, 2):
        after = last + step
        if after >= len(tokens):
            return None
        gap = text[tokens[last].end : tokens[after].start]
        is_possessive = tokens[last].text.endswith(("'s", "’s", "'", "’"))
        is_hyphened = step == 1 and gap == "-" and not _is_pair(tokens, last)
        is_joined = is_hyphened or gap == (" " if step == 1 else " of ")
        if is_joined and _is_capital(tokens[after]) and not is_possessive:
            return after
    return None


def _is_pair(tokens: Sequence[Token], first: int) -> bool:
    """Whether two words with a hyphen name two places: "Russia-China"."""
    norms = [token.norm for token in tokens[first : first + 2]]
    return any(place_at(norms, i) is not None for i in (0, 1))


def _split_run(tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """The names of a run of capitals: "US President Joe Biden" holds two."""
    norms = [token.norm for token in tokens[first : last + 1]]
    at = 0
    while at < len(norms):
        known = place_at(norms, at)
        if known is not None:
            place, length = known
            after = at + length
            is_body = after < len(norms) and norms[-1] in BODY_NOUNS
            if after == len(norms) or norms[after] in TITLES or not (place.spot or is_body):
                yield Name(
                    first + at, first + after - 1, tuple(norms[at:after]), place, is_sure=True
                )
                at = after
                continue
        elif norms[at] in TITLES:
            # Of the "Ministry of Finance" and the "President of Chad" the name is what follows.
            at += 2 if norms[at + 1 : at + 2] == ["of"] else 1
            continue
        yield Name(first + at, last, tuple(norms[at:]), None, is_sure=True)
        return
