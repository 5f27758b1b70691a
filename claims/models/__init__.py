"""Rows, the rules the database holds about them, and the vocabulary of reading them."""

from claims.models.access import ApiToken
from claims.models.archive import ArchiveCursor, VersionTerms
from claims.models.article import Article, ArticleVersion, Quote, Sentence
from claims.models.audit import AuditEvent, AuditHead
from claims.models.calibration import Calibration
from claims.models.change import ChangeCounter
from claims.models.claim import Claim, Claimant, ClaimEvent, Wording
from claims.models.correction import Correction
from claims.models.desk import DeskSettings, RejectionReason, SavedFilter, Topic
from claims.models.match import Match, MatchEvent, MatchFlag
from claims.models.notice import DigestPreference, Notice, NoticePreference
from claims.models.relation import ClaimOperation, ClaimRelation
from claims.models.source import Source, SourceDomain
from claims.models.vector import MeaningReading, VectorSpace, WordingVector
from claims.models.verdict import Evidence, Rating, RatingScale, Verdict, VerdictEvent

__all__ = [
    "ApiToken",
    "ArchiveCursor",
    "Article",
    "ArticleVersion",
    "AuditEvent",
    "AuditHead",
    "Calibration",
    "ChangeCounter",
    "Claim",
    "ClaimEvent",
    "ClaimOperation",
    "ClaimRelation",
    "Claimant",
    "Correction",
    "DeskSettings",
    "DigestPreference",
    "Evidence",
    "Match",
    "MatchEvent",
    "MatchFlag",
    "MeaningReading",
    "Notice",
    "NoticePreference",
    "Quote",
    "Rating",
    "RatingScale",
    "RejectionReason",
    "SavedFilter",
    "Sentence",
    "Source",
    "SourceDomain",
    "Topic",
    "VectorSpace",
    "Verdict",
    "VerdictEvent",
    "VersionTerms",
    "Wording",
    "WordingVector",
]
