"""The card that lies on top of the queue, all it shows, and what comes after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from claims import review
from claims.admin.diff import Diff, read_diff
from claims.admin.queue.filters import Place, QueueFilter, after, before, in_order
from claims.admin.queue.paragraph import Paragraph, read_paragraph
from claims.admin.queue.reasons import Reason, explain
from claims.enums import MatchState
from claims.models import Evidence, Match, MatchEvent, MatchFlag, Verdict

UPCOMING = 5
# "12 left" is worth knowing, "48,213 left" is not worth counting on every card.
COUNTED = 999


@dataclass(frozen=True, slots=True)
class Move:
    """A decision that may be taken on the card, and the key that takes it."""

    state: MatchState
    label: str
    key: str


MOVES = (
    Move(MatchState.CONFIRMED, "Confirm", "c"),
    Move(MatchState.REJECTED, "Reject", "r"),
    Move(MatchState.SECOND_LOOK, "Second look", "s"),
    Move(MatchState.UNLINKED, "Unlink", "x"),
)


@dataclass(frozen=True, slots=True)
class Card:
    match: Match
    paragraph: Paragraph
    diff: Diff
    reasons: tuple[Reason, ...]
    flags: Sequence[MatchFlag]
    verdict: Verdict | None
    evidence: Sequence[Evidence]
    events: Sequence[MatchEvent]

    @property
    def percent(self) -> int:
        """Rounded down: 100% is kept for what is certain."""
        return int(100 * self.match.probability)

    @property
    def moves(self) -> list[Move]:
        allowed = review.TRANSITIONS[MatchState(self.match.state)]
        return [move for move in MOVES if move.state in allowed]

    @property
    def place(self) -> Place:
        return Place.of(self.match)

    @property
    def has_other_wording(self) -> bool:
        return self.match.wording.text != self.match.claim.text


@dataclass(frozen=True, slots=True)
class Left:
    """How many matches the filter still shows, counted up to COUNTED."""

    count: int

    def __str__(self) -> str:
        return f"more than {COUNTED} left" if self.count > COUNTED else f"{self.count} left"


@dataclass(frozen=True, slots=True)
class Deck:
    """`card` is None when nothing is left at this place of the queue."""

    chosen: QueueFilter
    card: Card | None
    upcoming: Sequence[Match]
    left: Left


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
        "claim__claimant", "wording", "quote", "version__article__source", "decided_by"
    ).defer("version__raw", "version__text")


def _deck(chosen: QueueFilter, match: Match | None) -> Deck:
    left = Left(chosen.matches()[: COUNTED + 1].count())
    if match is None:
        return Deck(chosen, None, [], left)
    upcoming = after(chosen.matches(), Place.of(match)).select_related("version__article__source")
    light = upcoming.only("text", "probability", "version__article__source__name")[:UPCOMING]
    return Deck(chosen, _card(match), list(light), left)


def _card(match: Match) -> Card:
    verdict = (
        Verdict.objects.published().filter(claim=match.claim_id).select_related("rating").first()
    )
    return Card(
        match=match,
        paragraph=read_paragraph(match),
        diff=read_diff(match.diff),
        reasons=explain(match.components),
        flags=list(match.flags.order_by("pk")),
        verdict=verdict,
        evidence=list(verdict.evidence.order_by("order", "pk")) if verdict else [],
        events=list(match.events.select_related("actor").order_by("-revision")),
    )
