"""What a desk sets for itself: thresholds and deadlines with a preview, topics, reasons."""

from claims.admin.desk.views import urls

__all__ = ["urls"]
