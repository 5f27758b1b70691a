"""Putting the page of a verdict together: as it reads, or as a form with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from claims import publish
from claims.admin.base import acting_user
from claims.admin.keep import keep_key, take_saved
from claims.admin.verdict.forms import (
    CorrectionForm,
    EvidenceFormSet,
    EvidenceRows,
    VerdictForm,
    evidence_rows,
)
from claims.admin.verdict.markdown import render_markdown
from claims.admin.verdict.reading import other_versions, read_verdict, scales_for
from claims.models import Claim, Correction, Verdict


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person has sent and what became of it; it is shown again so that nothing is lost.

    `seen` is what the browser knows of the stored verdict; `is_checked` is off while rows are
    only added; `stored` are the values that somebody else has saved in the meantime.
    """

    form: VerdictForm | None = None
    rows: EvidenceRows | None = None
    correction: CorrectionForm | None = None
    seen: str | None = None
    refusal: str = ""
    is_checked: bool = True
    stored: Sequence[tuple[str, str]] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


NOTHING_TYPED = Typed()


def new_page(request: HttpRequest, claim: Claim, typed: Typed = NOTHING_TYPED) -> HttpResponse:
    """The form of a verdict that is not stored yet."""
    fresh = Verdict(claim=claim, language=claim.language)
    context = {
        "title": gettext("New verdict on claim %(claim)s") % {"claim": claim.pk},
        "claim": claim,
        "others": other_versions(claim),
        "is_form": True,
        **_form(request, None, typed, fresh=fresh, key=f"verdict-new-{claim.pk}"),
    }
    return _page(request, context)


def verdict_page(
    request: HttpRequest, verdict: Verdict, typed: Typed = NOTHING_TYPED
) -> HttpResponse:
    """The verdict with its next steps, checklist, history and corrections."""
    reading = read_verdict(verdict, acting_user(request))
    draft = reading.draft_correction
    title = gettext("Verdict %(number)s on claim %(claim)s")
    key = f"verdict-{verdict.pk}"
    context: dict[str, Any] = {
        "title": title % {"number": verdict.number, "claim": verdict.claim_id},
        "claim": verdict.claim,
        "verdict": verdict,
        "reading": reading,
        "others": reading.others,
        "explanation": render_markdown(verdict.explanation),
        "correction": typed.correction or CorrectionForm(initial=_written_in(draft)),
        "draft_seen": publish.correction_fingerprint(draft) if draft else "",
        "notes": typed.notes,
        # What was typed is shown even if the verdict cannot be rewritten any more.
        "is_form": reading.steps.can_write or typed.form is not None,
        "seen": reading.seen,
        "keep_key": keep_key(request, key),
        "refusal": typed.refusal,
    }
    if context["is_form"]:
        seen = reading.seen if typed.seen is None else typed.seen
        context |= _form(request, verdict, typed, fresh=verdict, key=key) | {"seen": seen}
    return _page(request, context)


def _form(
    request: HttpRequest, verdict: Verdict | None, typed: Typed, *, fresh: Verdict, key: str
) -> dict[str, Any]:
    form = typed.form or VerdictForm(instance=_copy(fresh))
    written = form["explanation"].value() or ""
    return {
        "form": form,
        "rows": typed.rows or evidence_rows(verdict),
        "blank": EvidenceFormSet(prefix="evidence").empty_form,
        "scales": scales_for(verdict),
        "chosen_rating": str(form["rating"].value() or ""),
        "chosen_contact": str(form["contact"].value() or ""),
        "preview": render_markdown(written),
        "is_checked": typed.is_checked,
        "refusal": typed.refusal,
        "stored": typed.stored,
        "keep_key": keep_key(request, key),
    }


def _written_in(draft: Correction | None) -> dict[str, str]:
    """What the form of a correction begins with: the words of the draft, if there is one."""
    names = CorrectionForm.base_fields if draft else ()
    return {name: getattr(draft, name) for name in names}


def _copy(verdict: Verdict) -> Verdict:
    """For a form to write into, while the page shows what is stored."""
    copy = Verdict(pk=verdict.pk, claim_id=verdict.claim_id, number=verdict.number)
    for name in (*publish.WORDS, *publish.CONTACT, "state"):
        setattr(copy, name, getattr(verdict, name))
    copy._state.adding = verdict._state.adding
    return copy


def form_for(verdict: Verdict, request: HttpRequest) -> VerdictForm:
    """The form with what the browser has sent; `verdict` itself stays as it is stored."""
    return VerdictForm(request.POST, instance=_copy(verdict))


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    whole = {**admin.site.each_context(request), **context, "saved_forms": take_saved(request)}
    response = render(request, "admin/verdict/page.html", whole)
    # Tells the script that this is the answer, not the log-in of a session that has ended.
    response["X-Verdict"] = "page"
    return response
