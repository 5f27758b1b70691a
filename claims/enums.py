"""Every closed list of words that a column may hold. A leaf: imports nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    AGENCY = "agency", _("news agency")
    BROADCASTER = "broadcaster", _("broadcaster")
    NEWSPAPER = "newspaper", _("newspaper")
    TABLOID = "tabloid", _("tabloid")
    AGGREGATOR = "aggregator", _("aggregator")
    FORUM = "forum", _("forum")
    GOVERNMENT = "government", _("government")
    FACT_CHECKER = "fact-checker", _("fact-checker")
    OTHER = "other", _("other")


class WorkState(TextChoices):
    """How far the workers are with an article version."""

    WAITING = "waiting", _("waiting")
    LEASED = "leased", _("being processed")
    PROCESSED = "processed", _("processed")
    FAILED = "failed", _("failed")


class SentenceKind(TextChoices):
    """What part of a page a sentence stands in; twin of claims.text.BlockKind."""

    PARAGRAPH = "paragraph", _("paragraph")
    HEADING = "heading", _("heading")
    CAPTION = "caption", _("caption or credit")
    BYLINE = "byline", _("byline")
    BOILERPLATE = "boilerplate", _("boilerplate")
    REPEAT = "repeat", _("pasted repeat")


class ClaimantKind(TextChoices):
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    GOVERNMENT = "government", _("government")
    OTHER = "other", _("other")


class ClaimKind(TextChoices):
    STATEMENT = "statement", _("statement")
    QUOTATION = "quotation", _("quotation")
    QUANTITY = "quantity", _("quantity")
    EVENT = "event", _("event")
    OTHER = "other", _("other")


class ClaimState(TextChoices):
    ACTIVE = "active", _("active")
    RETIRED = "retired", _("archived")
    MERGED = "merged", _("merged into another")


class ClaimStage(TextChoices):
    """How far the desk is with a claim that is neither archived nor merged (ClaimState)."""

    NEW = "new", _("new")
    TRIAGED = "triaged", _("worth checking")
    ASSIGNED = "assigned", _("assigned")
    IN_REVIEW = "in-review", _("in review")
    REVIEWED = "reviewed", _("reviewed")
    RECHECK_DUE = "recheck-due", _("due for a recheck")


class ClaimRelationKind(TextChoices):
    """What a claim is to another one; narrower is broader, seen from the other side."""

    SAME = "same", _("says the same as")
    BROADER = "broader", _("is broader than")
    CONTRADICTS = "contradicts", _("contradicts")
    SUPERSEDES = "supersedes", _("supersedes")


class ClaimOperationKind(TextChoices):
    MERGE = "merge", _("merged into")
    SPLIT = "split", _("split off")


class WordingOrigin(TextChoices):
    CANONICAL = "canonical", _("canonical text")
    IMPORTED = "imported", _("imported")
    REVIEWER = "reviewer", _("added by a reviewer")
    LEARNT = "learnt", _("learnt from a confirmed match")


class MatchState(TextChoices):
    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")
    SECOND_LOOK = "second-look", _("second look")
    UNLINKED = "unlinked", _("unlinked")
    ORPHANED = "orphaned", _("orphaned")


class MatchEventKind(TextChoices):
    """What an event changed of a match."""

    DECISION = "decision", _("decision")
    STANCE = "stance", _("stance")
    SPAN = "span", _("span")
    CLAIM = "claim", _("claim")
    ASSIGNMENT = "assignment", _("assignment")


class MatchOrigin(TextChoices):
    ENGINE = "engine", _("found by the engine")
    REVIEWER = "reviewer", _("made by a reviewer")


class Flag(TextChoices):
    """A reason two near texts may not mean the same; twin of claims.matching.Flag."""

    NUMBER = "number", _("numbers differ")
    DATE = "date", _("dates differ")
    PLACE = "place", _("places differ")
    ENTITY = "entity", _("names differ")
    NEGATION = "negation", _("negation differs")
    ROLE = "role", _("roles swapped")
    QUOTE = "quote", _("quote altered")
    ATTRIBUTION = "attribution", _("attribution lost")


class Stance(TextChoices):
    """What the article does with the claim; twin of claims.matching.Stance."""

    REPEATS = "repeats", _("repeats")
    QUOTES = "quotes", _("quotes")
    DISPUTES = "disputes", _("disputes")
    CORRECTS = "corrects", _("corrects")
    QUESTIONS = "questions", _("questions")


REPEATING = (Stance.REPEATS, Stance.QUOTES)
"""What passes a claim on. An article that disputes or corrects one does not spread it."""


class Mutation(TextChoices):
    """How far the words have moved from the wording; twin of claims.matching.Mutation."""

    VERBATIM = "verbatim", _("verbatim")
    TRIMMED = "trimmed", _("trimmed")
    REWORDED = "reworded", _("reworded")
    PARAPHRASED = "paraphrased", _("paraphrased")


class VerdictState(TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Contact(TextChoices):
    """Whether the claimant was asked before the verdict."""

    NOT_YET = "not-yet", _("not yet contacted")
    CONTACTED = "contacted", _("contacted")
    NOT_CONTACTED = "not-contacted", _("not contacted")


class CorrectionKind(TextChoices):
    MAJOR = "major", _("major: the rating changed")
    FACTUAL = "factual", _("factual error, same rating")
    UPDATE = "update", _("update: new facts")
    NOTE = "note", _("note")
    TYPO = "typo", _("typing error")
    VOID = "void", _("void: the verdict was withdrawn")


class CorrectionState(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class EvidenceKind(TextChoices):
    DOCUMENT = "document", _("document")
    DATASET = "dataset", _("data set")
    STATEMENT = "statement", _("statement")
    ARTICLE = "article", _("article")
    IMAGE = "image", _("image")
    VIDEO = "video", _("video")
    OTHER = "other", _("other")


class EvidenceStance(TextChoices):
    FOR = "for", _("for the claim")
    AGAINST = "against", _("against the claim")
    CONTEXT = "context", _("context")


class EvidenceOrder(TextChoices):
    """Primary: the record itself. Secondary: somebody's account of it."""

    PRIMARY = "primary", _("primary")
    SECONDARY = "secondary", _("secondary")


class RatingColour(TextChoices):
    """Named, not numbered: the theme gives each its shade in light and dark."""

    RED = "red", _("red")
    ORANGE = "orange", _("orange")
    YELLOW = "yellow", _("yellow")
    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    GREY = "grey", _("grey")


class NoticeKind(TextChoices):
    """What a person is told without having asked."""

    ASSIGNED = "assigned", _("something was assigned to me")
    RETURNED = "returned", _("my verdict was returned")
    REPEATED = "repeated", _("a refuted claim is repeated")
    CHANGED = "changed", _("an article I decided on has changed")


class NoticeSubject(TextChoices):
    """What a notice leads to."""

    MATCH = "match", _("match")
    CLAIM = "claim", _("claim")
    VERDICT = "verdict", _("verdict")
    ARTICLE = "article", _("article")


class DigestFrequency(TextChoices):
    """How often a person's notices are put together into an e-mail."""

    OFF = "off", _("never")
    HOURLY = "hourly", _("at most once an hour")
    DAILY = "daily", _("once a day")


class Role(TextChoices):
    """Names of the groups; what each may do is granted by migration 0002."""

    REVIEWER = "reviewer", _("reviewer")
    EDITOR = "editor", _("editor")
    ADMIN = "admin", _("admin")
