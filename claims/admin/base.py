"""What every page of the admin has in common: labelled inputs, the log, read-only pages."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, audit
from claims.admin.cells import EMPTY, shorten

M = TypeVar("M", bound=models.Model)
P = TypeVar("P", bound=models.Model)

# Django's own date-time input has two fields and one label; a screen reader hears one of them.
INPUTS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateTimeField: {
        "form_class": forms.DateTimeField,
        "widget": forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
        ),
    },
    models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    # Django 5.2 warns until it is told what an address without a scheme means.
    models.URLField: {"assume_scheme": "https"},
}


class RecordedForms(admin.ModelAdmin[M]):
    """Logs a row as its form has left it, with the rows of its inlines as `parts` of it.

    A subclass whose `save_model` calls an action does not reach the one here: that action logs.
    """

    parts: ClassVar[tuple[str, ...]] = ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What a form with its parts changes is logged at the end of its one transaction."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with audit.recording():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        form.before = audit.row_values(obj, parts=self.parts) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if hasattr(form, "before"):
            actor = acting_user(request)
            actions.record_saved(form.instance, form.before, parts=self.parts, actor=actor)

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        with audit.recording():
            actions.record_deleted(obj, parts=self.parts, actor=acting_user(request))
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[M]) -> None:
        with audit.recording():
            for row in queryset:
                actions.record_deleted(row, parts=self.parts, actor=acting_user(request))
            super().delete_queryset(request, queryset)


class WorkbenchAdmin(RecordedForms[M]):
    """Base of every ModelAdmin here."""

    formfield_overrides = INPUTS
    empty_value_display = EMPTY
    list_per_page = 50
    in_index: ClassVar[bool] = True

    class Media:
        css = {"all": ["claims/forms.css"]}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A list is headed by what it lists; Django's heading asks to select a row to change."""
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """A part that is only reached through its whole stays out of the index."""
        return self.in_index and super().has_module_permission(request)

    def render_own_form(self, request: HttpRequest, form: Any, *, title: str) -> HttpResponse:
        """The page of a form that makes a row by an action instead of by saving it."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
            "media": self.media + form.media,
            "errors": AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        return self.render_change_form(request, context, add=True)


class ReadOnlyAdmin(WorkbenchAdmin[M]):
    """Rows that people look at and programs write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


class ReadOnlyInline(admin.TabularInline[M, P]):
    """Rows of a whole, to look at."""

    extra = 0
    can_delete = False
    # The rows' names stand above them only where they are links.
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: P | None = None) -> list[str]:
        return flatten_fieldsets(self.get_fieldsets(request, obj))

    def has_add_permission(  # type: ignore[override]  # an inline is asked about its whole
        self, request: HttpRequest, obj: P | None
    ) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        return False


class EventColumns:
    """What the histories of matches and of verdicts show alike."""

    @admin.display(description=_("by"), ordering="actor__username")
    def by(self, event: Any) -> str:
        # Not the column itself: Django links it to an account that few may open.
        return str(event.actor or EMPTY)


class ChosenFilter(admin.SimpleListFilter):
    """Keeps to the rows of one parent that a link has named; offers no list of all parents."""

    parent: type[models.Model]
    lookup: str

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> Sequence[tuple[str, str]]:
        value = self.value()
        if value is None:
            return []
        chosen = self.parent._default_manager.filter(pk=value).first() if is_key(value) else None
        # A filter without choices would not be applied, and an unknown parent show every row.
        return [(value, shorten(chosen) if chosen else gettext("unknown"))]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        return queryset.filter(**{self.lookup: value}) if is_key(value) else queryset.none()


def is_key(value: str) -> bool:
    """Whether a value of an address can be a primary key; SQLite fails on more than 63 bits."""
    return value.isdecimal() and len(value) <= 18


def number_in(query: QueryDict, name: str) -> int | None:
    """A number of an address; None for what is no number, as if it was not given."""
    value = query.get(name, "")
    return int(value) if is_key(value) else None


def acting_user(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody in without an account."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
