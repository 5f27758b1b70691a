"""Rows for tests: each function gives a valid saved row, any field may be overridden."""

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction

from claims import audit
from claims.enums import (
    ClaimOperationKind,
    ClaimRelationKind,
    ClaimStage,
    CorrectionKind,
    Flag,
    MatchState,
    Mutation,
    NoticeKind,
    NoticeSubject,
    Role,
    Stance,
    VerdictState,
    WordingOrigin,
)
from claims.knowledge.feed import take_numbers
from claims.models import (
    ApiToken,
    ArchiveCursor,
    Article,
    ArticleVersion,
    AuditEvent,
    AuditHead,
    Calibration,
    ChangeCounter,
    Claim,
    Claimant,
    ClaimEvent,
    ClaimOperation,
    ClaimRelation,
    Correction,
    DeskSettings,
    DigestPreference,
    Evidence,
    Match,
    MatchEvent,
    MatchFlag,
    Notice,
    NoticePreference,
    Quote,
    Rating,
    RatingScale,
    RejectionReason,
    SavedFilter,
    Sentence,
    Source,
    SourceDomain,
    Topic,
    VectorSpace,
    Verdict,
    VerdictEvent,
    VersionTerms,
    Wording,
    WordingVector,
)
from claims.text import fold_key

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
numbers = itertools.count(1)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_user(role: Role = Role.REVIEWER, **fields: Any) -> User:
    """A staff member of one role; the password is "password"."""
    values = {"username": f"{role}{next(numbers)}", "is_staff": True} | fields
    user = User(**values)
    user.set_password("password")
    user.save()
    user.groups.add(Group.objects.get(name=role))
    return user


def make_source(**fields: Any) -> Source:
    return Source.objects.create(**{"name": f"Harbour Times {next(numbers)}"} | fields)


def make_domain(**fields: Any) -> SourceDomain:
    values: dict[str, Any] = {"domain": f"harbour{next(numbers)}.example"}
    if "source" not in fields:
        values["source"] = make_source()
    return SourceDomain.objects.create(**values | fields)


def make_article(**fields: Any) -> Article:
    number = next(numbers)
    values = {"identity": f"test:{number}", "name": f"article-{number}.txt"}
    return Article.objects.create(**values | fields)


def make_version(**fields: Any) -> ArticleVersion:
    text = fields.pop("text", f"The city spent 40 million euros on bridge {next(numbers)}.")
    values = {
        "raw": text.encode(),
        "raw_sha256": sha256(text),
        "text": text,
        "text_sha256": sha256(text),
        "received_at": NOW,
        "due_at": NOW,
    }
    if "article" not in fields:
        values["article"] = make_article()
    return ArticleVersion.objects.create(**values | fields)


def make_sentence(**fields: Any) -> Sentence:
    version = fields.pop("version", None) or make_version()
    values = {
        "version": version,
        "position": 0,
        "block": 0,
        "start": 0,
        "end": len(version.text),
        "text": version.text,
    }
    return Sentence.objects.create(**values | fields)


def make_quote(**fields: Any) -> Quote:
    sentence = fields.pop("sentence", None) or make_sentence()
    values = {
        "sentence": sentence,
        "version": sentence.version,
        "position": 0,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "speaker": "Mayor Lind",
        "verb": "said",
        "attribution": "Mayor Lind said",
    }
    return Quote.objects.create(**values | fields)


def make_claimant(**fields: Any) -> Claimant:
    return Claimant.objects.create(**{"name": f"Mayor Lind {next(numbers)}"} | fields)


def make_claim(**fields: Any) -> Claim:
    return Claim.objects.create(
        **{"text": f"The bridge cost {next(numbers)} million euros."} | fields
    )


def make_claim_event(**fields: Any) -> ClaimEvent:
    values = {"old_stage": ClaimStage.NEW, "new_stage": ClaimStage.TRIAGED, "at": NOW}
    if "claim" not in fields:
        fields["claim"] = make_claim()
    if "bot" not in fields and "actor" not in fields:
        fields["bot"] = "test"
    return ClaimEvent.objects.create(**values | fields)


def make_relation(**fields: Any) -> ClaimRelation:
    values: dict[str, Any] = {"kind": ClaimRelationKind.BROADER, "made_at": NOW}
    for name, make in (("claim", make_claim), ("other", make_claim), ("made_by", make_user)):
        values[name] = fields.pop(name, None) or make()
    return ClaimRelation.objects.create(**values | fields)


