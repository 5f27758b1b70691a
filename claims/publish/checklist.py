"""What a verdict still lacks before it may go out, and what would make it better."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims.enums import Contact, EvidenceOrder
from claims.models import Verdict


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to be done. `blocks`: the verdict is neither proposed nor published without it.

    `missing` names it in the middle of the sentence “it still needs …”; `hint` says how to do it.
    """

    key: str
    label: StrOrPromise
    is_met: bool
    blocks: bool
    missing: StrOrPromise
    hint: StrOrPromise


def checklist(verdict: Verdict, *, contact_required: bool = False) -> tuple[ChecklistItem, ...]:
    """All things to be done, met or not, in the order in which a person would do them."""
    evidence = list(verdict.evidence.all())
    return (
        ChecklistItem(
            "rating", _("A rating"), verdict.rating_id is not None, True,  # noqa: FBT003
            _("a rating"), _("Choose one of the scale."),
        ),
        ChecklistItem(
            "explanation", _("An explanation"), bool(verdict.explanation.strip()), True,  # noqa: FBT003
            _("an explanation"), _("Say how the rating follows from the evidence."),
        ),
        ChecklistItem(
            "evidence", _("Evidence"), bool(evidence), True,  # noqa: FBT003
            _("at least one piece of evidence"), _("Add a record with its address or passage."),
        ),
        ChecklistItem(
            "contact", _("The claimant was asked"), verdict.contact != Contact.NOT_YET,
            contact_required, _("word on whether the claimant was contacted"),
            _("Say when and how, and the answer; or why not."),
        ),
        ChecklistItem(
            "primary", _("A primary source"),
            any(row.order == EvidenceOrder.PRIMARY for row in evidence), False,  # noqa: FBT003
            _("a primary source"), _("The record itself counts more than an account of it."),
        ),
        ChecklistItem(
            "archived", _("Archived copies"),
            all(row.archived_url for row in evidence if row.url), False,  # noqa: FBT003
            _("archived copies of its evidence"), _("Pages change: keep the address of a copy."),
        ),
    )  # fmt: skip
