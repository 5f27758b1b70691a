"""An article as a reviewer reads it: its text with every match and quote in place, its versions."""

from claims.admin.article.views import urls

__all__ = ["urls"]
