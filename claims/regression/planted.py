"""Articles in which restatements of known claims are planted: how many are found, and how high."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.index import Entry, Index
from claims.matching import DEFAULT_THRESHOLD, Matcher, ProposedMatch
from claims.regression.outcome import RIGHT, Figure, Measured, read_rows, share
from claims.text import segment

OTHERS = 1_000
"""Unrelated claims among which the articles are matched."""
LEAST_PROBABLE = 0.001
RANKS = (1, 5)
PRECISE = 0.95
_MISSED, _FALSE, _FLAGGED = "missed", "false", "flagged"


@dataclass(frozen=True, slots=True)
class Planted:
    """Characters `start:end` of an article that restate a claim, by its place in the list."""

    claim: int
    start: int
    end: int

    def touches(self, match: ProposedMatch) -> bool:
        """They share a character."""
        return match.start < self.end and match.end > self.start

    def is_met_by(self, match: ProposedMatch) -> bool:
        """A match of its claim that touches it."""
        return match.claim == self.claim and self.touches(match)


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is planted in it."""

    id: str
    text: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what the matcher proposes for it, also what it would not show."""

    article: Article
    proposed: Sequence[ProposedMatch]

    @property
    def shown(self) -> list[ProposedMatch]:
        """The proposals that a reviewer would see."""
        return [m for m in self.proposed if m.probability >= DEFAULT_THRESHOLD]

    def found(self, planted: Planted) -> list[ProposedMatch]:
        """What is shown of its claim and touches it."""
        return [m for m in self.shown if planted.is_met_by(m)]

    def is_right(self, match: ProposedMatch) -> bool:
        """It meets something that is planted."""
        return any(planted.is_met_by(match) for planted in self.article.planted)

    def false_alarms(self) -> list[ProposedMatch]:
        """What is shown and restates nothing."""
        return [m for m in self.shown if not self.is_right(m)]

    def rank(self, planted: Planted) -> int | None:
        """Place of the right claim among those proposed there, 1 for the most probable."""
        best: dict[int, float] = {}
        for m in self.proposed:
            if planted.touches(m):
                best[m.claim] = max(best.get(m.claim, 0.0), m.probability)
        if planted.claim not in best:
            return None
        return 1 + sum(told > best[planted.claim] for told in best.values())


def measure_restatements(path: Path) -> Measured:
    """Rows with `claim`, `article`, `sentence`: one planted in each. Raises SetRefused."""
    rows = read_rows(path)
    articles = [
        _article(str(number), row["article"], [(number - 1, row["sentence"])])
        for number, row in enumerate(rows, start=1)
    ]
    return _measure("restatements", articles, [row["claim"] for row in rows])


def measure_articles(folder: Path, others: Iterable[str]) -> Measured:
    """The test half of the restatement corpus, matched among other claims. Raises SetRefused."""
    claims = _half(folder / "claims.jsonl")
    numbers = {row["id"]: number for number, row in enumerate(claims)}
    articles = [
        _article(
            row["id"], row["text"], [(numbers[p["claim"]], p["sentence"]) for p in row["planted"]]
        )
        for row in _half(folder / "articles.jsonl")
    ]
    return _measure("articles", articles, [*(row["text"] for row in claims), *others])


def _half(path: Path) -> list[dict[str, Any]]:
    return [row for row in read_rows(path) if row["half"] == "test"]


def _article(name: str, text: str, planted: Sequence[tuple[int, str]]) -> Article:
    places = ((claim, text.index(sentence), len(sentence)) for claim, sentence in planted)
    return Article(name, text, tuple(Planted(c, at, at + length) for c, at, length in places))


def _measure(subject: str, articles: Sequence[Article], wordings: Sequence[str]) -> Measured:
    index = Index.build(Entry(i, i, text) for i, text in enumerate(wordings))
    matcher = Matcher(index, threshold=LEAST_PROBABLE)
    read = [Read(article, matcher.match(segment(article.text))) for article in articles]
    return Measured(list(_figures(subject, read)), dict(_cases(subject, read)))


def _figures(subject: str, read: Sequence[Read]) -> Iterator[Figure]:
    planted = [(one, p) for one in read for p in one.article.planted]
    wrong = sum(len(one.false_alarms()) for one in read)
    shown = sum(len(one.shown) for one in read)
    found = [one.found(p) for one, p in planted if one.found(p)]
    yield share(subject, "precision", shown - wrong, shown)
    yield share(subject, "recall", len(found), len(planted))
    yield share(subject, "recall_at_precision_95", _precise(read), len(planted))
    for most in RANKS:
        ranks = [one.rank(p) for one, p in planted]
        high = sum(rank is not None and rank <= most for rank in ranks)
        yield share(subject, f"R@{most}", high, len(planted))
    yield share(subject, "false_per_article", wrong, len(read))
    yield share(subject, "flagged", sum(_is_flagged(matches) for matches in found), len(found))


def _precise(read: Sequence[Read]) -> int:
    """How many are found at the lowest threshold that keeps so precise what is shown."""
    told = [
        (-m.probability, [p for p in one.article.planted if p.is_met_by(m)], one.article.id)
        for one in read
        for m in one.proposed
    ]
    # Of equal probabilities the wrong ones come first: a threshold shows all of them.
    told.sort(key=lambda row: (row[0], len(row[1])))
    best, right = 0, 0
    found: set[tuple[str, Planted]] = set()
    for shown, (_, met, article) in enumerate(told, start=1):
        right += bool(met)
        found |= {(article, planted) for planted in met}
        if right >= PRECISE * shown:
            best = len(found)
    return best


def _is_flagged(matches: Sequence[ProposedMatch]) -> bool:
    return bool(max(matches, key=lambda m: m.probability).flags)


def _cases(subject: str, read: Sequence[Read]) -> Iterator[tuple[str, str]]:
    for one in read:
        for planted in one.article.planted:
            yield f"{subject}:{one.article.id}/{planted.start}", _outcome(one.found(planted))
        for match in one.false_alarms():
            yield f"{subject}:{one.article.id}/{match.start}/{match.claim}", _FALSE


def _outcome(matches: Sequence[ProposedMatch]) -> str:
    if not matches:
        return _MISSED
    return _FLAGGED if _is_flagged(matches) else RIGHT
