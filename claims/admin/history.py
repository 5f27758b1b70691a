"""Flags and the histories of decisions and publications as lists of their own, to search in."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import EventColumns, ReadOnlyAdmin
from claims.admin.cells import EMPTY, link_to
from claims.models import (
    AuditEvent,
    ClaimEvent,
    DeskSettings,
    MatchEvent,
    MatchFlag,
    SavedFilter,
    VerdictEvent,
)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin[AuditEvent]):
    """The log of every change, of which the histories of single things are parts."""

    list_display = ["number", "at", "by", "action", "subject_label", "note"]
    list_filter = ["subject_kind", ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["actor"]
    show_full_result_count = False
    search_fields = ["action", "subject_label", "note", "actor__username"]
    date_hierarchy = "at"
    ordering = ["-number"]
    fields = [
        "number", "at", "by", "action", "subject_kind", "subject_id", "subject_label",
        "before", "after", "note", "previous_hash", "hash",
    ]  # fmt: skip

    @admin.display(description=_("by"), ordering="actor__username")
    def by(self, event: AuditEvent) -> str:
        return str(event.actor or event.bot)


@admin.register(MatchEvent)
class MatchEventAdmin(EventColumns, ReadOnlyAdmin[MatchEvent]):
    list_display = ["at", "by", "old_state", "new_state", "of_match", "note"]
    list_filter = ["new_state", "old_state", ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["match", "actor"]
    show_full_result_count = False
    search_fields = ["note", "match__text", "actor__username"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "by", "old_state", "new_state", "of_match", "note", "revision", "taken_back"]

    @admin.display(description=_("match"))
    def of_match(self, event: MatchEvent) -> SafeString:
        return link_to(event.match, event.match.text)

    @admin.display(description=_("takes back"))
    def taken_back(self, event: MatchEvent) -> str:
        return link_to(event.undoes) if event.undoes else EMPTY


@admin.register(DeskSettings)
class DeskSettingsAdmin(ReadOnlyAdmin[DeskSettings]):
    in_index = False
    list_display = ["number", "made_at", "suggest_threshold", "auto_confirm", "note"]
    ordering = ["-number"]


@admin.register(SavedFilter)
class SavedFilterAdmin(ReadOnlyAdmin[SavedFilter]):
    in_index = False
    list_display = ["name", "user", "is_shared", "query"]
    list_select_related = ["user"]
    ordering = ["name", "pk"]


@admin.register(ClaimEvent)
class ClaimEventAdmin(ReadOnlyAdmin[ClaimEvent]):
    list_display = ["at", "by", "old_stage", "new_stage", "of_claim", "note"]
    list_filter = ["new_stage", ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["claim", "actor"]
    show_full_result_count = False
    search_fields = ["note", "claim__text", "actor__username"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    fields = ["at", "by", "old_stage", "new_stage", "of_claim", "note"]

    @admin.display(description=_("by"), ordering="actor__username")
    def by(self, event: ClaimEvent) -> str:
        return str(event.actor or event.bot)

    @admin.display(description=_("claim"))
    def of_claim(self, event: ClaimEvent) -> SafeString:
        return link_to(event.claim)


@admin.register(MatchFlag)
class MatchFlagAdmin(ReadOnlyAdmin[MatchFlag]):
    in_index = False
    list_display = ["flag", "explanation", "of_match"]
    list_filter = ["flag"]
    list_select_related = ["match"]
    show_full_result_count = False
    search_fields = ["explanation", "claim_text", "article_text", "match__text"]
    ordering = ["-pk"]
    fields = ["flag", "of_match", "claim_text", "article_text", "explanation"]

    @admin.display(description=_("match"))
    def of_match(self, row: MatchFlag) -> SafeString:
        return link_to(row.match, row.match.text)


@admin.register(VerdictEvent)
class VerdictEventAdmin(EventColumns, ReadOnlyAdmin[VerdictEvent]):
    list_display = ["at", "by", "old_state", "new_state", "of_verdict", "note"]
    list_filter = ["new_state", ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["verdict", "actor"]
    search_fields = ["note", "verdict__summary", "actor__username"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "by", "old_state", "new_state", "of_verdict", "note"]

    @admin.display(description=_("verdict"))
    def of_verdict(self, event: VerdictEvent) -> SafeString:
        return link_to(event.verdict, event.verdict.summary)
