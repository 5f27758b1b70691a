"""Flags and the histories of decisions and publications as lists of their own, to search in."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import EventColumns, ReadOnlyAdmin
from claims.admin.cells import EMPTY, link_to
from claims.models import MatchEvent, MatchFlag, VerdictEvent


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
