"""Rankings in the form of the TREC evaluation tools."""

from collections.abc import Iterable, Sequence

TAG = "factcheck"


def run_lines(query: str, ranking: Sequence[str], scores: Sequence[float]) -> Iterable[str]:
    """One line for each ranked claim: query, Q0, claim, rank from 1, score, tag."""
    for rank, (claim, score) in enumerate(zip(ranking, scores, strict=True), start=1):
        yield f"{query}\tQ0\t{claim}\t{rank}\t{score:.6f}\t{TAG}\n"
