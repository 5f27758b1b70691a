"""Finding another claim, to merge with it or to say what it is to this one."""

from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from claims.admin.base import is_key
from claims.enums import ClaimState
from claims.models import Claim

MOST_FOUND, MOST_WORDS, MAX_SEARCH = 20, 8, 200


def find_claims(words: str, *, beside: Claim) -> QuerySet[Claim]:
    """The newest claims with all these words in their text, or with this number; none for none."""
    terms = words.replace("\0", "")[:MAX_SEARCH].split()[:MOST_WORDS]
    claims = Claim.objects.exclude(pk=beside.pk).exclude(state=ClaimState.MERGED)
    if not terms:
        return claims.none()
    wanted = reduce(and_, (Q(text__icontains=word) for word in terms))
    if len(terms) == 1 and is_key(terms[0]):
        wanted |= Q(pk=int(terms[0]))
    return claims.filter(wanted).select_related("claimant").order_by("-pk")[:MOST_FOUND]
