"""Shows how words changed: pieces for the template admin/diff/_diff.html, its look in diff.css."""

from claims.admin.diff.pieces import Diff, DiffPiece, read_diff

__all__ = ["Diff", "DiffPiece", "read_diff"]
