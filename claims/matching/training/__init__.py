"""The restatement corpus, and how the shipped ranker and gate are fitted on it."""

from claims.matching.training.measuring import measure_half
from claims.matching.training.opinions import build_opinions
from claims.matching.training.shipping import build_shipped, write_data

__all__ = ["build_opinions", "build_shipped", "measure_half", "write_data"]
