"""Making two claims of one that turns out to say two things, and taking that back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimStage, ClaimState, WordingOrigin
from claims.knowledge.feed import hold_claims, write_wordings
from claims.knowledge.importing import record_change
from claims.knowledge.operations import (
    UndoRefused,
    close_operation,
    operations_of,
    refuse_changed,
)
from claims.knowledge.states import move_state
from claims.knowledge.wordings import save_claim
from claims.models import Claim, ClaimOperation, ClaimRelation, Wording
from claims.text import fold_key


class SplitRefused(Exception):
    """The sentence says why a claim cannot be split so."""


@dataclass(frozen=True, slots=True)
class SplitOff:
    """A new claim, and which of its wordings has taken the place of which of the old one's."""

    claim: Claim
    wordings: Mapping[int, Wording]

    @property
    def canonical(self) -> Wording:
        return self.claim.wordings.get(origin=WordingOrigin.CANONICAL, is_active=True)


def split_off(
    claim: Claim,
    *,
    text: str,
    matches: Collection[int],
    wordings: Collection[int],
    actor: User,
    note: str = "",
) -> SplitOff:
    """Make a claim of `text` with these wordings, which are searched for the old one no more.

    What the old claim has learnt from `matches`, which the caller moves, goes with them. Joins the
    caller's transaction. Raises SplitRefused.
    """
    with audit.recording():
        held = hold_claims([claim.pk])[claim.pk]
        words = " ".join(text.split())
        _refuse_text(held, words)
        leaving = leaving_wordings(held, matches=matches, wordings=wordings)
        if not matches and not leaving:
            raise SplitRefused(
                gettext("Choose at least one appearance or wording for the new claim.")
            )
        made = _make(held, words, actor)
        _switch(leaving, is_active=False)
        pairs = _write_there(made, leaving, matches)
        held.save(update_fields=["updated_at"])
        record_change(
            held,
            action="claim.split",
            actor=actor,
            before={},
            after={
                "claim": made.pk,
                "matches": sorted(matches),
                "wordings": [row.pk for row in leaving],
            },
            note=note,
        )
    return SplitOff(made, pairs)


def undo_split(operation: ClaimOperation, *, actor: User, at: datetime) -> None:
    """Give the old claim its wordings back and merge the new one, left without matches, into it.

    So the new claim's address leads to the old one. The caller holds the
    operation. Raises UndoRefused.
    """
    with audit.recording():
        held = hold_claims([operation.claim_id, operation.other_id])
        old, new = held[operation.claim_id], held[operation.other_id]
        left = [was for was, _now in operation.moved["wordings"]]
        _refuse_another_life(operation, old, new)
        refuse_changed(old.wordings.all(), left, is_active=False)
        close_operation(operation, actor=actor, at=at)
        move_state(new, state=ClaimState.MERGED, into=old)
        _switch(list(old.wordings.filter(pk__in=left).order_by("pk")), is_active=True)
        old.save(update_fields=["updated_at"])
        record_change(
            old,
            action="claim.unsplit",
            actor=actor,
            before={"claim": new.pk},
            after={"wordings": left},
        )


def _refuse_text(claim: Claim, words: str) -> None:
    if claim.state == ClaimState.MERGED:
        raise SplitRefused(
            gettext("“%(claim)s” is merged into “%(merged_into)s”: split that one.")
            % {"claim": claim, "merged_into": claim.merged_into}
        )
    if not words:
        raise SplitRefused(gettext("The new claim has no text: write what it says."))
    if fold_key(words) == fold_key(claim.text):
        raise SplitRefused(
            gettext("The new claim says the same as the old one: write what it says.")
        )


def leaving_wordings(
    claim: Claim, *, matches: Collection[int], wordings: Collection[int]
) -> list[Wording]:
    """What `split_off` would take from the claim now. Raises SplitRefused."""
    searched = claim.wordings.filter(is_active=True)
    chosen = {row.pk: row for row in searched.filter(pk__in=wordings)}
    for pk in wordings:
        if pk not in chosen:
            raise SplitRefused(
                gettext("Wording %(pk)s is not one that this claim is found by any more.")
                % {"pk": pk}
            )
        if chosen[pk].origin == WordingOrigin.CANONICAL:
            raise SplitRefused(
                gettext("The claim's own text stays with it: choose other wordings.")
            )
    learnt = Q(origin=WordingOrigin.LEARNT, learnt_from__in=matches)
    return list(searched.filter(Q(pk__in=wordings) | learnt).order_by("pk"))


def _make(claim: Claim, words: str, actor: User) -> Claim:
    made = Claim(text=words, kind=claim.kind, language=claim.language, claimant=claim.claimant)
    save_claim(made, actor=actor)
    made.topics.set(claim.topics.all())
    return made


def _write_there(
    made: Claim, leaving: Collection[Wording], matches: Collection[int]
) -> dict[int, Wording]:
    """The wordings of the new claim, by the ids of those they were; one may be its text."""
    there = {row.text_key: row for row in made.wordings.all()}
    for row in leaving:
        if row.text_key not in there:
            there[row.text_key] = _copy(row, made, is_taught=row.learnt_from_id in matches)
    write_wordings(row for row in there.values() if row._state.adding)
    return {row.pk: there[row.text_key] for row in leaving}


def _copy(row: Wording, made: Claim, *, is_taught: bool) -> Wording:
    """A reviewer who moves what another claim's match taught vouches for it."""
    is_orphan = row.origin == WordingOrigin.LEARNT and not is_taught
    return Wording(
        claim=made,
        text=row.text,
        text_key=row.text_key,
        language=row.language,
        origin=WordingOrigin.REVIEWER if is_orphan else row.origin,
        learnt_from_id=row.learnt_from_id if is_taught else None,
    )


def _switch(wordings: Collection[Wording], *, is_active: bool) -> None:
    for row in wordings:
        row.is_active = is_active
    write_wordings(wordings, changed=["is_active"])


def _refuse_another_life(operation: ClaimOperation, old: Claim, new: Claim) -> None:
    """What has happened to either claim since that the undoing would lose."""
    others = operations_of(new).exclude(pk=operation.pk).filter(undone_at__isnull=True)
    if others.exists() or old.state == ClaimState.MERGED:
        which = new if others.exists() else old
        raise UndoRefused(
            gettext("“%(which)s” was merged or split since: undo that first.") % {"which": which}
        )
    if new.state != ClaimState.ACTIVE:
        raise UndoRefused(
            gettext("“%(new)s” was retired since: make it active again first.") % {"new": new}
        )
    if new.stage != ClaimStage.NEW:
        raise UndoRefused(
            gettext("Work on “%(new)s” has begun since: it is “%(stage)s”.")
            % {"new": new, "stage": new.get_stage_display()}
        )
    if new.verdicts.exists():
        raise UndoRefused(gettext("A verdict on “%(new)s” was written since.") % {"new": new})
    if ClaimRelation.objects.filter(Q(claim=new) | Q(other=new)).exists():
        raise UndoRefused(
            gettext("“%(new)s” was related to other claims since: remove that first.")
            % {"new": new}
        )
    if match := new.matches.order_by("pk").first():
        raise UndoRefused(
            gettext("Match %(match)s of “%(new)s” was decided or changed since.")
            % {"match": match.pk, "new": new}
        )
    if set(operation.moved["made"]) != set(new.wordings.values_list("pk", flat=True)):
        raise UndoRefused(gettext("“%(new)s” was given other wordings since.") % {"new": new})
    refuse_changed(new.wordings.all(), operation.moved["made"], is_active=True)
