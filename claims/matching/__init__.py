"""Finds the sentences and quotes of a document that restate known claims. Knows no Django."""

from claims.matching.engine import DEFAULT_THRESHOLD, ENGINE_VERSION, Matcher
from claims.matching.heap import settle_heap
from claims.matching.meaning import (
    MEANING_COMPONENTS,
    NEAREST,
    MeaningMatcher,
    Near,
    asked_spans,
    near_wordings,
    span_vectors,
)
from claims.matching.model import MOST_STANDING, Ranker, shipped_ranker
from claims.matching.opinion import with_opinions
from claims.matching.recalibration import Decision, Refit, TooFewDecisions, is_usable, refit
from claims.matching.restating import Restatement, copies_of, restate
from claims.matching.search import pack_document
from claims.matching.second_pass import COSINE, NEARNESS
from claims.matching.training import build_second_pass, build_shipped, measure_half, write_data
from claims.matching.vocabulary import (
    COMPONENTS,
    Flag,
    FlagReason,
    Mutation,
    ProposedMatch,
    Stance,
)

__all__ = [
    "COMPONENTS",
    "COSINE",
    "DEFAULT_THRESHOLD",
    "ENGINE_VERSION",
    "MEANING_COMPONENTS",
    "MOST_STANDING",
    "NEAREST",
    "NEARNESS",
    "Decision",
    "Flag",
    "FlagReason",
    "Matcher",
    "MeaningMatcher",
    "Mutation",
    "Near",
    "ProposedMatch",
    "Ranker",
    "Refit",
    "Restatement",
    "Stance",
    "TooFewDecisions",
    "asked_spans",
    "build_second_pass",
    "build_shipped",
    "copies_of",
    "is_usable",
    "measure_half",
    "near_wordings",
    "pack_document",
    "refit",
    "restate",
    "settle_heap",
    "shipped_ranker",
    "span_vectors",
    "with_opinions",
    "write_data",
]
