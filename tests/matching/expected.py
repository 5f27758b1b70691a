"""Reads the expected matches of the seeds, and compares the matcher's work with them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claims.matching import ClaimIndex, KnownWording, Matcher, ProposedMatch
from claims.text import Segmented, segment

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Expected:
    """A pair that a careful reader wants to be shown, or tolerates if `acceptable`."""

    document: str
    claim: str
    start: int
    end: int
    sentence: str
    flags: frozenset[str]
    stance: str
    acceptable: bool


@dataclass
class Outcome:
    """What was found of the expected pairs, and what was found beside them."""

    found: list[tuple[Expected, ProposedMatch]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    false_alarms: list[tuple[str, ProposedMatch]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return len(self.found) / max(len(self.found) + len(self.missed), 1)

    @property
    def precision(self) -> float:
        return len(self.found) / max(len(self.found) + len(self.false_alarms), 1)


def read_wordings() -> list[KnownWording]:
    wordings: list[KnownWording] = []
    for line in (SEEDS / "claims.jsonl").read_text().splitlines():
        claim = json.loads(line)
        for text in (claim["text"], *claim["wordings"]):
            wordings.append(KnownWording(len(wordings), claim["id"], text, claim["language"]))
    return wordings


def read_documents() -> dict[str, Segmented]:
    return {path.name: segment(path.read_text()) for path in sorted(SEEDS.glob("00*.txt"))}


def read_expected(documents: Mapping[str, Segmented]) -> Iterator[Expected]:
    for line in (SEEDS / "expected_matches.jsonl").read_text().splitlines():
        row = json.loads(line)
        start = documents[row["document"]].text.index(row["sentence"])
        yield Expected(
            row["document"],
            row["claim"],
            start,
            start + len(row["sentence"]),
            row["sentence"],
            frozenset(row["flags"]),
            row["stance"],
            row.get("acceptable", False),
        )


def run_seeds() -> Outcome:
    documents = read_documents()
    matcher = Matcher(ClaimIndex.build(read_wordings()))
    proposed = {name: matcher.match(document) for name, document in documents.items()}
    return compare(list(read_expected(documents)), proposed)


def compare(
    expected: Sequence[Expected], proposed: Mapping[str, Sequence[ProposedMatch]]
) -> Outcome:
    outcome = Outcome()
    for pair in expected:
        hits = [m for m in proposed[pair.document] if _meets(pair, m)]
        if hits and not pair.acceptable:
            outcome.found.append((pair, max(hits, key=lambda m: m.probability)))
        elif not pair.acceptable:
            outcome.missed.append(pair)
    for document, matches in proposed.items():
        here = [pair for pair in expected if pair.document == document]
        outcome.false_alarms += [
            (document, m) for m in matches if not any(_meets(pair, m) for pair in here)
        ]
    return outcome


def _meets(pair: Expected, match: ProposedMatch) -> bool:
    return match.claim == pair.claim and match.start < pair.end and match.end > pair.start
