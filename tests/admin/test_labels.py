"""Names of models and columns on pages in another language."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.test import RequestFactory
from django.utils.translation import override

from claims.admin.labels import WORDS
from claims.enums import Role
from claims.models import Claim
from tests.admin.pages import MAKERS, address, log_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OURS = [model for model in MAKERS if model is not User]


def columns(model: type[Model], names: Iterable[Any]) -> Iterator[Field[Any, Any]]:
    """Those of the names on a page that are columns."""
    for name in names:
        first = name[0] if isinstance(name, tuple) else name
        try:
            field = model._meta.get_field(str(first).split("__")[0])
        except FieldDoesNotExist:
            continue
        if isinstance(field, Field):
            yield field


@pytest.mark.parametrize("model", OURS)
def test_every_column_that_a_page_shows_has_a_german_name(model: type[Model]) -> None:
    page, request = admin.site.get_model_admin(model), RequestFactory().get("/")
    request.user = make_user(Role.ADMIN, is_superuser=True)
    shown = [*page.get_list_display(request), *page.get_list_filter(request)]
    fields = [
        *columns(model, shown),
        *columns(model, flatten_fieldsets(page.get_fieldsets(request))),
    ]
    for part in page.get_inline_instances(request, model()):
        fields += columns(part.model, flatten_fieldsets(part.get_fieldsets(request)))

    assert fields
    # A name that a column was given is marked where it was given.
    made = [field for field in fields if "verbose_name" not in field.deconstruct()[3]]
    unknown = {field.name for field in made if str(field.verbose_name) not in WORDS}
    assert unknown == set()
    assert {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)} <= set(WORDS)


def test_a_form_and_its_list_speak_german() -> None:
    client, german = log_in(Role.EDITOR), {"accept-language": "de"}

    form = client.get(address(Claim, "add"), headers=german).text
    listed = client.get(address(Claim, "changelist"), headers=german).text

    assert "Aufgestellt am:" in form
    assert "<h1>Behauptungen</h1>" in listed


def test_programs_keep_the_english_names() -> None:
    field = Claim._meta.get_field("made_date")

    assert str(field.verbose_name) == "made date"
    assert field.deconstruct()[3].get("verbose_name") is None
    with override("de"):
        assert Claim._meta.verbose_name_raw == "claim"
