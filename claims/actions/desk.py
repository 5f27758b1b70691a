"""What a desk sets for itself."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, desk
from claims.models import DeskSettings, RejectionReason, SavedFilter, Topic


def change_settings(
    values: Mapping[str, Any], *, actor: User, note: str = "", seen_number: int
) -> DeskSettings:
    """Add a version of the settings with these values; the newest holds.

    Raises desk.SettingsRefused, desk.SettingsChanged if `seen_number` is not the newest.
    """
    with audit.recording(durable=True):
        return desk.change_settings(
            values, actor=actor, at=timezone.now(), note=note.strip(), seen_number=seen_number
        )


def preview_settings(values: Mapping[str, Any]) -> desk.SettingsPreview:
    """What these values would do to the queue; nothing is written. Raises desk.SettingsRefused."""
    return desk.preview_settings(values, at=timezone.now())


def save_topic(topic: Topic, *, actor: User) -> Topic:
    """Raises desk.DeskRefused."""
    return desk.save_topic(topic, actor=actor, at=timezone.now())


def save_reason(reason: RejectionReason, *, actor: User) -> RejectionReason:
    """Raises desk.DeskRefused."""
    return desk.save_reason(reason, actor=actor, at=timezone.now())


def save_filter(*, actor: User, name: str, query: str, is_shared: bool = False) -> SavedFilter:
    """Keep a filter of the queue under a name. Raises desk.DeskRefused."""
    return desk.save_filter(actor, name=name, query=query, is_shared=is_shared, at=timezone.now())


def delete_filter(saved: SavedFilter, *, actor: User) -> None:
    """Raises desk.DeskRefused for the filter of another."""
    desk.delete_filter(saved, actor=actor, at=timezone.now())
