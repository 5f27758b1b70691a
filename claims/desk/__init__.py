"""What a desk sets for itself: the only writer of its settings, topics, reasons and filters."""

from claims.desk.lists import (
    DeskRefused,
    delete_filter,
    filters_for,
    reasons,
    save_filter,
    save_reason,
    save_topic,
)
from claims.desk.preview import SettingsPreview, preview_settings
from claims.desk.settings import (
    SettingsChanged,
    SettingsRefused,
    change_settings,
    current_settings,
    shown,
)
from claims.desk.waiting import overdue

__all__ = [
    "DeskRefused",
    "SettingsChanged",
    "SettingsPreview",
    "SettingsRefused",
    "change_settings",
    "current_settings",
    "delete_filter",
    "filters_for",
    "overdue",
    "preview_settings",
    "reasons",
    "save_filter",
    "save_reason",
    "save_topic",
    "shown",
]
