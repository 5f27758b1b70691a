"""Claims that are told with a claimant's or a rating's words, when those change."""

from django.db.models import Model, Q
from django.utils import timezone

from claims.models import Claim, Claimant, RatingScale, Verdict

_BATCH = 1_000


def touch_claims_showing(row: Model) -> int:
    """Lets those who copy the claims in steps, by `updated_at`, take again all that show a row.

    Claimants are shown, and rating scales by the ratings of verdicts; of another row there are
    none. Returns how many; joins the caller's transaction.
    """
    if isinstance(row, Claimant):
        shown = Q(claimant=row.pk)
    elif isinstance(row, RatingScale):
        shown = Q(pk__in=Verdict.objects.filter(rating__scale=row.pk).values("claim"))
    else:
        return 0
    # In order, as all who hold several claims do, so that no two wait for each other.
    held = Claim.objects.select_for_update(no_key=True).filter(shown).order_by("pk")
    ids = list(held.values_list("pk", flat=True))
    for first in range(0, len(ids), _BATCH):
        batch = Claim.objects.filter(pk__in=ids[first : first + _BATCH])
        batch.update(updated_at=timezone.now())
    return len(ids)
