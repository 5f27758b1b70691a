"""Turns a proposed match into rows: which stored sentence and quote its span lies in."""

from bisect import bisect_right
from dataclasses import dataclass

from claims.matching import ProposedMatch
from claims.models import ArticleVersion, Match, MatchFlag
from claims.text import fold_key


@dataclass(frozen=True, slots=True)
class StoredSpans:
    """Start, end and id of a version's sentences and quotes, in reading order.

    Spans are placed by their offsets: a version whose decided matches keep older sentences can
    so be matched by a newer engine.
    """

    sentences: tuple[tuple[int, int, int], ...]
    quotes: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, version: ArticleVersion) -> "StoredSpans":
        return cls(
            tuple(version.sentences.order_by("start").values_list("start", "end", "pk")),
            tuple(version.quotes.order_by("start").values_list("start", "end", "pk")),
        )

    def sentence_at(self, start: int) -> tuple[int, int, int]:
        """The sentence in which `start` lies, else the last one before it, else the first."""
        place = bisect_right(self.sentences, start, key=lambda span: span[0]) - 1
        return self.sentences[max(0, place)]

    def quote_at(self, start: int, end: int) -> int | None:
        """The quote that shares most characters with the span."""
        shared = [(min(end, e) - max(start, s), pk) for s, e, pk in self.quotes]
        most, pk = max(shared, default=(0, None))
        return pk if most > 0 else None


def match_row(
    version: ArticleVersion, proposal: ProposedMatch, *, spans: StoredSpans, engine_version: str
) -> Match:
    """An unsaved suggestion."""
    start, end, sentence = spans.sentence_at(proposal.start)
    return Match(
        version=version,
        claim_id=proposal.claim,
        wording_id=proposal.wording,
        sentence_id=sentence,
        quote_id=None if proposal.quote is None else spans.quote_at(proposal.start, proposal.end),
        start=proposal.start,
        end=proposal.end,
        text=proposal.text,
        text_key=fold_key(proposal.text),
        sentence_key=fold_key(version.text[start:end]),
        probability=proposal.probability,
        components=dict(proposal.components),
        diff=[[part.kind.value, part.left, part.right] for part in proposal.diff],
        mutation=proposal.mutation.value,
        stance=proposal.stance.value,
        engine_version=engine_version,
    )


def flag_rows(match: Match, proposal: ProposedMatch) -> list[MatchFlag]:
    """The unsaved flags of a saved match."""
    return [
        MatchFlag(
            match=match,
            flag=reason.flag.value,
            claim_text=reason.claim_text,
            article_text=reason.article_text,
            explanation=reason.explanation,
        )
        for reason in proposal.flags
    ]
