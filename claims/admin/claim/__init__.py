"""A claim with all the desk knows of it: wordings, appearances, verdicts, relations, history."""

from claims.admin.claim.views import urls

__all__ = ["urls"]
