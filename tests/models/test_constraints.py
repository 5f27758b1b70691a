"""Each rule the database holds, broken once in SQL, past every form and validator."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, F, UniqueConstraint

from claims.enums import (
    ClaimState,
    Contact,
    CorrectionKind,
    MatchState,
    VerdictState,
    WordingOrigin,
    WorkState,
)
from claims.models import Verdict
from tests import factories
from tests.factories import NOW

FACTORIES: dict[str, Callable[..., models.Model]] = {
    "apitoken": factories.make_token,
    "archivecursor": factories.archive_cursor,
    "article": factories.make_article,
    "articleversion": factories.make_version,
    "auditevent": factories.make_audit_event,
    "audithead": factories.audit_head,
    "calibration": factories.make_calibration,
    "changecounter": factories.change_counter,
    "claim": factories.make_claim,
    "claimevent": factories.make_claim_event,
    "claimant": factories.make_claimant,
    "claimoperation": factories.make_operation,
    "claimrelation": factories.make_relation,
    "desksettings": factories.make_settings,
    "correction": factories.make_correction,
    "evidence": factories.make_evidence,
    "match": factories.make_match,
    "matchevent": factories.make_event,
    "matchflag": factories.make_flag,
    "digestpreference": factories.make_digest_preference,
    "notice": factories.make_notice,
    "noticepreference": factories.make_notice_preference,
    "quote": factories.make_quote,
    "rating": factories.make_rating,
    "ratingscale": factories.make_scale,
    "rejectionreason": factories.make_reason,
    "savedfilter": factories.make_filter,
    "sentence": factories.make_sentence,
    "source": factories.make_source,
    "sourcedomain": factories.make_domain,
    "topic": factories.make_topic,
    "verdict": factories.make_verdict,
    "verdictevent": factories.make_verdict_event,
    "vectorspace": factories.make_space,
    "versionterms": factories.make_terms,
    "wording": factories.make_wording,
    "wordingvector": factories.make_vector,
}

# Constraint -> a change of one valid row that breaks it and nothing else.
BREACHES: list[tuple[str, dict[str, Any]]] = [
    ("articleversion_number_positive", {"number": 0}),
    ("articleversion_lease_while_leased", {"lease_until": NOW}),
    ("articleversion_lease_while_leased", {"lease_token": "a"}),
    ("articleversion_lease_while_leased", {"work_state": WorkState.LEASED, "lease_until": NOW}),
    ("articleversion_lease_while_leased", {"work_state": WorkState.LEASED, "lease_token": "a"}),
    ("articleversion_reason_when_failed", {"failure_reason": "why", "failure_code": "no-text"}),
    ("articleversion_reason_when_failed", {"work_state": "failed", "failure_code": "no-text"}),
    ("articleversion_reason_when_failed", {"work_state": "failed", "failure_reason": "why"}),
    ("articleversion_time_when_processed", {"processed_at": NOW}),
    ("articleversion_time_when_processed", {"work_state": "processed", "engine_version": "1"}),
    ("articleversion_time_when_processed", {"work_state": "processed", "processed_at": NOW}),
    ("sentence_span_not_empty", {"start": 5, "end": 5}),
    ("quote_span_not_empty", {"start": 5, "end": 5}),
    (
        "claim_made_before_reviewed",
        {"made_date": date(2021, 3, 22), "reviewed_date": date(2021, 3, 21)},
    ),
    ("claim_merged_into_when_merged", {"state": ClaimState.MERGED}),
    ("claim_merged_into_another", {"state": ClaimState.MERGED, "merged_into": F("id")}),
    ("claim_assignee_in_work", {"stage": "assigned"}),
    ("claim_assignee_in_work", {"assignee": "somebody", "assigned_at": NOW}),
    ("claim_assignee_in_work", {"due_at": NOW}),
    ("claim_recheck_of_reviewed", {"recheck_at": NOW}),
    ("claimevent_moves", {"new_stage": "new"}),
    ("claimevent_actor_or_bot", {"bot": ""}),
    ("claimevent_actor_or_bot", {"actor": "somebody"}),
    ("claimrelation_with_another", {"other": F("claim")}),
    # The factory makes the claim before the other one.
    (
        "claimrelation_symmetric_in_order",
        {"kind": "same", "claim": F("other"), "other": F("claim")},
    ),
    ("claimoperation_with_another", {"other": F("claim")}),
    ("claimoperation_undone_by_somebody", {"undone_at": NOW}),
    ("claimoperation_undone_by_somebody", {"undone_by": "somebody"}),
    ("claimoperation_undone_in_time", {"undo_until": NOW}),
    (
        "claimoperation_undone_in_time",
        {"undone_at": NOW + timedelta(days=2), "undone_by": "somebody"},
    ),
    ("wording_change_seq_positive", {"change_seq": 0}),
    ("wording_change_seq_positive", {"change_seq": -1}),
    ("changecounter_one_row", {"id": 2}),
    ("changecounter_value_not_behind", {"value": -1}),
    ("changecounter_value_not_behind", {"batch_start": 0}),
    ("archivecursor_one_row", {"id": 2}),
    ("archivecursor_target_not_behind", {"matched_seq": 1}),
    ("archivecursor_target_not_behind", {"matched_seq": -1}),
    ("archivecursor_target_not_behind", {"scanned_to": -1}),
    ("versionterms_seq_not_negative", {"matched_seq": -1}),
    ("auditevent_number_positive", {"number": 0}),
    ("auditevent_actor_or_bot", {"bot": ""}),
    ("audithead_one_row", {"id": 2}),
    ("calibration_number_from_one", {"number": 0}),
    ("calibration_of_both_kinds", {"confirmed": 0}),
    ("calibration_of_both_kinds", {"rejected": 0}),
    ("vectorspace_has_dimensions", {"dimensions": 0}),
    ("vectorspace_filled_not_negative", {"filled_seq": -1}),
    ("match_span_not_empty", {"start": 5, "end": 5}),
    ("match_probability_range", {"probability": 1.01}),
    ("match_probability_range", {"probability": -0.01}),
    ("match_decided_by_a_person", {"state": MatchState.CONFIRMED}),
    ("match_decided_by_a_person", {"state": MatchState.REJECTED, "decided_at": NOW}),
    ("match_decided_by_a_person", {"decided_at": NOW}),
    ("match_decided_by_a_person", {"state": MatchState.ORPHANED}),
    ("match_decided_by_a_person", {"state": "rejected", "decided_at": NOW, "decided_bot": "b"}),
    ("match_decided_by_a_person", {"decided_bot": "engine"}),
    ("match_assignment_whole", {"assigned_at": NOW}),
    ("match_assignment_whole", {"due_at": NOW}),
    ("match_assignment_whole", {"lease_until": NOW}),
    ("matchevent_state_changes", {"new_state": MatchState.SUGGESTED}),
    ("matchevent_state_changes", {"kind": "stance"}),
    ("matchevent_actor_or_bot", {"bot": "engine", "actor": "somebody"}),
    (
        "matchevent_reason_of_a_decision",
        {"kind": "stance", "reason": "some", "new_state": "suggested"},
    ),
    ("desksettings_number_positive", {"number": 0}),
    ("desksettings_thresholds_range", {"suggest_threshold": 1.1}),
    ("desksettings_thresholds_range", {"auto_confirm_threshold": -0.1}),
    ("desksettings_deadlines_positive", {"review_days": 0}),
    ("desksettings_deadlines_positive", {"second_look_days": 0}),
    ("desksettings_deadlines_positive", {"recheck_days": 0}),
    ("desksettings_deadlines_positive", {"lease_minutes": 0}),
    ("notice_subject_of_its_kind", {"subject_kind": "verdict"}),
    ("notice_subject_of_its_kind", {"kind": "repeated"}),
    ("notice_returned_says_why", {"kind": "returned", "subject_kind": "verdict"}),
    ("notice_goes_somewhere", {"in_workbench": False, "by_mail": False}),
    ("notice_read_in_workbench", {"in_workbench": False, "read_at": NOW}),
    ("notice_mailed_by_mail", {"by_mail": False, "mailed_at": NOW}),
    ("rating_value_within_scale", {"rating_value": 6}),
    ("rating_value_within_scale", {"rating_value": 0}),
    ("rating_value_within_scale", {"rating_value": 3, "best_rating": 3, "worst_rating": 3}),
    ("verdict_number_positive", {"number": 0}),
    ("verdict_time_when_published", {"state": VerdictState.PUBLISHED}),
    ("verdict_time_when_published", {"published_at": NOW}),
    (
        "verdict_rating_unless_draft",
        {"state": VerdictState.PUBLISHED, "published_at": NOW, "rating": None},
    ),
    ("verdict_proposed_by_somebody", {"state": VerdictState.PROPOSED}),
    ("verdict_proposed_by_somebody", {"state": VerdictState.RETURNED}),
    ("verdict_proposed_by_somebody", {"proposed_at": NOW}),
    ("verdict_approved_by_somebody", {"approved_at": NOW}),
    ("verdict_contact_complete", {"contact": Contact.CONTACTED, "contacted_at": NOW}),
    ("verdict_contact_complete", {"contact": Contact.CONTACTED, "contact_channel": "mail"}),
    ("verdict_contact_complete", {"contact": Contact.NOT_CONTACTED}),
    ("verdict_contact_complete", {"contact_answer": "No."}),
    ("correction_major_names_both_verdicts", {"kind": CorrectionKind.MAJOR}),
    ("correction_previous_is_another", {"previous_verdict": F("verdict")}),
    ("correction_time_when_published", {"published_at": NOW}),
    ("correction_time_when_published", {"state": "published", "number": 1}),
    ("correction_number_when_public", {"number": 1}),
    ("correction_number_when_public", {"state": "published", "published_at": NOW}),
    ("verdictevent_state_changes", {"new_state": VerdictState.DRAFT}),
    ("evidence_can_be_read", {"passage": ""}),
    ("sourcedomain_domain_lower", {"domain": "Harbour.example"}),
]


PUBLISHED = {"state": VerdictState.PUBLISHED, "published_at": NOW}

# Constraint, what makes the rows, the fields both share, own fields of the first, of the second.
DOUBLES: list[tuple[str, list[str], dict[str, Any], dict[str, Any]]] = [
    ("article_identity_unique", ["identity"], {}, {}),
    ("article_canonical_url_unique", ["canonical_url"], {"canonical_url": "https://a.example"}, {}),
    ("articleversion_number_unique", ["article", "number"], {}, {}),
    ("articleversion_text_unique", ["article", "text"], {}, {"number": 2}),
    ("sentence_position_unique", ["version", "position"], {}, {"start": 1}),
    ("sentence_start_unique", ["version", "start"], {}, {"position": 1}),
    ("quote_position_unique", ["sentence", "position"], {}, {}),
    ("source_name_unique", ["name"], {}, {}),
    ("sourcedomain_domain_unique", ["domain"], {}, {}),
    ("claimant_name_unique", ["name"], {}, {}),
    ("claim_external_id_unique", ["external_id"], {"external_id": "c001"}, {}),
    ("claimrelation_pair_unique", ["claim", "other", "kind"], {}, {}),
    ("wording_text_unique", ["claim", "text"], {}, {"origin": WordingOrigin.REVIEWER}),
    ("wording_one_canonical", ["claim"], {"text": "One phrasing."}, {"text": "Another."}),
    ("wording_change_seq_unique", ["change_seq"], {}, {}),
    ("auditevent_number_unique", ["number"], {}, {}),
    ("auditevent_hash_unique", ["hash"], {}, {}),
    ("calibration_number_unique", ["number"], {}, {}),
    ("calibration_one_active", ["is_active"], {"is_active": True}, {}),
    ("vectorspace_encoder_unique", ["encoder"], {}, {}),
    ("wordingvector_unique", ["space", "wording"], {}, {}),
    ("match_claim_sentence_unique", ["wording", "sentence"], {}, {}),
    ("matchflag_unique", ["match", "flag"], {}, {}),
    ("matchevent_revision_unique", ["match", "revision"], {}, {}),
    ("ratingscale_name_unique", ["name"], {}, {}),
    ("ratingscale_one_default", ["is_default"], {"is_default": True}, {}),
    ("rating_name_unique", ["scale", "alternate_name"], {}, {"rating_value": 2}),
    ("rating_value_unique", ["scale", "rating_value"], {}, {"alternate_name": "True"}),
    ("verdict_number_unique", ["claim", "number"], {}, {}),
    ("verdict_one_published", ["claim"], PUBLISHED, PUBLISHED | {"number": 2}),
    ("desksettings_number_unique", ["number"], {}, {}),
    ("topic_name_unique", ["name"], {}, {}),
    ("rejectionreason_key_unique", ["key"], {}, {}),
    ("savedfilter_name_unique", ["user", "name"], {}, {}),
    ("correction_one_draft", ["verdict"], {}, {}),
    (
        "correction_number_unique",
        ["number"],
        {"number": 7, "state": "published", "published_at": NOW},
        {"state": "published", "published_at": NOW},
    ),
    ("notice_occasion_told_once", ["user", "kind", "occasion"], {"occasion": "match 1"}, {}),
    ("noticepreference_one_a_kind", ["user", "kind"], {}, {}),
    ("apitoken_digest_unique", ["digest"], {}, {}),
]


# Takes rows of other models: has a test of its own below.
ELSEWHERE = {"verdict_approver_is_another"}


def check_constraints() -> list[tuple[str, CheckConstraint]]:
    return [
        (model._meta.model_name or "", constraint)
        for model in apps.get_app_config("claims").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]


def unique_rules() -> set[str]:
    """The named unique constraints, and `model_field_unique` for fields that are unique alone."""
    names: set[str] = set()
    for model in apps.get_app_config("claims").get_models():
        uniques = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
        names |= {constraint.name for constraint in uniques}
        names |= {
            f"{model._meta.model_name}_{field.name}_unique"
            for field in model._meta.get_fields()
            if getattr(field, "unique", False)
            and not getattr(field, "primary_key", False)
            and not field.is_relation
        }
    return names


# An unknown word breaks these too, and PostgreSQL tells of the first by name.
TOLD_FIRST = {
    "correction_state_known": "correction_(state_known|number_when_public)",
    "verdict_contact_known": "verdict_contact_(known|complete)",
}


def generic_breaches() -> list[tuple[str, dict[str, Any]]]:
    """Enumerations, blanks and digests are written by three helpers, so one breach each will do."""
    breaches: list[tuple[str, dict[str, Any]]] = []
    for model, constraint in check_constraints():
        field = constraint.name.removeprefix(f"{model}_")
        for ending, value in (("_known", "nonsense"), ("_not_blank", ""), ("_is_sha256", "abc")):
            if field.endswith(ending):
                breaches.append((constraint.name, {field.removesuffix(ending): value}))
    return breaches


def test_every_rule_is_broken_here() -> None:
    broken = {name for name, _ in BREACHES + generic_breaches()} | ELSEWHERE

    assert {constraint.name for _, constraint in check_constraints()} - broken == set()
    assert unique_rules() - {name for name, *_ in DOUBLES} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "change"), BREACHES + generic_breaches())
def test_database_refuses_a_row_that_breaks(name: str, change: dict[str, Any]) -> None:
    row = FACTORIES[name.split("_")[0]]()
    others: dict[str, Callable[[], models.Model]] = {
        "somebody": factories.make_user,
        "some": factories.make_reason,
    }
    change = {
        key: others[value]() if isinstance(value, str) and value in others else value
        for key, value in change.items()
    }
    same_kind = type(row)._default_manager.filter(pk=row.pk)

    with pytest.raises(IntegrityError, match=TOLD_FIRST.get(name, name)), transaction.atomic():
        same_kind.update(**change)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "shared", "first", "second"), DOUBLES)
def test_database_refuses_the_second_of_two(
    name: str, shared: list[str], first: dict[str, Any], second: dict[str, Any]
) -> None:
    make = FACTORIES[name.split("_")[0]]
    row = make(**first)

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        make(**{field: getattr(row, field) for field in shared} | second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (factories.make_article, {"canonical_url": ""}),
        (factories.make_claim, {"external_id": ""}),
        (factories.make_scale, {"is_default": False}),
        (factories.make_wording, {"origin": WordingOrigin.CANONICAL, "is_active": False}),
    ],
)
def test_conditions_leave_the_empty_case_free(
    make: Callable[..., models.Model], fields: dict[str, Any]
) -> None:
    make(**fields)
    make(**fields)


@pytest.mark.django_db
def test_of_two_claims_only_one_is_the_broader() -> None:
    row = factories.make_relation()

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        factories.make_relation(claim=row.other, other=row.claim)


@pytest.mark.django_db
@pytest.mark.parametrize("own", ["author", "proposed_by"])
def test_nobody_approves_what_is_their_own(own: str) -> None:
    editor, other = factories.make_user(), factories.make_user()
    people = {"author": other, "proposed_by": other} | {own: editor}
    verdict = factories.make_verdict()
    approved = {"state": VerdictState.APPROVED, "proposed_at": NOW, "approved_at": NOW, **people}

    with pytest.raises(IntegrityError, match="approver_is_another"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(approved_by=editor, **approved)


@pytest.mark.django_db
def test_history_cannot_be_deleted_from_under_a_decision() -> None:
    event = factories.make_event()

    for row in (event.match.sentence, event.match.claim, event.match.version, event.match):
        with pytest.raises(models.ProtectedError):
            row.delete()
