"""What a person can do next with a verdict, and what stands in the way, in words."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import publish
from claims.enums import VerdictState
from claims.models import Verdict
from claims.models.verdict import EDITABLE_STATES

CLOSED = (VerdictState.PUBLISHED, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN)
"""What a new version is made from."""


@dataclass(frozen=True, slots=True)
class Steps:
    """`can_*`: the button is there. `standing`: whose turn it is. `why_not`: why one is missing.

    `can_drop`: a draft of a correction.
    """

    standing: str
    why_not: str = ""
    can_write: bool = False
    can_propose: bool = False
    can_approve: bool = False
    can_return: bool = False
    can_publish: bool = False
    can_withdraw: bool = False
    can_renew: bool = False
    can_correct: bool = False
    can_drop: bool = False


def steps_for(verdict: Verdict, user: User) -> Steps:
    """By the state of the verdict, the rights of the person, and whether it is their own work."""
    may_write = user.has_perm("claims.change_verdict")
    may_publish = user.has_perm("claims.publish_verdict")
    may_correct = user.has_perm("claims.publish_correction")
    state = VerdictState(verdict.state)
    is_own = state == VerdictState.PROPOSED and publish.has_worked_on(verdict, user)
    waits = state in {VerdictState.PROPOSED, VerdictState.APPROVED}
    is_live = state == VerdictState.PUBLISHED
    return Steps(
        standing=_standing(verdict, state),
        why_not=_why_not(state, user=user, is_own=is_own),
        can_write=may_write and state in EDITABLE_STATES,
        can_propose=may_write and state == VerdictState.DRAFT,
        can_approve=may_publish and state == VerdictState.PROPOSED and not is_own,
        can_return=may_publish and waits,
        can_publish=may_publish and state == VerdictState.APPROVED,
        can_withdraw=may_publish and is_live,
        can_renew=user.has_perm("claims.add_verdict") and state in CLOSED,
        can_correct=may_correct and is_live,
        # Also of a verdict that is superseded by now: nobody could publish it any more.
        can_drop=may_correct,
    )


STANDING = {
    VerdictState.DRAFT: _("A draft. When it is ready, propose it to a second person."),
    VerdictState.PROPOSED: _(
        "Written by %(author)s and proposed by %(proposer)s. A second person reads it, then "
        "approves or returns it."
    ),
    VerdictState.APPROVED: _("Written by %(author)s, approved by %(approver)s. It can go out."),
    VerdictState.RETURNED: _("Returned. Rewrite it, save it, and propose it again."),
    VerdictState.PUBLISHED: _(
        "Readers see this version. It is not rewritten: correct it, make a new version, or "
        "withdraw it."
    ),
    VerdictState.SUPERSEDED: _("A later version has taken its place."),
    VerdictState.WITHDRAWN: _("Withdrawn: readers do not see it any more."),
}


def _standing(verdict: Verdict, state: VerdictState) -> str:
    author = verdict.author or gettext("an import")
    return str(STANDING[state]) % {
        "author": author,
        "proposer": verdict.proposed_by or author,
        "approver": verdict.approved_by or "",
    }


def _why_not(state: VerdictState, *, user: User, is_own: bool) -> str:
    if is_own:
        return gettext(
            "You cannot approve it: you (%(you)s) have written or proposed it. Somebody else must."
        ) % {"you": user}
    if state == VerdictState.PROPOSED and not user.has_perm("claims.publish_verdict"):
        return gettext("Approving takes the right to publish verdicts, which you do not have.")
    if state in EDITABLE_STATES and not user.has_perm("claims.change_verdict"):
        return gettext("Writing takes the right to change verdicts, which you do not have.")
    return ""
