"""Any two articles, claims or wordings side by side."""

from claims.admin.compare.views import urls

__all__ = ["urls"]
