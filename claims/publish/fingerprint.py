"""Telling whether a verdict is still what somebody has read: its words, its evidence, its state."""

import hashlib
import json

from claims.audit import plain
from claims.models import Evidence, Verdict

WORDS = ("rating_id", "summary", "explanation", "language", "url")
"""What a person writes as the verdict itself."""
CONTACT = ("contact", "contacted_at", "contact_channel", "contact_answer", "no_contact_reason")
EVIDENCE = ("kind", "stance", "order", "title", "url", "archived_url", "passage", "accessed_date")


def fingerprint(verdict: Verdict) -> str:
    """64 hexadecimal digits, another one after any change that a reader would see."""
    rows = [[row.pk, *evidence_values(row)] for row in verdict.evidence.order_by("pk")]
    words = [getattr(verdict, name) for name in (*WORDS, *CONTACT)]
    text = json.dumps(plain([str(verdict.state), words, rows]), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def evidence_values(row: Evidence) -> list[object]:
    """What a record says, in the order of EVIDENCE."""
    return [getattr(row, name) for name in EVIDENCE]
