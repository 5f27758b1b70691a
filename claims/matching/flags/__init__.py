"""Finds what two near texts say differently. Each flag has a module of its own."""

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


def find_flags(pair: Pair) -> tuple[FlagReason, ...]:
    """The flags of a pair, at most one of a kind, in a fixed order."""
    found = (
        number_flag(pair),
        date_flag(pair),
        *name_flags(pair),
        negation_flag(pair),
        role_flag(pair),
        quote_flag(pair),
        attribution_flag(pair),
    )
    return tuple(reason for reason in found if reason is not None)
