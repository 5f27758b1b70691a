"""History can only be added to: the database refuses everything else."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from claims.models import AuditEvent, AuditHead, ClaimOperation, DeskSettings
from tests.factories import NOW, audit_head, make_audit_event, make_operation, make_user
from tests.models.test_constraints import FACTORIES

HISTORIES = [
    model for model in apps.get_app_config("claims").get_models()
    if model.__name__.endswith("Event") or model is DeskSettings
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model.__name__)
def test_rows_are_never_changed_or_deleted(model: type[models.Model]) -> None:
    make: Callable[[], models.Model] = FACTORIES[model._meta.model_name or ""]
    row = make()
    rows = model._default_manager.filter(pk=row.pk)
    refusal = f"{model._meta.db_table}_append_only"

    changes = (lambda: rows.update(note="other"), lambda: rows.update(id=F("id")), rows.delete)
    for change in changes:
        with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
            change()
    if connection.vendor == "postgresql":
        # It truncates no table while checks of its rows are put off.
        connection.check_constraints()
        truncate = f"TRUNCATE {model._meta.db_table} CASCADE"
        with (
            pytest.raises(IntegrityError, match="append_only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(truncate)
    assert rows.exists()


@pytest.mark.django_db
def test_a_merge_or_split_is_marked_as_undone_once_and_else_kept() -> None:
    rows = ClaimOperation.objects.filter(pk=make_operation().pk)
    refusal = "claimoperation_append_only"
    undone = {"undone_at": NOW, "undone_by": make_user()}

    kept = (lambda: rows.update(moved={}), lambda: rows.update(actor=make_user()), rows.delete)
    for change in kept:
        with (
            pytest.raises(IntegrityError, match=refusal),
            transaction.atomic(),
        ):
            change()
    assert rows.update(**undone) == 1
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        rows.update(undone_at=None, undone_by=None)


@pytest.mark.django_db
def test_the_head_moves_with_a_new_event_only() -> None:
    first = make_audit_event()
    make_audit_event()
    heads = AuditHead.objects.all()

    for change in ({"number": 3}, {"number": 1, "hash": first.hash}, {"hash": "c" * 64}):
        with pytest.raises(IntegrityError, match="audithead_follows_events"), transaction.atomic():
            heads.update(**change)
    with pytest.raises(IntegrityError, match="claims_audithead_append_only"), transaction.atomic():
        heads.delete()
    assert heads.update(number=2, hash=audit_head().hash) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_they_are_active_again_after_tests_have_emptied_the_tables() -> None:
    make_audit_event()
    # The numbers of rows go on: other tests find the restored rows under theirs.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    assert not AuditEvent.objects.exists()
    AuditHead.objects.create(pk=1, hash="0" * 64)
    make_audit_event()

    with pytest.raises(IntegrityError, match="append_only"):
        AuditEvent.objects.all().delete()
    with pytest.raises(IntegrityError, match="audithead_follows_events"):
        AuditHead.objects.update(number=7)
