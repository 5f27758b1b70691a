"""Retrieval sets as folders of files: known claims, and splits of queries with their right claims.

`claims.jsonl.gz` (id, text, title, body, claimant), `<split>.queries.jsonl` (id, text) and
`<split>.qrels.tsv` (query, iteration, claim, relevance, parted by blanks, as TREC has them).
"""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WHOLE = re.compile(r"-?[0-9]{1,9}")


class SetRefused(Exception):
    """A folder does not hold what was asked for; the message says which file, line and why."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A known claim; `title` and `body` are those of its fact check, empty when unknown."""

    id: str
    text: str
    title: str = ""
    body: str = ""
    claimant: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A post or a sentence that may restate a known claim."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """Queries, and for each the positions of its right claims in the list of claims."""

    name: str
    queries: tuple[Query, ...]
    relevant: tuple[frozenset[int], ...]

    def __add__(self, other: "Split") -> "Split":
        return Split(
            f"{self.name}+{other.name}",
            self.queries + other.queries,
            self.relevant + other.relevant,
        )


def read_claims(folder: Path) -> tuple[ClaimRecord, ...]:
    """The claims of a set. Raises SetRefused."""
    path = folder / "claims.jsonl.gz"
    claims = tuple(
        ClaimRecord(
            id=_string(row, "id", where),
            text=_string(row, "text", where),
            title=_string(row, "title", where, default=""),
            body=_string(row, "body", where, default=""),
            claimant=_string(row, "claimant", where, default=""),
        )
        for row, where in _rows(path)
    )
    if not claims:
        raise SetRefused(f"{path} holds no claims.")
    _refuse_repeats([claim.id for claim in claims], path)
    return claims


def read_split(folder: Path, name: str, claims: Sequence[ClaimRecord]) -> Split:
    """The queries of a split that have a right claim. Raises SetRefused."""
    path = folder / f"{name}.queries.jsonl"
    if not path.is_file():
        raise SetRefused(f"There is no split “{name}” in {folder}: {_splits_of(folder)}.")
    queries = [
        Query(_string(row, "id", where), _string(row, "text", where)) for row, where in _rows(path)
    ]
    _refuse_repeats([query.id for query in queries], path)
    positions = {claim.id: position for position, claim in enumerate(claims)}
    relevant = _read_qrels(folder / f"{name}.qrels.tsv", {q.id for q in queries}, positions)
    judged = tuple(query for query in queries if query.id in relevant)
    if not judged:
        raise SetRefused(f"The split “{name}” of {folder} holds no query with a right claim.")
    return Split(name, judged, tuple(frozenset(relevant[query.id]) for query in judged))


def _read_qrels(path: Path, queries: set[str], positions: Mapping[str, int]) -> dict[str, set[int]]:
    relevant: dict[str, set[int]] = {}
    unknown_queries, unknown_claims = [], []
    for line, where in _lines(path):
        parts = line.split()
        if len(parts) != 4 or not _WHOLE.fullmatch(parts[3]):
            raise SetRefused(f"{where}: expected “query 0 claim relevance”, found “{line[:80]}”.")
        query, _, claim, relevance = parts
        if query not in queries:
            unknown_queries.append(query)
        elif claim not in positions:
            unknown_claims.append(claim)
        elif int(relevance) > 0:
            relevant.setdefault(query, set()).add(positions[claim])
    _refuse_unknown(path, unknown_queries, "queries")
    _refuse_unknown(path, unknown_claims, "claims")
    return relevant


def _refuse_unknown(path: Path, ids: Sequence[str], kind: str) -> None:
    if ids:
        raise SetRefused(
            f"{path} names {kind} that are not in the set: {len(set(ids)):,}, the first “{ids[0]}”."
        )


def _refuse_repeats(ids: Sequence[str], path: Path) -> None:
    if len(set(ids)) < len(ids):
        first = next(name for name, count in Counter(ids).items() if count > 1)
        raise SetRefused(f"{path}: the id “{first}” occurs twice.")


def _splits_of(folder: Path) -> str:
    names = sorted(path.name.split(".")[0] for path in folder.glob("*.queries.jsonl"))
    return f"it has {', '.join(names)}" if names else "it has no <split>.queries.jsonl at all"


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a JSON Lines file, each with its place for a message."""
    for line, where in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SetRefused(f"{where}: this is not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise SetRefused(f"{where}: expected an object such as {{“id”: …, “text”: …}}.")
        yield row, where


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines that are not blank, each with its place."""
    if not path.is_file():
        raise SetRefused(f"There is no file {path}.")
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SetRefused(f"{path} cannot be read: {error}.") from error
    # Only line feeds part lines: a text may hold other separators.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield line.strip(), f"{path}:{number}"


def _string(row: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if value is None and default is not None:
        return default
    if isinstance(value, int) and key == "id":
        value = str(value)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise SetRefused(f"{where}: “{key}” is missing or is no text.")
    return value
