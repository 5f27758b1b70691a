"""Adding a wording to a claim and switching it on and off."""

from django.db import transaction

from claims.models import Wording
from claims.text import fold_key


def save_wording(wording: Wording) -> None:
    """Store a wording with the key of its text. Joins the caller's transaction."""
    wording.text_key = fold_key(wording.text)
    with transaction.atomic():
        wording.save()
        # The time by which others copy the claims, wordings included, in steps.
        wording.claim.save(update_fields=["updated_at"])
