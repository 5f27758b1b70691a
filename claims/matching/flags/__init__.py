"""Finds what two near texts say differently. Each flag has a module of its own."""

from collections.abc import Iterator

from claims.matching.flags.attribution import attribution_flag
from claims.matching.flags.dates import date_flag
from claims.matching.flags.names import name_flags
from claims.matching.flags.negation import negation_flag
from claims.matching.flags.numbers import number_flag
from claims.matching.flags.quotation import quote_flag
from claims.matching.flags.roles import role_flag
from claims.matching.pair import Pair
from claims.matching.vocabulary import FlagReason

__all__ = ["find_flags"]

_MOST_TOKENS = 1_000
"""Tokens of each side that are looked at: far more than any sentence or claim in prose has."""


def find_flags(pair: Pair) -> tuple[FlagReason, ...]:
    """The flags of a pair, at most one of a kind, in a fixed order.

    Figures, dates and quotation marks are read in every language; names, negations, parts and
    sources are told by English words and word order, so they are looked for in English only.
    Where one side has no word at all, as in “…”, nothing is said differently.
    """
    if not (pair.wording.tokens and pair.stretch.tokens):
        return ()
    pair = pair.within(_MOST_TOKENS)
    found = (
        number_flag(pair),
        date_flag(pair),
        *(_told_in_english(pair) if pair.is_english else ()),
        quote_flag(pair),
        attribution_flag(pair) if pair.is_english else None,
    )
    return tuple(reason for reason in found if reason is not None)


def _told_in_english(pair: Pair) -> Iterator[FlagReason | None]:
    yield from name_flags(pair)
    yield negation_flag(pair)
    yield role_flag(pair)
