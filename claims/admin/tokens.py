"""API tokens in the admin: made, listed, revoked. A secret is shown once and its digest never."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions
from claims.admin.accounts import manageable_by
from claims.admin.base import WorkbenchAdmin, acting_user
from claims.admin.bulk import tell_count
from claims.models import ApiToken


class TokenForm(forms.ModelForm[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ["user", "name"]
        widgets = {"user": AutocompleteSelect(ApiToken._meta.get_field("user"), admin.site)}

    def __init__(self, *args: Any, maker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A token acts with its owner's rights, so nobody makes one for somebody with more.
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = manageable_by(maker).filter(is_active=True)
        user.help_text = _("on whose behalf the program acts, with all the rights of that person")
        user.error_messages["invalid_choice"] = _(
            "You cannot make a token for this person: choose somebody active whose rights "
            "do not go beyond yours."
        )


@admin.register(ApiToken)
class ApiTokenAdmin(WorkbenchAdmin[ApiToken]):
    list_display = ["name", "prefix", "user", "created_at", "last_used_at", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["name", "prefix", "user__username"]
    ordering = ["-created_at", "-pk"]
    autocomplete_fields = ["user"]
    fields = ["name", "prefix", "user", "created_at", "last_used_at", "revoked_at"]
    actions = ["revoke"]

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """Nothing of a token is edited; the right to change them is the right to revoke."""
        return obj is None and super().has_change_permission(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Make a token and show its secret in the answer itself, which is stored nowhere."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        maker = acting_user(request)
        sent = request.POST if request.method == "POST" else None
        form = TokenForm(sent, maker=maker, initial={"user": maker.pk})
        if not form.is_valid():
            return self.render_own_form(request, form, title=gettext("Add API token"))
        token, secret = actions.create_api_token(
            form.cleaned_data["user"], name=form.cleaned_data["name"], actor=maker
        )
        self.log_addition(request, token, [{"added": {}}])
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("The token is made"),
            "opts": self.opts,
            "media": self.media,
            "token": token,
            "secret": secret,
        }
        return TemplateResponse(request, "admin/claims/apitoken/created.html", context)

    @admin.action(description=_("Revoke the selected tokens"), permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        rows = list(queryset)
        usable = [token for token in rows if token.revoked_at is None]
        for token in usable:
            actions.revoke_api_token(token, actor=acting_user(request))
            self.log_change(request, token, gettext("Revoked."))
        tell_count(request, gettext("Revoked"), done=len(usable), tried=len(rows))
