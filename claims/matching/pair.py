"""A wording beside the sentences it was found in: what the flags look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from claims.matching.alignment import Link, LinkKind
from claims.matching.names import Name, find_names, is_headline
from claims.matching.passage import Passage
from claims.terms import lightness

_NEAR = 2


@dataclass(frozen=True)
class Pair:
    """`stretch` holds whole sentences; tokens `first` to `last` of it are the span that matched.

    `name_words` are folded words known to be names; `before` is the article before the stretch;
    `language` is the BCP-47 tag by which both sides were read.
    """

    wording: Passage
    stretch: Passage
    links: tuple[Link, ...]
    first: int
    last: int
    name_words: frozenset[str] = frozenset()
    before: Sequence[Passage] = ()
    language: str = "en"

    @property
    def is_english(self) -> bool:
        """Whether the English words and word order mean something here."""
        return self.language.split("-")[0].lower() == "en"

    @cached_property
    def wording_names(self) -> tuple[Name, ...]:
        """The names of the wording; a unit is none."""
        return _names(self.wording, self.name_words)

    @cached_property
    def stretch_names(self) -> tuple[Name, ...]:
        """The names of the article's side; a unit is none."""
        return _names(self.stretch, self.name_words)

    @cached_property
    def is_headline(self) -> bool:
        """Whether the article's side is in Title Case, where a capital says nothing."""
        return is_headline(self.stretch.tokens)

    @cached_property
    def sure(self) -> tuple[Link, ...]:
        """Links between equal words or forms of one word."""
        return tuple(k for k in self.links if k.kind in {LinkKind.EXACT, LinkKind.VARIANT})

    @cached_property
    def core(self) -> frozenset[int]:
        """Words of the wording that say something: no names, dates, titles or reporting verbs."""
        named = {i for name in self.wording_names for i in range(name.first, name.last + 1)}
        return frozenset(
            i
            for i in self.wording.content
            if i not in named and lightness(self.wording.terms[i]) == 1
        )

    def within(self, most: int) -> "Pair":
        """The pair with at most so many tokens of each side, from a little before what matched."""
        left = _around(min((k.left for k in self.links), default=0), len(self.wording.tokens), most)
        right = _around(self.first, len(self.stretch.tokens), most)
        if len(left) == len(self.wording.tokens) and len(right) == len(self.stretch.tokens):
            return self
        return replace(
            self,
            wording=self.wording.part(left),
            stretch=self.stretch.part(right),
            links=tuple(
                Link(k.left - left.start, k.right - right.start, k.kind)
                for k in self.links
                if k.left in left and k.right in right
            ),
            first=self.first - right.start,
            last=min(self.last, right.stop - 1) - right.start,
        )

    def anchors(self, left: range, right: range) -> int:
        """On how many sides (0 to 2) two stretches of tokens stand beside the same linked word."""
        before = any(
            self.wording.distance(k.left, left.start) <= _NEAR
            and self.stretch.distance(k.right, right.start) <= _NEAR
            for k in self.sure
            if k.left < left.start and k.right < right.start
        )
        after = any(
            self.wording.distance(left.stop - 1, k.left) <= _NEAR
            and self.stretch.distance(right.stop - 1, k.right) <= _NEAR
            for k in self.sure
            if k.left >= left.stop and k.right >= right.stop
        )
        return before + after


def _around(first: int, count: int, most: int) -> range:
    """So many of the tokens, from a few before the first that matters."""
    start = max(min(first - most // 10, count - most), 0)
    return range(start, min(start + most, count))


def _names(passage: Passage, known: frozenset[str]) -> tuple[Name, ...]:
    """The names of a passage; "Celsius" and "Swedish" are none where a quantity holds them."""
    measured = {i for q in passage.quantities for i in q.tokens}
    found = find_names(passage.text, passage.tokens, known=known)
    return tuple(n for n in found if not measured.issuperset(range(n.first, n.last + 1)))
