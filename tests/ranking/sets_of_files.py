"""A small retrieval set on disk, of sentences made for the tests."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

TOPICS = (
    ("tram bridge", "opened", "Gdansk", "40 million euros"),
    ("night bus", "was cancelled", "Bergen", "12 routes"),
    ("water tax", "doubled", "Porto", "9 percent"),
    ("school meal", "is free", "Tampere", "3,000 pupils"),
    ("harbour crane", "collapsed", "Split", "two workers"),
    ("library card", "expires", "Ghent", "after 5 years"),
    ("cycle path", "floods", "Aarhus", "every 2 weeks"),
    ("concert hall", "leaks", "Linz", "700 seats"),
)


def claim_rows() -> list[dict[str, str]]:
    """Four claims on each topic, that differ in what they say of it."""
    ends = ("says the mayor", "according to a leaflet", "for the first time", "because of a strike")
    return [
        {
            "id": f"c{number}-{end}",
            "text": f"The {thing} of {town} {verb} with {amount} {told}.",
            "title": f"Did the {thing} {verb}?",
            "body": "",
            "claimant": "Mira Lind",
        }
        for number, (thing, verb, town, amount) in enumerate(TOPICS)
        for end, told in enumerate(ends)
    ]


def query_rows() -> list[dict[str, str]]:
    """One post for each claim."""
    return [
        {
            "id": f"q-{row['id']}",
            "text": f"so they say {row['text'].lower()} #fail https://t.co/x "
            "— Ola (@ola) May 1, 2021",
        }
        for row in claim_rows()
    ]


def write_set(folder: Path) -> None:
    """The set, with even queries in `train` and odd ones in `test`."""
    write_claims(folder, claim_rows())
    queries = query_rows()
    write_split(folder, "train", queries[::2])
    write_split(folder, "test", queries[1::2])


def write_claims(folder: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with gzip.open(folder / "claims.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def write_split(folder: Path, name: str, queries: Sequence[Mapping[str, str]]) -> None:
    lines = [json.dumps(query) + "\n" for query in queries]
    (folder / f"{name}.queries.jsonl").write_text("".join(lines), encoding="utf-8")
    qrels = [f"{query['id']}\t0\t{query['id'].removeprefix('q-')}\t1\n" for query in queries]
    (folder / f"{name}.qrels.tsv").write_text("".join(qrels), encoding="utf-8")
