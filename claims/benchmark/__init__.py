"""Measures the matching engine on text it makes: speed, memory, recall, beside two baselines."""

from claims.benchmark.baselines import TANTIVY_MISSING
from claims.benchmark.given import TextRefused
from claims.benchmark.goals import DETAILS, Judged, judge
from claims.benchmark.processes import WorkerFailed, measure_start
from claims.benchmark.run import WARM_UP, Options, Reports, run_benchmark
from claims.benchmark.statements import MadeText

__all__ = [
    "DETAILS",
    "TANTIVY_MISSING",
    "WARM_UP",
    "Judged",
    "MadeText",
    "Options",
    "Reports",
    "TextRefused",
    "WorkerFailed",
    "judge",
    "measure_start",
    "run_benchmark",
]
