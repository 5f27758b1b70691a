"""Raises `place` and `entity`: where the wording has a name the article has another name.

Two names conflict if they stand in the same slot, or if each is the only one of its kind that the
other side does not have. A capital or government stands for its country ("Moscow", "the Kremlin",
"Russia"), an acronym for its words. A name that is simply missing raises nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from claims.matching.flags.agents import looks_like_verb
from claims.matching.flags.places import (
    LOCATIVES,
    is_located,
    lead,
    may_be_located,
    opposite_directions,
)
from claims.matching.names import Name, is_spelt_out, may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import BODY_NOUNS, PAST_FORMS, PLACE_NOUNS

# Endings of common nouns and adverbs that open a sentence: "Scientists", "Unemployment", "Lately".
_ENDINGS = "s ment tion sion ity ness ing ly nce ship ism ure ple ren"
_COMMON_ENDINGS = tuple(_ENDINGS.split())
_HELPERS_WORDS = """
has had was is will would can could did does may must
"""
_HELPERS = frozenset(_HELPERS_WORDS.split())
# Common nouns without one of these endings that stand without an article before a verb.
_MASS_NOUNS_WORDS = """
police rumour rumor news word talk water fire inflation crime rain snow money oil gas trade
traffic death peace war staff heat love life turnout output food fuel research evidence help
smoke school work parliament congress government nobody everybody somebody someone everyone
anyone women men people children
"""
_MASS_NOUNS = frozenset(_MASS_NOUNS_WORDS.split())
_MOST_NAMES = 60
_LONGEST_TITLE = 6
"""Words after the beginning of a name among which an acronym may be spelt out."""
_REACH = 8
"""Words around the span within which a name belongs to it."""
_NEAR, _FAR = 2, 6
_SENTENCES_BACK = 3
_SOURCE_CUES = frozenset({"according", "per", "citing", "cited", "cites"})


def name_flags(pair: Pair) -> Iterator[FlagReason]:
    """At most one `place` and one `entity`."""
    raised: set[Flag] = set()
    ours, theirs = _without_counterparts(pair)
    used: set[Name] = set()
    for flag, name, other in chain(_in_slots(pair, ours, theirs), _left_over(pair, ours, theirs)):
        if flag not in raised and not used & {name, other}:
            raised.add(flag)
            used |= {name, other}
            yield _reason(pair, flag, name, other)
    turned = next(opposite_directions(pair), None)
    if turned is not None and Flag.PLACE not in raised:
        one, other_word = pair.wording.tokens[turned[0]].text, pair.stretch.tokens[turned[1]].text
        explanation = f"The claim says “{one}”, the article says “{other_word}”."
        yield FlagReason(Flag.PLACE, one, other_word, explanation)


Conflict = tuple[Flag, Name, Name]


def _without_counterparts(pair: Pair) -> tuple[list[Name], list[Name]]:
    """The names of each side that no name of the other side answers; one name answers one."""
    ours = list(pair.wording_names[:_MOST_NAMES])
    theirs = list(pair.stretch_names[:_MOST_NAMES])
    free = list(theirs)
    for name in list(ours):
        partner = next((n for n in free if _answers(pair, name, n)), None)
        if partner is not None:
            ours.remove(name)
            free.remove(partner)
    answered = [n for n in pair.wording_names if n not in ours]
    return ours, [n for n in free if not any(_answers(pair, a, n) for a in answered)]


def _answers(pair: Pair, name: Name, other: Name) -> bool:
    """Whether two names may be the same; "in Beijing" is the town, not the government of China."""
    located = is_located(pair.wording, name) or is_located(pair.stretch, other)
    if located and name.place is not None and other.place is not None:
        return name.place == other.place or _are_seats(name, other)
    if may_be_same(name, other):
        return True
    if pair.is_headline:
        return bool(set(name.words) & set(other.words))
    if pair.stretch.tokens[other.first].text.isupper():
        return is_spelt_out(other, pair.wording.tokens[name.first : name.last + _LONGEST_TITLE])
    is_short = pair.wording.tokens[name.first].text.isupper()
    return is_short and is_spelt_out(
        name, pair.stretch.tokens[other.first : other.last + _LONGEST_TITLE]
    )


def _are_seats(name: Name, other: Name) -> bool:
    """Whether both are the government of one country: "Downing Street" and "London"."""
    one, two = name.place, other.place
    if one is None or two is None or one.country != two.country:
        return False
    return one.is_seat and two.is_seat


def _in_slots(pair: Pair, ours: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Conflict]:
    for name in ours:
        for other in theirs:
            flag = _conflict(pair, name, other)
            if flag is not None:
                yield flag, name, other


def _conflict(pair: Pair, name: Name, other: Name) -> Flag | None:
    """Which flag two different names raise; `None` if they do not stand in the same slot."""
    if not _are_names(pair, name, other) or _is_source(pair.stretch, other):
        return None
    are_spots = _is_spot(name) and _is_spot(other)
    if may_be_same(name, other) and not are_spots:
        return None
    located = is_located(pair.wording, name) and is_located(pair.stretch, other)
    if located and are_spots and _is_near(pair, other):
        return Flag.PLACE
    if (name.place is None) != (other.place is None) or not _same_slot(pair, name, other):
        return None
    are_places = _is_place(pair.wording, name) and _is_place(pair.stretch, other)
    return Flag.PLACE if are_places and _locates(pair, name, other) else Flag.ENTITY


def _left_over(pair: Pair, ours: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Conflict]:
    """Names that are the only ones of their kind without a counterpart, wherever they stand."""
    if not ours or pair.is_headline:
        return
    mine = [n for n in ours if _is_name(pair.wording, n) and not _is_told_elsewhere(pair, n)]
    free = [
        n
        for n in theirs
        if _is_name(pair.stretch, n) and _is_near(pair, n) and not _is_source(pair.stretch, n)
    ]
    yield from _other_spots(pair, mine, free)
    mine = [n for n in mine if not _is_where(pair.wording, n)]
    free = [n for n in free if not _is_where(pair.stretch, n)]
    yield from _other_party(pair, mine, [n for n in free if n.place is None])
    yield from _other_country(pair, mine, [n for n in free if n.place is not None])


def _is_where(passage: Passage, name: Name) -> bool:
    """Whether a name says where; one works at a company, too."""
    return is_located(passage, name) and lead(passage, name) != "at"


def _other_party(pair: Pair, ours: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Conflict]:
    mine = [n for n in ours if n.place is None and not _is_initial(n)]
    free = [n for n in theirs if not _is_initial(n) and not _is_tag(pair.stretch, n)]
    if mine and len(free) == 1:
        act = _is_actor(pair.wording, mine[0]) and _is_actor(pair.stretch, free[0])
        told = _is_told_by_description(pair, mine[0], free[0])
        if not told and (act or _have_neighbour(pair, mine[0], free[0])):
            yield Flag.ENTITY, mine[0], free[0]


def _is_told_by_description(pair: Pair, name: Name, other: Name) -> bool:
    """Whether the article says "the president" and leaves the name out, far from the other name."""
    there = [k.right for k in pair.sure if k.left == name.first - 1]
    return any(_gap(pair.stretch, other, j) > _FAR for j in there)


def _have_neighbour(pair: Pair, name: Name, other: Name) -> bool:
    """Whether a word that both sides share stands near both names, whichever side of them."""
    return any(
        _gap(pair.wording, name, k.left) <= _NEAR and _gap(pair.stretch, other, k.right) <= _NEAR
        for k in pair.sure
    )


def _gap(passage: Passage, name: Name, token: int) -> int:
    if token < name.first:
        return passage.distance(token, name.first)
    return passage.distance(name.last, token)


def _is_tag(passage: Passage, name: Name) -> bool:
    """Whether a name is a hashtag, an account or a signature."""
    start = passage.tokens[name.first].start
    return passage.text[:start].endswith(("#", "@", "— ", "– ", "-- "))


def _other_country(pair: Pair, ours: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Conflict]:
    """Countries and their governments, if both act; as adjectives they come and go."""
    mine = [n for n in ours if n.place is not None and _is_actor(pair.wording, n)]
    free = [n for n in theirs if _is_actor(pair.stretch, n)]
    if mine and len(free) == 1:
        yield Flag.ENTITY, mine[0], free[0]


def _other_spots(pair: Pair, ours: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Conflict]:
    spots = [n for n in theirs if _is_spot(n) and may_be_located(pair.stretch, n)]
    for name in ours:
        if not _is_spot(name) or not may_be_located(pair.wording, name):
            continue
        for other in spots:
            if is_located(pair.wording, name) or is_located(pair.stretch, other):
                yield Flag.PLACE, name, other


def _is_actor(passage: Passage, name: Name) -> bool:
    """Whether a deed follows a name, or a name "by"."""
    after = name.last + 1
    leads = after < len(passage.tokens) and looks_like_verb(passage, after)
    return leads or lead(passage, name) == "by"


def _is_initial(name: Name) -> bool:
    return max(map(len, name.words)) == 1


def _is_name(passage: Passage, name: Name) -> bool:
    """Whether it surely is one: a capital word that opens a sentence must look like one."""
    if name.is_sure or is_located(passage, name):
        return True
    token, after = passage.tokens[name.first], name.last + 1
    if token.norm in _MASS_NOUNS or token.norm.endswith(_COMMON_ENDINGS) or not token.is_content:
        return False
    follower, second = (*(t.norm for t in passage.tokens[after : after + 2]), "", "")[:2]
    if second == "by":
        # "Software developed by …"
        return False
    return follower in _HELPERS or follower in PAST_FORMS or follower.endswith("ed")


def _is_told_elsewhere(pair: Pair, name: Name) -> bool:
    """Whether the match or the sentences before it have the name in other words or letters."""
    if any(_answers(pair, name, other) for other in pair.stretch_names):
        return True
    words = set(name.words)
    if any(t.norm == "".join(name.words) for t in pair.stretch.tokens):
        return True
    recent = list(pair.before[-_SENTENCES_BACK:]) if pair.before else []
    return any(words & {t.norm for t in passage.tokens} for passage in recent)


def _are_names(pair: Pair, name: Name, other: Name) -> bool:
    return (name.is_sure and other.is_sure) or _are_subjects(pair, name, other)


def _same_slot(pair: Pair, name: Name, other: Name) -> bool:
    """Before the same word, after one with the same preposition, between two, or of a kind."""
    if _is_right_before_linked(pair, name, other) or _are_of_a_kind(pair, name, other):
        return True
    anchors = pair.anchors(range(name.first, name.last + 1), range(other.first, other.last + 1))
    return anchors == 2 or (anchors == 1 and _same_lead(pair, name, other))


def _are_of_a_kind(pair: Pair, name: Name, other: Name) -> bool:
    """Two bridges, two banks: the one is told of where the claim has the other."""
    kind = name.words[-1]
    return kind == other.words[-1] and kind in PLACE_NOUNS | BODY_NOUNS and _is_near(pair, other)


def _same_lead(pair: Pair, name: Name, other: Name) -> bool:
    """The same word stands right before both names, articles aside."""
    if not name.first or not other.first:
        return name.first == other.first
    return lead(pair.wording, name) == lead(pair.stretch, other)


def _is_right_before_linked(pair: Pair, name: Name, other: Name) -> bool:
    links = {(k.left, k.right) for k in pair.sure}
    return (
        _next_content(pair.wording, name.last),
        _next_content(pair.stretch, other.last),
    ) in links


def _are_subjects(pair: Pair, name: Name, other: Name) -> bool:
    """Whether two capital words that open a sentence, before the same verb, look like names."""
    if (name.last + 1, other.last + 1) not in {(k.left, k.right) for k in pair.sure}:
        return False
    words = [n.words[-1] for n in (name, other)]
    return not any(w.endswith(_COMMON_ENDINGS) or w in _MASS_NOUNS for w in words)


def _next_content(passage: Passage, last: int) -> int:
    following = (i for i in range(last + 1, len(passage.terms)) if passage.terms[i])
    return next(following, -1)


def _is_place(passage: Passage, name: Name) -> bool:
    named_by_noun = name.words[-1] in PLACE_NOUNS or name.words[0] in {"mount", "lake"}
    return name.place is not None or named_by_noun or is_located(passage, name)


def _is_spot(name: Name) -> bool:
    """A town or landscape rather than a whole country."""
    return name.place is None or bool(name.place.spot)


def _is_near(pair: Pair, other: Name) -> bool:
    """Whether a name stands in the span or near it; a long sentence may tell of several places."""
    return pair.first - _REACH <= other.first <= pair.last + _REACH


def _locates(pair: Pair, name: Name, other: Name) -> bool:
    """Whether the two are where something is or goes, rather than who acts."""
    by_noun = name.words[-1] in PLACE_NOUNS or other.words[-1] in PLACE_NOUNS
    sides = ((pair.wording, name), (pair.stretch, other))
    return by_noun or any(lead(p, n) in LOCATIVES or is_located(p, n) for p, n in sides)


def _is_source(passage: Passage, name: Name) -> bool:
    """Whether a name only tells who reported: that is the attribution's business."""
    before = {t.norm for t in passage.tokens[max(name.first - 4, 0) : name.first]}
    return bool(before & _SOURCE_CUES)


def _reason(pair: Pair, flag: Flag, name: Name, other: Name) -> FlagReason:
    ours = pair.wording.words(range(name.first, name.last + 1))
    theirs = pair.stretch.words(range(other.first, other.last + 1))
    explanation = f"The claim names {ours}, the article names {theirs}."
    return FlagReason(flag, ours, theirs, explanation)
