"""Matching a text without storing anything."""

from claims import desk, suggest
from claims.matching import ProposedMatch
from claims.text import detect_language, segment


def match_text(text: str, *, language: str = "") -> tuple[ProposedMatch, ...]:
    """The known claims that a text restates, in reading order; offsets are those of `text`.

    `language` is a BCP-47 tag, "" to have it detected. `claim` of a match is the claim's primary
    key.
    """
    matcher = suggest.current_matcher(threshold=desk.current_settings().suggest_threshold)
    return matcher.match(segment(text, language=language or detect_language(text) or "en"))
