"""Known claims, who made them and their wordings in the admin."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions
from claims.admin.base import ReadOnlyAdmin, ReadOnlyInline, WorkbenchAdmin, acting_user, is_key
from claims.admin.bulk import tell_count
from claims.admin.cells import EMPTY, bullets, counted, link_to, list_of, rating_badge, shorten
from claims.admin.parents import ByClaim, ByClaimant
from claims.enums import ClaimState, MatchState, WordingOrigin
from claims.models import Claim, Claimant, Match, Rating, Verdict, Wording
from claims.text import fold_key

SHOWN_APPEARANCES = 20


class WordingForm(forms.ModelForm[Wording]):
    """A new wording is written freely; one that matches may name is only switched off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            return
        for name in ("text", "language"):
            self.fields[name].disabled = True
        if self.instance.origin == WordingOrigin.CANONICAL:
            self.fields["is_active"].disabled = True
            self.fields["is_active"].help_text = _("Follows the text of the claim.")


class WordingFormSet(BaseInlineFormSet[Wording, Claim, forms.ModelForm[Wording]]):
    def clean(self) -> None:
        """Tell of a repeated wording here: the key it is told apart by is in no form."""
        super().clean()
        known = {fold_key(self.instance.text)}
        known.update(row.text_key for row in self.get_queryset())
        for form in self.extra_forms:
            text = getattr(form, "cleaned_data", {}).get("text", "")
            if text and fold_key(text) in known:
                form.add_error("text", _("The claim has this wording already."))
            known.add(fold_key(text))


class WordingInline(admin.StackedInline[Wording, Claim]):
    model = Wording
    form = WordingForm
    formset = WordingFormSet
    extra = 0
    can_delete = False
    fields = ["text", "language", "came_from", "is_active"]
    readonly_fields = ["came_from"]
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    ordering = ["origin", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Wording]:
        return super().get_queryset(request).select_related("learnt_from")

    @admin.display(description=_("origin"))
    def came_from(self, wording: Wording) -> str:
        return _came_from(wording)


