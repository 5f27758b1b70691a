"""Documents coming in, and whose turn it is to work on them; decides nothing."""

from claims.ingest.documents import (
    DocumentDefaults,
    InputFormat,
    count_inputs,
    document_defaults,
    read_documents,
)
from claims.ingest.extract import IncomingDocument, extract_document
from claims.ingest.lease import (
    Lease,
    LeaseLost,
    fail_version,
    finish_version,
    lease_version,
    release_version,
    requeue_version,
    ring_due,
)
from claims.ingest.spans import spans_differ, store_spans
from claims.ingest.store import StoredVersion, StoreStatus, find_unchanged, store_article

__all__ = [
    "DocumentDefaults",
    "IncomingDocument",
    "InputFormat",
    "Lease",
    "LeaseLost",
    "StoreStatus",
    "StoredVersion",
    "count_inputs",
    "document_defaults",
    "extract_document",
    "fail_version",
    "find_unchanged",
    "finish_version",
    "lease_version",
    "read_documents",
    "release_version",
    "requeue_version",
    "ring_due",
    "spans_differ",
    "store_article",
    "store_spans",
]
