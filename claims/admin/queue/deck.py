"""The card that lies on top of the queue and all it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.diff import Diff, read_diff
from claims.admin.queue.filters import NONE, QueueFilter
from claims.admin.queue.paragraph import Paragraph, read_paragraph
from claims.admin.queue.places import Place, after, before, in_order
from claims.admin.queue.reasons import Reason, explain
from claims.enums import MatchState, Stance
from claims.models import Evidence, Match, MatchEvent, MatchFlag, Verdict
from claims.models.match import OPEN_STATES

MOST_TWINS = 5
# The rest is folded away: the first reasons are the ones a person can judge.
MAIN_REASONS = 5


@dataclass(frozen=True, slots=True)
class Move:
    """A decision that may be taken on the card, and the key that takes it."""

    state: MatchState
    label: str | Promise
    key: str


MOVES = (
    Move(MatchState.CONFIRMED, _("Confirm"), "c"),
    Move(MatchState.REJECTED, _("Reject"), "r"),
    Move(MatchState.SECOND_LOOK, _("Second look"), "s"),
    Move(MatchState.UNLINKED, _("Unlink"), "x"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """`twins`: matches of the same sentence in other articles, one more than are to be shown."""

    chosen: QueueFilter
    match: Match
    paragraph: Paragraph
    diff: Diff
    reasons: tuple[Reason, ...]
    flags: Sequence[MatchFlag]
    verdict: Verdict | None
    evidence: Sequence[Evidence]
    events: Sequence[MatchEvent]
    twins: Sequence[Match]

    @property
    def percent(self) -> int:
        """Rounded down: 100% is kept for what is certain."""
        return int(100 * self.match.probability)

    @property
    def moves(self) -> list[Move]:
        allowed = review.TRANSITIONS[MatchState(self.match.state)]
        return [move for move in MOVES if move.state in allowed]

    @property
    def stances(self) -> list[tuple[str, str | Promise, bool]]:
        """Word, label, and whether it is the present one."""
        return [(word, label, word == self.match.stance) for word, label in Stance.choices]

    @property
    def is_open(self) -> bool:
        return self.match.state in OPEN_STATES

    @property
    def place(self) -> Place:
        return Place.of(self.match)

    @property
    def has_other_wording(self) -> bool:
        return self.match.wording.text != self.match.claim.text

    @property
    def source_address(self) -> str:
        """The article at the place of the match."""
        article = [self.match.version.article_id]
        return reverse("admin:article", args=article, query={"match": self.match.pk})

    @property
    def same_source_query(self) -> str:
        return self.chosen.query_with(source=str(self.match.version.article.source_id or NONE))

    @property
    def same_claim_query(self) -> str:
        return self.chosen.query_with(claim=str(self.match.claim_id))

    @property
    def same_claimant_query(self) -> str:
        return self.chosen.query_with(claimant=str(self.match.claim.claimant_id or NONE))

    @property
    def main_reasons(self) -> tuple[Reason, ...]:
        return self.reasons[:MAIN_REASONS]

    @property
    def more_reasons(self) -> tuple[Reason, ...]:
        return self.reasons[MAIN_REASONS:]

    @property
    def shown_twins(self) -> Sequence[Match]:
        return self.twins[:MOST_TWINS]

    @property
    def has_more_twins(self) -> bool:
        return len(self.twins) > MOST_TWINS


@dataclass(frozen=True, slots=True)
class Deck:
    """`card` is None when nothing is left at this place of the queue."""

    chosen: QueueFilter
    card: Card | None


def first_card(chosen: QueueFilter) -> Deck:
    return _deck(chosen, _readable(in_order(chosen.matches())).first())


def card_after(chosen: QueueFilter, place: Place) -> Deck:
    return _deck(chosen, _readable(after(chosen.matches(), place)).first())


def card_before(chosen: QueueFilter, place: Place) -> Deck:
    return _deck(chosen, _readable(before(chosen.matches(), place)).first())


def card_of(chosen: QueueFilter, pk: int) -> Deck:
    """The card of one match, whether the filter shows it or not."""
    return _deck(chosen, _readable(Match.objects.filter(pk=pk)).first())


def _readable(matches: QuerySet[Match]) -> QuerySet[Match]:
    # The paragraph comes from the sentences: an article's full text may be megabytes.
    return matches.select_related(
        "claim__claimant", "wording", "quote", "version__article__source", "decided_by", "assignee"
    ).defer("version__raw", "version__text")


def _deck(chosen: QueueFilter, match: Match | None) -> Deck:
    return Deck(chosen, _card(chosen, match) if match else None)


def _card(chosen: QueueFilter, match: Match) -> Card:
    verdict = (
        Verdict.objects.published().filter(claim=match.claim_id).select_related("rating").first()
    )
    return Card(
        chosen=chosen,
        match=match,
        paragraph=read_paragraph(match),
        diff=read_diff(match.diff),
        reasons=explain(match.components),
        flags=list(match.flags.order_by("pk")),
        verdict=verdict,
        evidence=list(verdict.evidence.order_by("order", "pk")) if verdict else [],
        events=list(match.events.select_related("actor", "reason").order_by("-revision")),
        twins=list(_twins(match)[: MOST_TWINS + 1]),
    )


def _twins(match: Match) -> QuerySet[Match]:
    return (
        Match.objects.filter(sentence_key=match.sentence_key)
        .exclude(version__article=match.version.article_id)
        .select_related("version__article__source")
        .only(
            "claim",
            "state",
            "version__article__name",
            "version__article__title",
            "version__article__published_at",
            "version__article__source__name",
        )
        .order_by("pk")
    )
