"""What a person may do next with a claim, and doing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_stubs_ext import StrOrPromise

from claims import actions, knowledge
from claims.admin.base import acting_user
from claims.enums import ClaimStage, ClaimState
from claims.models import Claim, ClaimEvent

SHOWN_EVENTS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A button; `value` is what the form sends, `right` who may press it."""

    value: str
    label: StrOrPromise
    to: ClaimStage
    right: str


CHANGE, WRITE = "claims.change_claim", "claims.change_verdict"
STEPS = (
    Step("triage", gettext_lazy("Worth checking"), ClaimStage.TRIAGED, CHANGE),
    Step("start", gettext_lazy("I review it"), ClaimStage.IN_REVIEW, WRITE),
    Step(
        "keep",
        gettext_lazy("The verdict still holds"),
        ClaimStage.REVIEWED,
        "claims.change_verdict",
    ),
    Step("archive", gettext_lazy("Archive"), ClaimStage.TRIAGED, CHANGE),
    Step(
        "reopen", gettext_lazy("Take out of the archive"), ClaimStage.TRIAGED, "claims.change_claim"
    ),
)


class StageForm(forms.Form):
    """`stage` and `whose` are what the person saw; "assign" needs an assignee."""

    step = forms.ChoiceField(choices=[(s.value, s.label) for s in STEPS] + [("assign", "assign")])
    stage = forms.ChoiceField(choices=ClaimStage.choices)
    whose = forms.IntegerField(required=False, min_value=1)
    assignee = forms.ModelChoiceField(User.objects.filter(is_active=True), required=False)
    due = forms.DateField(required=False)
    note = forms.CharField(required=False, max_length=1000)


@dataclass(frozen=True, slots=True)
class Progress:
    steps: Sequence[Step]
    assignees: Sequence[User]
    events: Sequence[ClaimEvent]


def read_progress(claim: Claim, user: User) -> Progress:
    return Progress(
        steps=[step for step in STEPS if user.has_perm(step.right) and _is_open(claim, step)],
        assignees=_writers() if user.has_perm("claims.change_claim") and _is_active(claim) else [],
        events=list(
            claim.events.select_related("actor", "assignee").order_by("-pk")[:SHOWN_EVENTS]
        ),
    )


def _events(claim: Claim) -> list[ClaimEvent]:
    newest = claim.events.select_related("actor", "assignee").order_by("-pk")
    return list(newest[:SHOWN_EVENTS])


def _is_active(claim: Claim) -> bool:
    return claim.state == ClaimState.ACTIVE


def _is_open(claim: Claim, step: Step) -> bool:
    stage = ClaimStage(claim.stage)
    if step.value == "reopen":
        return claim.state == ClaimState.RETIRED
    if step.value == "archive":
        return _is_active(claim)
    if step.value == "keep":
        return _is_active(claim) and stage == ClaimStage.RECHECK_DUE
    return _is_active(claim) and step.to in knowledge.CLAIM_MOVES[stage] and stage != step.to


def _writers() -> list[User]:
    """Who may write verdicts."""
    writers = User.objects.with_perm(
        "claims.change_verdict", backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(writers.filter(is_active=True).order_by("username"))


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the step that the form names, then back to the claim with one sentence."""
    claim = get_object_or_404(Claim.objects.select_related("assignee"), pk=pk)
    form = StageForm(request.POST)
    back = HttpResponseRedirect(reverse("admin:claim", args=[pk]))
    if not form.is_valid():
        faults = (str(fault) for found in form.errors.values() for fault in found)
        messages.error(request, _("Nothing was changed: %(why)s") % {"why": " ".join(faults)})
        return back
    seen = form.cleaned_data
    if (claim.stage, claim.assignee_id) != (seen["stage"], seen["whose"]):
        messages.error(request, str(knowledge.StageChanged(claim)))
        return back
    try:
        _do(claim, acting_user(request), seen)
    except knowledge.StageRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return back


def _do(claim: Claim, actor: User, asked: dict[str, object]) -> None:
    step, note = str(asked["step"]), str(asked["note"])
    if step == "assign":
        _assign(claim, actor, asked)
        return
    right = next(s.right for s in STEPS if s.value == step)
    if not actor.has_perm(right):
        raise knowledge.StageRefused(_("You may not do that."))
    doing: dict[str, Callable[[], object]] = {
        "triage": lambda: actions.triage_claim(claim, actor=actor, note=note),
        "start": lambda: actions.start_review(claim, actor=actor),
        "keep": lambda: actions.keep_reviewed(claim, actor=actor, note=note),
        "archive": lambda: actions.set_claim_state(claim, state=ClaimState.RETIRED, actor=actor),
        "reopen": lambda: actions.set_claim_state(claim, state=ClaimState.ACTIVE, actor=actor),
    }
    doing[step]()


def _assign(claim: Claim, actor: User, asked: dict[str, object]) -> None:
    assignee, due = asked["assignee"], asked["due"]
    if not isinstance(assignee, User):
        raise knowledge.StageRefused(_("Say who shall review it."))
    due_at = None
    if due is not None:
        # The whole of the day is left.
        due_at = timezone.make_aware(datetime.combine(due, time(23, 59)))  # type: ignore[arg-type]  # a DateField gives dates
    actions.assign_claim(
        claim, assignee=assignee, due_at=due_at, actor=actor, note=str(asked["note"])
    )
