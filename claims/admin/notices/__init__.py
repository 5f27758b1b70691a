"""What a person was told: the bell in the header, the list, and how they want to be told."""

from claims.admin.notices.bell import Bell
from claims.admin.notices.views import urls

__all__ = ["Bell", "urls"]
