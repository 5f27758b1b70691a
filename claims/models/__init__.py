"""Rows, the rules the database holds about them, and the vocabulary of reading them."""

from claims.models.access import ApiToken
from claims.models.article import Article, ArticleVersion, Quote, Sentence
from claims.models.claim import Claim, Claimant, Wording
from claims.models.match import Match, MatchEvent, MatchFlag
from claims.models.source import Source, SourceDomain
from claims.models.verdict import Evidence, Rating, RatingScale, Verdict, VerdictEvent

__all__ = [
    "ApiToken",
    "Article",
    "ArticleVersion",
    "Claim",
    "Claimant",
    "Evidence",
    "Match",
    "MatchEvent",
    "MatchFlag",
    "Quote",
    "Rating",
    "RatingScale",
    "Sentence",
    "Source",
    "SourceDomain",
    "Verdict",
    "VerdictEvent",
    "Wording",
]