def make_operation(**fields: Any) -> ClaimOperation:
    """A merge, as it is kept; the claims are as they were."""
    values = {
        "kind": ClaimOperationKind.MERGE,
        "moved": {"state": "active", "claims": [], "wordings": []},
        "at": NOW,
        "undo_until": NOW + timedelta(days=1),
    }
    for name, make in (("claim", make_claim), ("other", make_claim), ("actor", make_user)):
        values[name] = fields.pop(name, None) or make()
    return ClaimOperation.objects.create(**values | fields)


def make_wording(**fields: Any) -> Wording:
    claim = fields.pop("claim", None) or make_claim()
    text = fields.pop("text", claim.text)
    values = {
        "claim": claim,
        "text": text,
        "text_key": fold_key(text),
        "origin": WordingOrigin.CANONICAL,
    }
    with transaction.atomic():
        [values["change_seq"]] = take_numbers(1)
        return Wording.objects.create(**values | fields)


def change_counter() -> ChangeCounter:
    """There is always one, and there is no other."""
    return ChangeCounter.objects.get()


def archive_cursor() -> ArchiveCursor:
    """There is always one, and there is no other."""
    return ArchiveCursor.objects.get()


def make_terms(**fields: Any) -> VersionTerms:
    version = fields.pop("version", None) or make_version()
    values = {"version": version, "analyser": 1, "languages": " en ", "packed": b""}
    return VersionTerms.objects.create(**values | fields)


def make_match(**fields: Any) -> Match:
    wording = fields.pop("wording", None) or make_wording()
    sentence = fields.pop("sentence", None) or make_sentence()
    values = {
        "claim": wording.claim,
        "wording": wording,
        "version": sentence.version,
        "sentence": sentence,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "text_key": fold_key(sentence.text),
        "sentence_key": fold_key(sentence.text),
        "probability": 0.8,
        "components": {"claim_coverage": 0.9, "token_set": 0.88},
        "diff": [["same", sentence.text, sentence.text]],
        "mutation": Mutation.REWORDED,
        "stance": Stance.REPEATS,
        "engine_version": "test",
    }
    return Match.objects.create(**values | fields)


def make_flag(**fields: Any) -> MatchFlag:
    values = {"flag": Flag.NUMBER, "explanation": "The claim says 40, the article says 50."}
    if "match" not in fields:
        fields["match"] = make_match()
    return MatchFlag.objects.create(**values | fields)


def make_event(**fields: Any) -> MatchEvent:
    values = {
        "old_state": MatchState.SUGGESTED,
        "new_state": MatchState.CONFIRMED,
        "at": NOW,
        "revision": 1,
    }
    if "match" not in fields:
        fields["match"] = make_match()
    return MatchEvent.objects.create(**values | fields)


def make_scale(**fields: Any) -> RatingScale:
    return RatingScale.objects.create(**{"name": f"Scale {next(numbers)}"} | fields)


def make_rating(**fields: Any) -> Rating:
    if "scale" not in fields:
        fields["scale"] = make_scale()
    return Rating.objects.create(**{"alternate_name": "False", "rating_value": 1} | fields)


def make_verdict(**fields: Any) -> Verdict:
    claim = fields.pop("claim", None) or make_claim()
    rating = fields.pop("rating", None) or make_rating()
    values = {"claim": claim, "rating": rating, "summary": "The accounts show less."}
    return Verdict.objects.create(**values | fields)


def make_approved(**fields: Any) -> Verdict:
    """A verdict that lacks nothing and waits to be published."""
    values = {
        "explanation": "The accounts show 12 million.",
        "state": VerdictState.APPROVED,
        "proposed_by": make_user(Role.EDITOR),
        "proposed_at": NOW,
        "approved_by": make_user(Role.EDITOR),
        "approved_at": NOW,
    }
    verdict = make_verdict(**values | fields)
    make_evidence(verdict=verdict)
    return verdict


def make_verdict_event(**fields: Any) -> VerdictEvent:
    values = {"old_state": VerdictState.DRAFT, "new_state": VerdictState.PUBLISHED, "at": NOW}
    if "verdict" not in fields:
        fields["verdict"] = make_verdict()
    return VerdictEvent.objects.create(**values | fields)


