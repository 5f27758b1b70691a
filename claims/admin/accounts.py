"""People, roles and API tokens in the admin. Nobody hands out more rights than their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, Q, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims import actions, audit
from claims.admin.base import RecordedForms, acting_user
from claims.admin.cells import counted, list_of

admin.site.unregister(User)
admin.site.unregister(Group)


def manageable_by(actor: User) -> QuerySet[User]:
    """Accounts without a right that the actor lacks; inactive ones are judged like active ones."""
    if actor.is_superuser:
        return User.objects.all()
    beyond = Permission.objects.exclude(pk__in=_rights_of(actor))
    return User.objects.filter(is_superuser=False).exclude(
        Q(groups__permissions__in=beyond) | Q(user_permissions__in=beyond)
    )


def grantable_by(actor: User) -> QuerySet[Group]:
    """Roles that hold no right beyond the actor's."""
    if actor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=_rights_of(actor))
    return Group.objects.exclude(permissions__in=beyond)


def _rights_of(user: User) -> QuerySet[Permission]:
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


@admin.register(User)
class AccountAdmin(RecordedForms[User], UserAdmin[User]):
    list_display = ["username", "full_name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    show_facets = admin.ShowFacets.ALWAYS
    filter_horizontal = ["user_permissions"]
    readonly_fields = ["last_login", "date_joined"]
    empty_value_display = "–"
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("Access"),
            {
                "fields": ["is_active", "is_staff", "groups"],
                "description": _("Without staff status nobody can log in to the workbench."),
            },
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    superuser_fieldsets = [
        (_("Beyond the roles"), {"fields": ["is_superuser", "user_permissions"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Access"), {"fields": ["is_staff", "groups"]}),
    ]

    class Media:
        css = {"all": ["claims/forms.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and acting_user(request).is_superuser:
            return [*fieldsets, *self.superuser_fieldsets]
        return fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelMultipleChoiceField[Any] | None":
        if db_field.name == "groups":
            kwargs["queryset"] = grantable_by(acting_user(request)).order_by("name")
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  # as Django calls it
        form_url: str = "",
    ) -> HttpResponse:
        """Another password of somebody, which Django saves past `save_model`."""
        user = self.get_object(request, unquote(id)) if request.method == "POST" else None
        if user is None:
            return super().user_change_password(request, id, form_url)
        with audit.recording():
            before = audit.row_values(user)
            response = super().user_change_password(request, id, form_url)
            actions.record_saved(user, before, actor=acting_user(request))
        return response

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_manage(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_manage(request, obj)

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str | None:
        return user.get_full_name() or None

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str | None:
        if user.is_superuser:
            return str(_("superuser"))
        return ", ".join(sorted(group.name for group in user.groups.all())) or None


def _may_manage(request: HttpRequest, user: User | None) -> bool:
    """Whoever changes an account can log in as its owner."""
    return user is None or manageable_by(acting_user(request)).filter(pk=user.pk).exists()


@admin.register(Group)
class RoleAdmin(RecordedForms[Group], GroupAdmin):
    """The roles; what each may do is granted by a migration, and changed by superusers only."""

    list_display = ["name", "members"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        rows = User.groups.through._default_manager.all()
        return super().get_queryset(request).annotate(member_total=counted(rows, by="group"))

    @admin.display(description=_("people"), ordering="member_total")
    def members(self, group: Any) -> SafeString:
        return list_of(User, group.member_total, groups__id__exact=group.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return acting_user(request).is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return acting_user(request).is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return acting_user(request).is_superuser
