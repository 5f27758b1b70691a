"""The copies of a sentence in other articles, as a syndicated story has them."""

from claims.matching import copies_of
from claims.models import Match


def near_identical(match: Match) -> list[Match]:
    """The other open matches of the claim with the same or nearly the same words, by id.

    Those with other flags are not among them: a changed number is not the same.
    """
    others = Match.objects.open().filter(claim=match.claim_id).exclude(pk=match.pk)
    rows = dict(others.values_list("pk", "text"))
    near = copies_of(match.text, rows) | set(
        others.filter(sentence_key=match.sentence_key).values_list("pk", flat=True)
    )
    flags = set(match.flags.values_list("flag", flat=True))
    found = others.filter(pk__in=near).for_display().prefetch_related("flags").order_by("pk")
    return [one for one in found if {row.flag for row in one.flags.all()} == flags]