class VerdictInline(ReadOnlyInline[Verdict, Claim]):
    model = Verdict
    fields = ["number", "rating", "summary", "state", "published_at"]
    ordering = ["-number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return super().get_queryset(request).select_related("rating")


class PublishedRatingFilter(admin.SimpleListFilter):
    title = _("published rating")
    parameter_name = "rating"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> Sequence[tuple[str, str]]:
        ratings = Rating.objects.select_related("scale").order_by("scale__name", "rating_value")
        return [
            *((str(row.pk), f"{row.alternate_name} ({row.scale.name})") for row in ratings),
            ("none", gettext("no published verdict")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        published = Verdict.objects.published().filter(claim=OuterRef("pk"))
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(~Exists(published))
            case rating if not is_key(rating):
                return queryset.none()
            case rating:
                return queryset.filter(Exists(published.filter(rating=int(rating))))


@admin.register(Claim)
class ClaimAdmin(WorkbenchAdmin[Claim]):
    list_display = [
        "short_text",
        "claimant",
        "published_rating",
        "appearance_count",
        "stage",
        "assignee",
        "state",
        "updated_at",
    ]
    list_filter = [
        ByClaimant,
        "stage",
        ("assignee", admin.RelatedOnlyFieldListFilter),
        "state",
        PublishedRatingFilter,
        "kind",
        "language",
    ]
    list_select_related = ["claimant", "assignee"]
    search_fields = ["text", "wordings__text", "claimant__name", "external_id"]
    search_help_text = _("Search the claim, its wordings, its claimant and its imported id.")
    date_hierarchy = "reviewed_date"
    ordering = ["-updated_at", "-pk"]
    autocomplete_fields = ["claimant"]
    readonly_fields = ["external_id", "state", "appearances", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["text", "claimant", "kind", "language"]}),
        (_("Dates"), {"fields": ["made_date", "first_appearance_date", "reviewed_date"]}),
        (_("Where it appeared"), {"fields": ["appearances"]}),
        (
            _("In the workbench"),
            {
                "fields": ["state", "external_id", "created_at", "updated_at"],
                "description": _("Retire and reactivate claims from the list of claims."),
            },
        ),
    ]
    inlines = [WordingInline, VerdictInline]
    actions = ["retire", "reactivate"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        published = Verdict.objects.published().select_related("rating")
        return (
            super()
            .get_queryset(request)
            .annotate(appearance_total=counted(Match.objects.appearances(), by="claim"))
            .prefetch_related(Prefetch("verdicts", queryset=published, to_attr="in_force"))
        )

    @admin.display(description=_("claim"), ordering="text")
    def short_text(self, claim: Claim) -> str:
        return shorten(claim.text, length=160)

    @admin.display(description=_("published verdict"))
    def published_rating(self, claim: Any) -> SafeString | None:
        return rating_badge(claim.in_force[0].rating) if claim.in_force else None

    @admin.display(description=_("appearances"), ordering="appearance_total")
    def appearance_count(self, claim: Any) -> SafeString:
        return _appearances(claim, claim.appearance_total)

    @admin.display(description=_("confirmed matches"))
    def appearances(self, claim: Claim) -> SafeString:
        matches = (
            claim.matches.appearances()
            .select_related("version__article")
            .order_by("-decided_at", "-pk")
        )
        newest = bullets(
            format_html("{}: {}", link_to(match.version.article), link_to(match, match.text))
            for match in matches[:SHOWN_APPEARANCES]
        )
        if newest is None:
            return format_html("{}", _("None yet: no match of this claim has been confirmed."))
        return format_html("{}{}", newest, _appearances(claim, _("Show all as a list")))

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        actions.save_claim(obj, actor=acting_user(request))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is not Wording:
            return super().save_formset(request, form, formset, change)
        for wording in formset.save(commit=False):
            actions.save_wording(wording, actor=acting_user(request))
        return None

    @admin.action(description=_("Retire the selected claims"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._set_states(request, queryset, ClaimState.RETIRED)

    @admin.action(description=_("Reactivate the selected claims"), permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._set_states(request, queryset, ClaimState.ACTIVE)

    def _set_states(self, request: HttpRequest, claims: QuerySet[Claim], state: ClaimState) -> None:
        rows = list(claims)
        actor = acting_user(request)
        changed = [
            claim for claim in rows if actions.set_claim_state(claim, state=state, actor=actor)
        ]
        for claim in changed:
            self.log_change(request, claim, f"{state.label.capitalize()}.")
        tell_count(request, state.label.capitalize(), done=len(changed), tried=len(rows))


def _appearances(claim: Claim, label: object) -> SafeString:
    return list_of(Match, label, claim=claim.pk, state=MatchState.CONFIRMED.value)


@admin.register(Claimant)
class ClaimantAdmin(WorkbenchAdmin[Claimant]):
    list_display = ["name", "kind", "description", "claim_count", "same_as"]
    list_filter = ["kind"]
    search_fields = ["name", "description"]
    ordering = ["name"]
    readonly_fields = ["claim_count"]
    fields = ["name", "kind", "description", "same_as", "claim_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claimant]:
        return (
            super()
            .get_queryset(request)
            .annotate(claim_total=counted(Claim.objects.all(), by="claimant"))
        )

    @admin.display(description=_("claims"), ordering="claim_total")
    def claim_count(self, claimant: Any) -> str:
        if claimant.pk is None:
            return EMPTY
        return list_of(Claim, claimant.claim_total, claimant=claimant.pk)


@admin.register(Wording)
class WordingAdmin(ReadOnlyAdmin[Wording]):
    """To find a claim by any of its wordings; they are changed on the page of their claim."""

    list_display = ["text", "of_claim", "came_from", "is_active", "language", "created_at"]
    list_filter = [ByClaim, "origin", "is_active", "language"]
    list_select_related = ["claim", "learnt_from"]
    search_fields = ["text"]
    ordering = ["-pk"]
    fields = ["text", "of_claim", "came_from", "is_active", "language", "created_at"]

    @admin.display(description=_("claim"))
    def of_claim(self, wording: Wording) -> SafeString:
        return link_to(wording.claim)

    @admin.display(description=_("origin"), ordering="origin")
    def came_from(self, wording: Wording) -> str:
        return _came_from(wording)


def _came_from(wording: Wording) -> str:
    """Its origin, and the match it was learnt from."""
    origin = wording.get_origin_display()
    if wording.learnt_from is None:
        return origin
    return format_html("{}: {}", origin, link_to(wording.learnt_from))
