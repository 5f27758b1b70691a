"""The panel of a claim's relations, its form, and what its buttons do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims import actions, knowledge
from claims.admin.claim.answers import StaffRequest, back_to, changing, first_error
from claims.admin.claim.finding import find_claims
from claims.admin.claim.page import render_claim
from claims.enums import ClaimRelationKind
from claims.models import Claim, ClaimRelation
from claims.models.relation import SYMMETRIC

FROM_THE_OTHER_SIDE: dict[str, tuple[ClaimRelationKind, StrOrPromise]] = {
    "narrower": (ClaimRelationKind.BROADER, _("is narrower than")),
    "superseded": (ClaimRelationKind.SUPERSEDES, _("is superseded by")),
}
SEEN_FROM = dict(FROM_THE_OTHER_SIDE.values())


class RelationForm(forms.Form):
    """What this claim is to another one."""

    kind = forms.ChoiceField(
        choices=[
            *ClaimRelationKind.choices,
            *((key, label) for key, (_kind, label) in FROM_THE_OTHER_SIDE.items()),
        ],
        error_messages={
            "required": _("Choose what this claim is to the other one."),
            "invalid_choice": _("Choose what this claim is to the other one from the list."),
        },
    )
    other = forms.ModelChoiceField(
        Claim.objects.all(),
        error_messages={
            "required": _("Choose the other claim: search for it first."),
            "invalid_choice": _("There is no such claim: search for it again."),
        },
    )


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as this claim's page says it."""

    relation: ClaimRelation
    label: StrOrPromise
    claim: Claim


@dataclass(frozen=True, slots=True)
class RelationPanel:
    """`kind`, `other` and `error` are what was chosen and why it was refused."""

    related: Sequence[Related]
    kinds: Sequence[tuple[str, StrOrPromise]]
    words: str
    found: Sequence[Claim]
    kind: str = ""
    other: str = ""
    error: str = ""


def read_relations(
    claim: Claim, *, words: str = "", form: forms.Form | None = None, error: str = ""
) -> RelationPanel:
    """The panel; with a form that was refused, as it was filled in."""
    rows = ClaimRelation.objects.filter(Q(claim=claim) | Q(other=claim))
    rows = rows.select_related("claim", "other", "made_by").order_by("kind", "pk")
    return RelationPanel(
        related=[_seen_from(claim, row) for row in rows],
        kinds=RelationForm.base_fields["kind"].choices,  # type: ignore[attr-defined]  # a ChoiceField
        words=words,
        found=list(find_claims(words, beside=claim)),
        kind=form.data.get("kind", "") if form else "",
        other=form.data.get("other", "") if form else "",
        error=error,
    )


def _seen_from(claim: Claim, row: ClaimRelation) -> Related:
    kind = ClaimRelationKind(row.kind)
    if row.claim_id == claim.pk:
        return Related(row, kind.label, row.other)
    return Related(row, kind.label if kind in SYMMETRIC else SEEN_FROM[kind], row.claim)


@changing
def relate(request: StaffRequest, claim: Claim) -> HttpResponse:
    form = RelationForm(request.POST)
    if not form.is_valid():
        return _again(request, claim, form, first_error(form), status=400)
    kind, first, second = form.cleaned_data["kind"], claim, form.cleaned_data["other"]
    if kind in FROM_THE_OTHER_SIDE:
        kind, first, second = FROM_THE_OTHER_SIDE[kind][0], second, first
    try:
        actions.relate_claims(first, other=second, kind=ClaimRelationKind(kind), actor=request.user)
    except knowledge.RelationRefused as refusal:
        return _again(request, claim, form, str(refusal), status=409)
    return back_to(request, claim, gettext("The relation was added."))


@changing
def unrelate(request: StaffRequest, claim: Claim, relation: int) -> HttpResponse:
    of_this = ClaimRelation.objects.filter(Q(claim=claim) | Q(other=claim))
    row = of_this.filter(pk=relation).first()
    if row is None or not actions.unrelate_claims(row, actor=request.user):
        return back_to(request, claim, gettext("This relation was removed already."))
    return back_to(request, claim, gettext("The relation was removed."))


def _again(
    request: StaffRequest, claim: Claim, form: RelationForm, error: str, *, status: int
) -> HttpResponse:
    words = request.POST.get("find", "")
    panel = partial(read_relations, words=words, form=form, error=error)
    return render_claim(request, claim.pk, relations=panel, status=status)
