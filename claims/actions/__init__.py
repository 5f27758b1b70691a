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
from claims.actions.claim_states import set_claim_state
from claims.actions.corrections import (
    draft_correction,
    publish_correction,
    withdraw_correction,
)
from claims.actions.drafts import draft_from_verdict, save_draft
from claims.actions.knowledge import (
    Imported,
    import_claim,
    import_rating_scale,
    import_source,
    save_claim,
)
from claims.actions.matches import decide_match, undo_last_decision
from claims.actions.matching import match_text
from claims.actions.merging import merge_claims
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

__all__ = [
    "Calibrated",
    "DemoLogin",
    "Imported",
    "Looked",
    "Receipt",
    "SuggestionChange",
    "approve_verdict",
    "calibrate",
    "create_api_token",
    "create_demo_logins",
    "decide_match",
    "draft_correction",
    "draft_from_verdict",
    "export_claim_review",
    "find_in_archive",
    "import_claim",
    "import_rating_scale",
    "import_source",
    "match_archive",
    "match_text",
    "merge_claims",
    "preview_version",
    "propose_verdict",
    "publish_correction",
    "publish_verdict",
    "requeue_versions",
    "return_verdict",
    "revert_calibration",
    "revoke_api_token",
    "save_claim",
    "save_draft",
    "save_wording",
    "set_claim_state",
    "submit_article",
    "undo_last_decision",
    "use_api_token",
    "verdict_checklist",
    "withdraw_correction",
    "withdraw_verdict",
]
