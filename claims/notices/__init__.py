"""Tells people what happened to their work, in the workbench and by mail; writes all notices.

What is told is written in the transaction of the change; mail goes out later, from the rows.
"""

from claims.notices.digests import DigestReport, send_digests
from claims.notices.preferences import Preferences, read_preferences, save_preferences
from claims.notices.reading import (
    BELL_LIMIT,
    NoticePage,
    mark_all_read,
    mark_read,
    mark_unread,
    read_page,
    unread_count,
)
from claims.notices.telling import (
    tell_of_assignment,
    tell_of_new_version,
    tell_of_repeats,
    tell_of_return,
)
from claims.notices.wording import headline

__all__ = [
    "BELL_LIMIT",
    "DigestReport",
    "NoticePage",
    "Preferences",
    "headline",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "read_page",
    "read_preferences",
    "save_preferences",
    "send_digests",
    "tell_of_assignment",
    "tell_of_new_version",
    "tell_of_repeats",
    "tell_of_return",
    "unread_count",
]
