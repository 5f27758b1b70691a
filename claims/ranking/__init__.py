"""Ranks known claims for a post or a sentence, and measures how well. Knows no Django."""

from claims.ranking.candidates import CandidateList
from claims.ranking.channels import Encode, Encoders, ReadQuery, any_signed
from claims.ranking.collection import Collection
from claims.ranking.evaluation import Judgement, cross_validate, judge, pooled
from claims.ranking.model import FittedModel, FusionModel, Ranked, fit_model
from claims.ranking.occasions import with_occasions
from claims.ranking.sets import (
    ClaimRecord,
    Query,
    SetRefused,
    Split,
    read_claims,
    read_split,
)
from claims.ranking.trec import run_lines
from claims.ranking.vector_cache import VectorCache

__all__ = [
    "CandidateList",
    "ClaimRecord",
    "Collection",
    "Encode",
    "Encoders",
    "FittedModel",
    "FusionModel",
    "Judgement",
    "Query",
    "Ranked",
    "ReadQuery",
    "SetRefused",
    "Split",
    "VectorCache",
    "any_signed",
    "cross_validate",
    "fit_model",
    "judge",
    "pooled",
    "read_claims",
    "read_split",
    "run_lines",
    "with_occasions",
]
