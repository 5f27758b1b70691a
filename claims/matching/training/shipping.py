"""Makes the files of the shipped ranker and gate: weights, and where they come from."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.matching.gate import GATE_FEATURES, OPEN_GATE, Gate, read_gate
from claims.matching.model import SIGNS, Ranker
from claims.matching.training.corpus import Half, MarkedText, marked_texts, read_half
from claims.matching.training.gating import ReachedRows, fit_gate, reached_rows
from claims.matching.training.recipe import (
    cross_validated,
    fit_ranker,
    other_wordings,
    read_corpus,
    report,
)

VERSION, DATE = "2.2", "2026-11-28"
RECIPE = "python manage.py calibrate --from-training"
DATA = (
    "claims/matching/training, half “train” (own text, Apache-2.0), among statements made by "
    "claims/benchmark (seed 77) and statements crossed out of the corpus"
)
GATE_OTHERS = (10_000, 100_000)
_DIGITS = 6
_ORIGIN = {"version": VERSION, "date": DATE, "recipe": RECIPE, "data": DATA}


def build_shipped(
    background: Sequence[str], articles: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `ranker.json` and `gate.json` hold.

    `background`: at least 100,000 unrelated statements; `articles`: texts that restate none of
    them. The gate needs to know what is shown and the ranker what passes the gate, so a first
    ranker is fitted on all pairs, the gate on what that shows, and the ranker again behind it.
    """
    stored_gate = build_gate(background, articles, build_ranker(background))
    return build_ranker(background, gate=read_gate(stored_gate)), stored_gate


def build_ranker(background: Sequence[str], *, gate: Gate = OPEN_GATE) -> dict[str, Any]:
    """The ranker for the pairs that pass a gate."""
    half = read_half("train")
    read = list(read_corpus(half, background, gate=gate))
    weights, table = fit_ranker(half, read)
    return {
        **_ORIGIN,
        "licence": "Apache-2.0",
        "weights": _named(SIGNS, weights),
        "cross_validated": report(read, table, cross_validated(table)),
    }


def build_gate(
    background: Sequence[str], articles: Sequence[str], stored_ranker: dict[str, Any]
) -> dict[str, Any]:
    """The gate that lets pass what a ranker shows."""
    half = read_half("train")
    ranker = Ranker(stored_ranker["version"], stored_ranker["weights"])
    texts = list(marked_texts(half))
    texts += [MarkedText(f"made-{i}", text, (), is_plain=True) for i, text in enumerate(articles)]
    by_others = {
        others: list(reached_rows(texts, _wordings(half, background, others), ranker))
        for others in GATE_OTHERS
    }
    gate = fit_gate([rows for read in by_others.values() for rows in read])
    passing = [_passing(gate, others, read) for others, read in by_others.items()]
    return {
        **_ORIGIN,
        "licence": "Apache-2.0",
        "cut": round(gate.cut, _DIGITS),
        "weights": _named(GATE_FEATURES, np.array(gate.weights)),
        "measured": passing,
    }


def write_data(stored: dict[str, Any], name: str) -> Path:
    """Writes a file of the data folder, the same bytes for the same content."""
    path = Path(__file__).parents[1] / "data" / name
    path.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _wordings(half: Half, background: Sequence[str], others: int) -> list[str]:
    return [*half.claims, *other_wordings(half, background, others)]


def _named(names: Iterable[str], weights: npt.NDArray[np.float64]) -> dict[str, float]:
    return {
        name: round(weight, _DIGITS) for name, weight in zip(names, weights.tolist(), strict=True)
    }


def _passing(gate: Gate, others: int, read: Sequence[ReachedRows]) -> dict[str, Any]:
    passed = [one.inputs @ np.array(gate.weights) >= gate.cut for one in read]
    shown = sum(int(one.is_shown.sum()) for one in read)
    kept = sum(int(p[one.is_shown].sum()) for p, one in zip(passed, read, strict=True))
    return {
        "others": others,
        "reached_per_article": round(sum(len(p) for p in passed) / len(read), 1),
        "passed_per_article": round(sum(int(p.sum()) for p in passed) / len(read), 1),
        "shown_that_pass": round(kept / max(shown, 1), 4),
    }
