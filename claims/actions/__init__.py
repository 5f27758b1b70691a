"""Use cases: one function for each thing a user can do; interfaces change things only here."""

from claims.actions.accounts import DemoLogin, create_demo_logins
from claims.actions.archive import (
    Looked,
    SuggestionChange,
    find_in_archive,
    match_archive,
    preview_version,
)
from claims.actions.articles import Receipt, submit_article
from claims.actions.calibration import Calibrated, calibrate, revert_calibration
from claims.actions.claim_stages import (
    assign_claim,
    keep_reviewed,
    start_review,
    triage_claim,
)
from claims.actions.claim_states import set_claim_state
from claims.actions.corrections import (
    draft_correction,
    drop_correction,
    publish_correction,
    rewrite_correction,
    withdraw_correction,
)
from claims.actions.desk import (
    change_settings,
    delete_filter,
    preview_settings,
    save_filter,
    save_reason,
    save_topic,
)
from claims.actions.drafts import draft_from_verdict, save_draft
from claims.actions.knowledge import (
    Imported,
    import_claim,
    import_rating_scale,
    import_source,
    save_claim,
)
from claims.actions.matches import (
    BatchDecided,
    RefusedDecision,
    assign_match,
    change_span,
    change_stance,
    claim_from_match,
    decide_match,
    decide_matches,
    near_identical,
    relink_match,
    undo_last,
    undo_last_decision,
    undoable,
)
from claims.actions.matching import match_text
from claims.actions.merging import merge_claims, preview_merge
from claims.actions.notices import (
    MailRefused,
    read_all_notices,
    read_notice,
    save_notice_preferences,
    send_digests,
)
from claims.actions.operations import split_claim, undo_operation
from claims.actions.relations import relate_claims, unrelate_claims
from claims.actions.rows import record_deleted, record_saved
from claims.actions.tokens import create_api_token, revoke_api_token, use_api_token
from claims.actions.verdicts import (
    approve_verdict,
    export_claim_review,
    propose_verdict,
    publish_verdict,
    return_verdict,
    verdict_checklist,
    withdraw_verdict,
)
from claims.actions.wordings import save_wording
from claims.actions.work import requeue_versions
from claims.actions.writing import VerdictRewritten, write_verdict

__all__ = [
    "BatchDecided",
    "Calibrated",
    "DemoLogin",
    "Imported",
    "Looked",
    "MailRefused",
    "Receipt",
    "RefusedDecision",
    "SuggestionChange",
    "VerdictRewritten",
    "approve_verdict",
    "assign_claim",
    "assign_match",
    "calibrate",
    "change_settings",
    "change_span",
    "change_stance",
    "claim_from_match",
    "create_api_token",
    "create_demo_logins",
    "decide_match",
    "decide_matches",
    "delete_filter",
    "draft_correction",
    "draft_from_verdict",
    "drop_correction",
    "export_claim_review",
    "find_in_archive",
    "import_claim",
    "import_rating_scale",
    "import_source",
    "keep_reviewed",
    "match_archive",
    "match_text",
    "merge_claims",
    "near_identical",
    "preview_merge",
    "preview_settings",
    "preview_version",
    "propose_verdict",
    "publish_correction",
    "publish_verdict",
    "read_all_notices",
    "read_notice",
    "record_deleted",
    "record_saved",
    "relate_claims",
    "relink_match",
    "requeue_versions",
    "return_verdict",
    "revert_calibration",
    "revoke_api_token",
    "rewrite_correction",
    "save_claim",
    "save_draft",
    "save_filter",
    "save_notice_preferences",
    "save_reason",
    "save_topic",
    "save_wording",
    "send_digests",
    "set_claim_state",
    "split_claim",
    "start_review",
    "submit_article",
    "triage_claim",
    "undo_last",
    "undo_last_decision",
    "undo_operation",
    "undoable",
    "unrelate_claims",
    "use_api_token",
    "verdict_checklist",
    "withdraw_correction",
    "withdraw_verdict",
    "write_verdict",
]
