"""The restatement corpus, and how the shipped ranker and gate are fitted on it."""

from claims.matching.training.measuring import measure_half
from claims.matching.training.second_pass import build_second_pass
from claims.matching.training.shipping import build_shipped, write_data

__all__ = ["build_second_pass", "build_shipped", "measure_half", "write_data"]
