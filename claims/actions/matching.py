"""Matching a text without storing anything."""

from dataclasses import dataclass

from claims import desk, suggest
from claims.matching import ProposedMatch
from claims.text import detect_language, segment


@dataclass(frozen=True, slots=True)
class MatchedText:
    """What a text restates, and the version of the engine and its calibration that says so."""

    engine_version: str
    matches: tuple[ProposedMatch, ...]


def match_text(text: str, *, language: str = "") -> MatchedText:
    """The known claims that a text restates, in reading order; offsets are those of `text`.

    `language` is a BCP-47 tag, "" to have it detected. `claim` of a match is the claim's primary
    key.
    """
    matcher = suggest.current_matcher(threshold=desk.current_settings().suggest_threshold)
    document = segment(text, language=language or detect_language(text) or "en")
    return MatchedText(matcher.version, matcher.match(document))
