"""Adding a wording to a claim and switching it on and off."""

from django.contrib.auth.models import User
from django.db import transaction

from claims import knowledge
from claims.actions.bell import ring_archive
from claims.models import Wording


def save_wording(wording: Wording, *, actor: User | None = None) -> None:
    """Store a wording with the key of its text. Joins the caller's transaction."""
    knowledge.save_wording(wording, actor=actor)
    transaction.on_commit(ring_archive)
