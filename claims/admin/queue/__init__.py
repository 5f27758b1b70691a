"""The review queue: one proposed match at a time, with every reason to confirm or reject it."""

from claims.admin.queue.reasons import explain
from claims.admin.queue.urls import addresses

__all__ = ["addresses", "explain"]
