"""Finds the sentences and quotes of a document that restate known claims. Knows no Django."""

from claims.matching.engine import DEFAULT_THRESHOLD, ENGINE_VERSION, Matcher
from claims.matching.index import Candidate, ClaimIndex
from claims.matching.vocabulary import (
    COMPONENTS,
    Flag,
    FlagReason,
    KnownWording,
    Mutation,
    ProposedMatch,
    Stance,
)

__all__ = [
    "COMPONENTS",
    "DEFAULT_THRESHOLD",
    "ENGINE_VERSION",
    "Candidate",
    "ClaimIndex",
    "Flag",
    "FlagReason",
    "KnownWording",
    "Matcher",
    "Mutation",
    "ProposedMatch",
    "Stance",
]
