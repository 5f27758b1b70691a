"""The five seed documents: which matches a careful reader expects, and which the matcher makes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claims.index import Entry, Index
from claims.matching import Matcher, ProposedMatch
from claims.regression.outcome import Measured, Tally, faults, read_rows, read_text, share
from claims.text import Segmented, segment

MISSED = "missed"
FALSE = "false"


@dataclass(frozen=True)
class Expected:
    """A pair that a careful reader wants to be shown, or tolerates if `acceptable`."""

    document: str
    claim: int
    start: int
    end: int
    sentence: str
    flags: frozenset[str]
    stance: str
    acceptable: bool

    @property
    def case(self) -> str:
        """The id of the pair."""
        return _case(self.document, self.claim, self.start)


@dataclass
class SeedsOutcome:
    """What was found of the expected pairs, and what was found beside them."""

    found: list[tuple[Expected, ProposedMatch]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    false_alarms: list[tuple[str, ProposedMatch]] = field(default_factory=list)

    def flags(self) -> Tally:
        """The flags of the demanded pairs; those of a missed pair are missing."""
        tally = Tally()
        for pair, match in self.found:
            tally.add(raised_by(match), pair.flags)
        for pair in self.missed:
            tally.add(frozenset(), pair.flags)
        return tally

    def measured(self) -> Measured:
        """Recall and precision of the pairs and of their flags."""
        found, missed, wrong = len(self.found), len(self.missed), len(self.false_alarms)
        figures = (
            share("seeds", "precision", found, found + wrong),
            share("seeds", "recall", found, found + missed),
            *self.flags().figures("seeds.flags"),
        )
        cases = {pair.case: faults(raised_by(m), pair.flags) for pair, m in self.found}
        cases |= {pair.case: MISSED for pair in self.missed}
        cases |= {_case(name, m.claim, m.start): FALSE for name, m in self.false_alarms}
        return Measured(figures, cases)


def measure_seeds(folder: Path) -> Measured:
    """Runs `run_seeds`. Raises SetRefused."""
    return run_seeds(folder).measured()


def run_seeds(folder: Path) -> SeedsOutcome:
    """Match the documents of the folder against its claims. Raises SetRefused."""
    paths = sorted(folder.glob("00*.txt"))
    documents = {path.name: segment(read_text(path)) for path in paths}
    matcher = Matcher(Index.build(_read_wordings(folder)))
    proposed = {name: matcher.match(document) for name, document in documents.items()}
    return compare(list(_read_expected(folder, documents)), proposed)


def compare(
    expected: Sequence[Expected], proposed: Mapping[str, Sequence[ProposedMatch]]
) -> SeedsOutcome:
    """A proposal meets an expected pair of its claim that it overlaps."""
    outcome = SeedsOutcome()
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


def raised_by(match: ProposedMatch) -> frozenset[str]:
    """The words of the flags of a match."""
    return frozenset(reason.flag.value for reason in match.flags)


def _read_wordings(folder: Path) -> list[Entry]:
    wordings: list[Entry] = []
    for claim in read_rows(folder / "claims.jsonl"):
        for text in (claim["text"], *claim["wordings"]):
            number = _number_of(claim["id"])
            wordings.append(Entry(len(wordings), number, text, claim["language"]))
    return wordings


def _read_expected(folder: Path, documents: Mapping[str, Segmented]) -> Iterator[Expected]:
    for row in read_rows(folder / "expected_matches.jsonl"):
        start = documents[row["document"]].text.index(row["sentence"])
        yield Expected(
            row["document"],
            _number_of(row["claim"]),
            start,
            start + len(row["sentence"]),
            row["sentence"],
            frozenset(row["flags"]),
            row["stance"],
            row.get("acceptable", False),
        )


def _meets(pair: Expected, match: ProposedMatch) -> bool:
    return match.claim == pair.claim and match.start < pair.end and match.end > pair.start


def _number_of(claim: str) -> int:
    """ "c007" is 7."""
    return int(claim.removeprefix("c"))


def _case(document: str, claim: int, start: int) -> str:
    return f"seeds:{document[:3]}/c{claim:03}/{start}"
