"""The number of unread notices in the header of every page."""

from functools import cached_property

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims import notices


class Bell:
    """Asks the database when a template shows it, and only then."""

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user

    @cached_property
    def count(self) -> int:
        return notices.unread_count(self.user) if isinstance(self.user, User) else 0

    @property
    def number(self) -> str:
        """As it stands beside the bell; empty if nothing is unread."""
        if self.count > notices.BELL_LIMIT:
            return f"{notices.BELL_LIMIT}+"
        return str(self.count or "")

    @property
    def label(self) -> str:
        """For those who hear it."""
        if not self.count:
            return _("Notices: none unread")
        if self.count > notices.BELL_LIMIT:
            return _("Notices: more than %(n)d unread") % {"n": notices.BELL_LIMIT}
        return ngettext("Notices: %(n)d unread", "Notices: %(n)d unread", self.count) % {
            "n": self.count
        }
