"""The verdict editor: writing, having it checked, publishing, correcting."""

from claims.admin.verdict.views import urls

__all__ = ["urls"]
