"""Sets of a few rows in the form of the stored ones, written into a folder."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from claims.regression import Sets

TRAM = "The city of Ostrava opened a tram line to the steelworks in 1954."
BEES = "Beekeepers in Carinthia lost half of their colonies to mites last winter."
WEATHER = "It rained in the afternoon. People stayed at home and read the newspaper."


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def pair(claim: str, sentence: str, *flags: str) -> dict[str, object]:
    return {"claim": claim, "sentence": sentence, "flags": list(flags)}


def write_sets(root: Path) -> Sets:
    """Everything is found and rightly flagged, but for a wrong expectation of the flag pairs."""
    seeds, corpus = root / "seeds", root / "corpus"
    own = seeds / "regression"
    expected = {"document": "000.txt", "claim": "c001", "sentence": TRAM, "flags": []}
    claim = {"id": "c001", "text": TRAM, "wordings": [], "language": "en"}
    write_rows(seeds / "claims.jsonl", [claim])
    write_rows(seeds / "expected_matches.jsonl", [{**expected, "stance": "repeats"}])
    (seeds / "000.txt").write_text(f"{TRAM} {WEATHER}", encoding="utf-8")
    later = TRAM.replace("1954", "1974")
    rows = [pair(TRAM, later, "date"), pair(BEES, BEES, "place")]
    halves = [{**row, "half": "dev", "id": f"x-{i}"} for i, row in enumerate(rows)]
    write_rows(own / "flags" / "dates.jsonl", halves)
    write_rows(own / "pairs" / "flags.jsonl", rows[:1])
    write_rows(own / "pairs" / "blind.jsonl", [pair(BEES, BEES)])
    article = f"{WEATHER}\n\n{BEES}"
    write_rows(own / "restatements.jsonl", [{"claim": BEES, "article": article, "sentence": BEES}])
    write_corpus(corpus, article)
    return Sets(seeds, corpus, [TRAM])


def write_corpus(folder: Path, article: str) -> None:
    planted = [{"claim": "t1", "sentence": BEES}]
    claims = [
        {"id": "t0", "text": TRAM, "half": "train"},
        {"id": "t1", "text": BEES, "half": "test"},
    ]
    articles: list[dict[str, object]] = [
        {"id": "same-1", "half": "test", "text": article, "planted": planted},
        {"id": "none-1", "half": "test", "text": TRAM, "planted": []},
        {"id": "same-2", "half": "train", "text": BEES, "planted": planted},
    ]
    write_rows(folder / "claims.jsonl", claims)
    write_rows(folder / "articles.jsonl", articles)
