"""Topics and reasons for rejection, each change through an action so that it is logged."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import actions
from claims.admin.base import WorkbenchAdmin, acting_user
from claims.admin.cells import counted
from claims.models import Claim, RejectionReason, Topic


@admin.register(Topic)
class TopicAdmin(WorkbenchAdmin[Topic]):
    list_display = ["name", "description", "claim_count"]
    search_fields = ["name", "description"]
    ordering = ["name"]
    fields = ["name", "description"]

    def get_queryset(self, request: HttpRequest) -> Any:
        claims = Claim.topics.through.objects.all()
        return super().get_queryset(request).annotate(claim_total=counted(claims, by="topic"))

    @admin.display(description=_("claims"), ordering="claim_total")
    def claim_count(self, topic: Any) -> int:
        return int(topic.claim_total)

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        # Claims have it in their history.
        return False

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        actions.save_topic(obj, actor=acting_user(request))


@admin.register(RejectionReason)
class RejectionReasonAdmin(WorkbenchAdmin[RejectionReason]):
    list_display = ["label", "position", "is_active", "key"]
    ordering = ["position", "pk"]
    fields = ["label", "key", "position", "is_active"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: RejectionReason | None = None
    ) -> list[str]:
        return ["key"] if obj else []

    def has_delete_permission(
        self, request: HttpRequest, obj: RejectionReason | None = None
    ) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: RejectionReason, form: Any, change: bool
    ) -> None:
        actions.save_reason(obj, actor=acting_user(request))
