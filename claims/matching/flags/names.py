"""Raises `place` and `entity`: in the slot of a name of the wording the article has another name.

A capital or government stands for its country ("Moscow", "the Kremlin", "Russia"), so these never
conflict. A name that is simply missing raises nothing.
"""

from collections.abc import Iterator

from claims.matching.names import Name, may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import BODY_NOUNS, PLACE_NOUNS

_PREPOSITIONS = "in at near outside inside around"
_ARRIVALS = "visit visits visited visiting reach reached toured leaves left"
_STATIC = frozenset(f"{_PREPOSITIONS} {_ARRIVALS}".split())
_LOCATIVES = frozenset(f"{_PREPOSITIONS} from to into toward towards".split())
_ARTICLES = frozenset({"the", "central", "downtown", "southern", "northern", "eastern", "western"})
# Endings of common nouns and adverbs that open a sentence: "Scientists", "Unemployment", "Lately".
_ENDINGS = "s ment tion sion ity ness ing ly nce ship ism ure ple ren"
_COMMON_ENDINGS = tuple(_ENDINGS.split())
_MOST_NAMES = 60
_REACH = 8
"""Words around the span within which a place belongs to it."""
_SOURCE_CUES = frozenset({"according", "per", "citing", "cited", "cites"})


def name_flags(pair: Pair) -> Iterator[FlagReason]:
    """At most one `place` and one `entity`."""
    raised: set[Flag] = set()
    ours, theirs = _without_counterparts(pair)
    for name in ours:
        for other in theirs:
            flag = _conflict(pair, name, other)
            if flag is not None and flag not in raised:
                raised.add(flag)
                yield _reason(pair, flag, name, other)


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
    located = _is_located(pair.wording, name) or _is_located(pair.stretch, other)
    if located and name.place is not None and other.place is not None:
        return name.place == other.place
    return may_be_same(name, other)


def _conflict(pair: Pair, name: Name, other: Name) -> Flag | None:
    """Which flag two different names raise; `None` if they do not stand in the same slot."""
    if not _are_names(pair, name, other) or _is_source(pair.stretch, other):
        return None
    are_spots = _is_spot(name) and _is_spot(other)
    if may_be_same(name, other) and not are_spots:
        return None
    located = _is_located(pair.wording, name) and _is_located(pair.stretch, other)
    if located and are_spots and _is_near(pair, other):
        return Flag.PLACE
    if (name.place is None) != (other.place is None) or not _same_slot(pair, name, other):
        return None
    are_places = _is_place(pair.wording, name) and _is_place(pair.stretch, other)
    return Flag.PLACE if are_places and _locates(pair, name, other) else Flag.ENTITY


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
    return _lead(pair.wording, name) == _lead(pair.stretch, other)


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
    return not any(n.words[-1].endswith(_COMMON_ENDINGS) for n in (name, other))


def _next_content(passage: Passage, last: int) -> int:
    following = (i for i in range(last + 1, len(passage.terms)) if passage.terms[i])
    return next(following, -1)


def _is_place(passage: Passage, name: Name) -> bool:
    named_by_noun = name.words[-1] in PLACE_NOUNS or name.words[0] in {"mount", "lake"}
    return name.place is not None or named_by_noun or _is_located(passage, name)


def _is_spot(name: Name) -> bool:
    """A town or landscape rather than a whole country."""
    return name.place is None or bool(name.place.spot)


def _is_located(passage: Passage, name: Name) -> bool:
    """Whether something happens at the place: "in Beijing", "visit the Chinese capital"."""
    return _lead(passage, name) in _STATIC


def _is_near(pair: Pair, other: Name) -> bool:
    """Whether a name stands in the span or near it; a long sentence may tell of several places."""
    return pair.first - _REACH <= other.first <= pair.last + _REACH


def _locates(pair: Pair, name: Name, other: Name) -> bool:
    """Whether the two are where something is or goes, rather than who acts."""
    by_noun = name.words[-1] in PLACE_NOUNS or other.words[-1] in PLACE_NOUNS
    return by_noun or bool({_lead(pair.wording, name), _lead(pair.stretch, other)} & _LOCATIVES)


def _lead(passage: Passage, name: Name) -> str:
    index = name.first - 1
    while index > 0 and passage.tokens[index].norm in _ARTICLES:
        index -= 1
    return passage.tokens[index].norm if index >= 0 else ""


def _is_source(passage: Passage, name: Name) -> bool:
    """Whether a name only tells who reported: that is the attribution's business."""
    lead = {t.norm for t in passage.tokens[max(name.first - 4, 0) : name.first]}
    return bool(lead & _SOURCE_CUES)


def _reason(pair: Pair, flag: Flag, name: Name, other: Name) -> FlagReason:
    ours = pair.wording.words(range(name.first, name.last + 1))
    theirs = pair.stretch.words(range(other.first, other.last + 1))
    explanation = f"The claim names {ours}, the article names {theirs}."
    return FlagReason(flag, ours, theirs, explanation)
