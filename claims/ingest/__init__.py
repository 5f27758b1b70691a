"""Documents coming in: read, extracted, stored as versions of articles, cut into sentences."""

from claims.ingest.documents import (
    DocumentDefaults,
    InputFormat,
    count_inputs,
    document_defaults,
    read_documents,
)
from claims.ingest.extract import IncomingDocument, extract_document
from claims.ingest.spans import spans_differ, store_spans
from claims.ingest.store import StoredVersion, StoreStatus, find_unchanged, store_article

__all__ = [
    "DocumentDefaults",
    "IncomingDocument",
    "InputFormat",
    "StoreStatus",
    "StoredVersion",
    "count_inputs",
    "document_defaults",
    "extract_document",
    "find_unchanged",
    "read_documents",
    "spans_differ",
    "store_article",
    "store_spans",
]
