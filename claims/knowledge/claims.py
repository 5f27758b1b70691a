"""Known claims coming in: rows of a file to claims with their claimants and wordings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims import audit
from claims.enums import ClaimantKind, ClaimKind
from claims.knowledge.importing import ImportStatus, record_change, status_of
from claims.knowledge.showing import touch_claims_showing
from claims.knowledge.verdicts import IncomingVerdict, incoming_verdict, store_verdict
from claims.knowledge.wordings import add_wordings, write_claim
from claims.models import Claim, Claimant, Verdict
from claims.records.fields import (
    Fields,
    bad_row,
    date_of,
    language_of,
    object_of,
    refuse_unknown_fields,
    text_of,
    texts_of,
    url_of,
    word_of,
)
from claims.text import detect_language

_CLAIM = frozenset({
    "id", "text", "claimant", "kind", "language", "made_date", "first_appearance_date",
    "reviewed_date", "wordings", "verdict",
})  # fmt: skip
_CLAIMANT = frozenset({"name", "kind", "same_as"})
# A table has no objects in its cells: these columns hold the parts of the claimant, of the
# verdict, and of one evidence.
_CLAIMANT_COLUMNS = {"claimant": "name", "claimant_kind": "kind", "claimant_same_as": "same_as"}
_VERDICT_COLUMNS = frozenset({"rating", "summary", "explanation", "published_at"})
_EVIDENCE_COLUMNS = {
    "evidence_url": "url", "evidence_title": "title", "evidence_passage": "passage"
}  # fmt: skip
_FLAT = (_CLAIM - {"verdict"}) | {*_CLAIMANT_COLUMNS, *_VERDICT_COLUMNS, *_EVIDENCE_COLUMNS}


@dataclass(frozen=True, slots=True)
class IncomingClaim:
    """A known claim as a row tells it; `values` holds only the columns that the row fills."""

    external_id: str
    values: dict[str, Any]
    claimant: dict[str, str]
    wordings: tuple[str, ...]
    verdict: IncomingVerdict | None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """What importing a claim did.

    `to_publish` is the row's verdict, stored as a draft, if the row says it is out since
    `published_at`.
    """

    status: ImportStatus
    claim: Claim
    to_publish: Verdict | None
    published_at: datetime | None


def incoming_claim(fields: Fields) -> IncomingClaim:
    """Check a row in the form of JSON (claimant and verdict are objects) or of a table (their
    parts are columns). Raises InputRefused."""
    if not isinstance(fields.get("claimant"), Mapping) and "verdict" not in fields:
        refuse_unknown_fields(fields, known=_CLAIM | _FLAT, of="a claim")
        fields = _nested(fields)
    refuse_unknown_fields(fields, known=_CLAIM, of="a claim")
    external_id = text_of(fields, "id", longest=200)
    text = " ".join(text_of(fields, "text").split())
    if not external_id or not text:
        missing = "text" if external_id else "id"
        raise bad_row(f"The claim has no “{missing}”.")
    values = {
        "text": text,
        "kind": word_of(fields, "kind", words=ClaimKind.values),
        "language": language_of(fields, "language"),
        "made_date": date_of(fields, "made_date"),
        "first_appearance_date": date_of(fields, "first_appearance_date"),
        "reviewed_date": date_of(fields, "reviewed_date"),
    }
    verdict = object_of(fields, "verdict")
    return IncomingClaim(
        external_id=external_id,
        values={name: value for name, value in values.items() if value},
        claimant=_claimant_values(fields),
        wordings=texts_of(fields, "wordings"),
        verdict=incoming_verdict(verdict) if verdict else None,
    )


def store_claim(fields: Fields) -> StoredClaim:
    """Create the claim of that id or bring it up to date, with its wordings and its verdict.

    What the row leaves empty stays as it is, and so do wordings it does not name. A verdict that
    differs from every version the claim has becomes a new draft. The same row twice changes
    nothing. Joins the caller's transaction. Raises InputRefused.
    """
    incoming = incoming_claim(fields)
    with audit.recording():
        claim, is_new, changed = _store_claim(incoming)
        added = add_wordings(claim, incoming.wordings)
        verdict = store_verdict(claim, incoming.verdict) if incoming.verdict else None
        has_verdict = verdict is not None and verdict.is_new
        is_changed = bool(changed or added or has_verdict)
        if is_changed:
            after = {**changed, "wordings_added": added, "has_new_verdict": has_verdict}
            action = "claim.imported" if is_new else "claim.reimported"
            record_change(claim, action=action, actor=None, before={}, after=after)
    published_at = incoming.verdict.published_at if incoming.verdict else None
    return StoredClaim(
        status=status_of(is_new=is_new, is_changed=is_changed),
        claim=claim,
        to_publish=verdict.draft if verdict and published_at else None,
        published_at=published_at,
    )


def _store_claim(incoming: IncomingClaim) -> tuple[Claim, bool, dict[str, Any]]:
    """The claim, whether it is new, and those of its own columns that changed."""
    values = dict(incoming.values)
    if incoming.claimant:
        values["claimant"] = _store_claimant(incoming.claimant)
    claim = Claim.objects.filter(external_id=incoming.external_id).first()
    is_new = claim is None
    if is_new and "language" not in values:
        values["language"] = detect_language(incoming.values["text"]) or "en"
    claim = claim or Claim(external_id=incoming.external_id)
    changed = {name: value for name, value in values.items() if getattr(claim, name) != value}
    for name, value in changed.items():
        setattr(claim, name, value)
    if claim.made_date and claim.reviewed_date and claim.reviewed_date < claim.made_date:
        raise bad_row(
            f"The claim was reviewed ({claim.reviewed_date}) before it was made "
            f"({claim.made_date})."
        )
    if changed:
        write_claim(claim)
    claimant = {"claimant": claim.claimant_id} if "claimant" in changed else {}
    return claim, is_new, {**changed, **claimant}


def _store_claimant(values: dict[str, str]) -> Claimant:
    """Found by name; an address that was not known yet is added."""
    claimant, _ = Claimant.objects.get_or_create(name=values["name"], defaults=values)
    if values.get("same_as") and not claimant.same_as:
        claimant.same_as = values["same_as"]
        claimant.save(update_fields=["same_as"])
        touch_claims_showing(claimant)
    return claimant


def _claimant_values(fields: Fields) -> dict[str, str]:
    """Of an object, or of a bare name."""
    if isinstance(name := fields.get("claimant"), str):
        return _claimant_values({"claimant": {"name": name}})
    claimant = object_of(fields, "claimant") or {}
    refuse_unknown_fields(claimant, known=_CLAIMANT, of="a claimant")
    values = {
        "name": text_of(claimant, "name", longest=200),
        "kind": word_of(claimant, "kind", words=ClaimantKind.values),
        "same_as": url_of(claimant, "same_as", longest=300),
    }
    given = {name: value for name, value in values.items() if value}
    if given and not values["name"]:
        raise bad_row("The claimant has no “name”.")
    return given


def _nested(fields: Fields) -> Fields:
    """A row of a table in the form of JSON."""
    claimant = {key: fields.get(column) for column, key in _CLAIMANT_COLUMNS.items()}
    verdict: dict[str, object] = {name: fields.get(name) for name in _VERDICT_COLUMNS}
    evidence = {key: fields.get(column) for column, key in _EVIDENCE_COLUMNS.items()}
    if any(evidence.values()):
        verdict["evidence"] = [evidence]
    nested: dict[str, object] = {name: fields[name] for name in _CLAIM & fields.keys()}
    nested["claimant"] = claimant if any(claimant.values()) else None
    nested["verdict"] = verdict if any(verdict.values()) else None
    return nested