def make_correction(**fields: Any) -> Correction:
    """Of kind note and a draft, unless told otherwise."""
    values: dict[str, Any] = {
        "kind": CorrectionKind.NOTE,
        "what_changed": "The accounts are of 2025.",
        "reason": "We had read the wrong page.",
        "at": NOW,
    }
    if "verdict" not in fields:
        fields["verdict"] = make_verdict(state=VerdictState.PUBLISHED, published_at=NOW)
    if "actor" not in fields:
        fields["actor"] = make_user(Role.EDITOR)
    return Correction.objects.create(**values | fields)


def make_evidence(**fields: Any) -> Evidence:
    values = {"title": "Accounts 2025", "passage": "The bridge cost 12 million euros."}
    if "verdict" not in fields:
        fields["verdict"] = make_verdict()
    return Evidence.objects.create(**values | fields)


def make_token(**fields: Any) -> ApiToken:
    number = next(numbers)
    values = {"name": "Import", "prefix": f"fc_{number}", "digest": sha256(str(number))}
    if "user" not in fields:
        fields["user"] = make_user()
    return ApiToken.objects.create(**values | fields)


def make_calibration(**fields: Any) -> Calibration:
    values = {
        "number": next(numbers),
        "base": "test",
        "weights": {"constant": -1.0},
        "confirmed": 200,
        "rejected": 100,
        "before": {"log_loss": 0.4},
        "after": {"log_loss": 0.3},
    }
    return Calibration.objects.create(**values | fields)


def audit_head() -> AuditHead:
    """There is always one, and there is no other."""
    return AuditHead.objects.get()


def make_audit_event(**fields: Any) -> AuditEvent:
    """The next one, in the chain unless `fields` break it."""
    head = audit_head()
    values = {
        "number": head.number + 1,
        "previous_hash": head.hash,
        "at": NOW,
        "bot": "test",
        "action": "match.confirmed",
        "subject_kind": "match",
        "subject_id": 1,
        "subject_label": "#1 The bridge",
        "after": {"state": "confirmed"},
    }
    event = AuditEvent(**values | fields)
    event.hash = event.hash or audit.digest(event)
    event.save(force_insert=True)
    return event


def make_space(**fields: Any) -> VectorSpace:
    values = {"encoder": f"test-{next(numbers)}", "dimensions": 4, "busy_until": NOW}
    return VectorSpace.objects.create(**values | fields)


def make_vector(**fields: Any) -> WordingVector:
    wording = fields.pop("wording", None) or make_wording()
    space = fields.pop("space", None) or make_space()
    values = {
        "wording": wording,
        "space": space,
        "text_key": wording.text_key,
        "change_seq": wording.change_seq,
        "vector": bytes(8),
    }
    return WordingVector.objects.create(**values | fields)


def make_settings(**fields: Any) -> DeskSettings:
    values = {"number": next(numbers), "made_at": NOW}
    if "made_by" not in fields:
        fields["made_by"] = make_user(Role.ADMIN)
    return DeskSettings.objects.create(**values | fields)


def make_topic(**fields: Any) -> Topic:
    return Topic.objects.create(**{"name": f"Bridges {next(numbers)}"} | fields)


def make_reason(**fields: Any) -> RejectionReason:
    number = next(numbers)
    return RejectionReason.objects.create(
        **{"key": f"reason-{number}", "label": f"Reason {number}"} | fields
    )


def make_filter(**fields: Any) -> SavedFilter:
    values = {"name": f"Mine {next(numbers)}", "query": "flag=number"}
    if "user" not in fields:
        fields["user"] = make_user()
    return SavedFilter.objects.create(**values | fields)


def make_notice(**fields: Any) -> Notice:
    values = {
        "kind": NoticeKind.ASSIGNED,
        "subject_kind": NoticeSubject.MATCH,
        "subject_id": 1,
        "occasion": f"match {next(numbers)}",
        "text": "The bridge cost 40 million euros.",
        "at": NOW,
    }
    if "user" not in fields:
        fields["user"] = make_user()
    return Notice.objects.create(**values | fields)


def make_notice_preference(**fields: Any) -> NoticePreference:
    if "user" not in fields:
        fields["user"] = make_user()
    return NoticePreference.objects.create(**{"kind": NoticeKind.ASSIGNED} | fields)


def make_digest_preference(**fields: Any) -> DigestPreference:
    if "user" not in fields:
        fields["user"] = make_user()
    return DigestPreference.objects.create(**fields)
