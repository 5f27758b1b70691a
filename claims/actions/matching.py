"""Matching a text without storing anything."""

from django.conf import settings

from claims import suggest
from claims.matching import ProposedMatch
from claims.text import segment


def match_text(text: str, *, language: str = "en") -> tuple[ProposedMatch, ...]:
    """The known claims that a text restates, in reading order; offsets are those of `text`.

    `language` is a BCP-47 tag. `claim` of a match is the claim's primary key, as text.
    """
    matcher = suggest.current_matcher(threshold=settings.FACTCHECK_THRESHOLD)
    return matcher.match(segment(text, language=language))
