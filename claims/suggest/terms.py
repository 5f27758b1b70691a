"""The terms that stored versions keep, read in pages and brought up to date."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from claims.enums import WorkState
from claims.index import ANALYSER_VERSION, Index
from claims.matching import pack_document
from claims.models import ArticleVersion, VersionTerms
from claims.text import Segmented, segment

logger = logging.getLogger(__name__)

PAGE = 1000
MOST_READ = 100
"""So many versions are read anew before a step is over."""


@dataclass(frozen=True, slots=True)
class Row:
    """The packed terms of a version, and the number of change up to which it was matched."""

    version: int
    matched_seq: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Versions in the order of their ids; `end` is the last id looked at, None at the end."""

    rows: list[Row]
    end: int | None


def pack_version(version: ArticleVersion, document: Segmented, index: Index) -> VersionTerms:
    """The unsaved terms of a version that was matched by an index."""
    own = document.language.split("-")[0].lower()
    return VersionTerms(
        version=version,
        analyser=ANALYSER_VERSION,
        languages=f" {' '.join(sorted(index.languages | {own}))} ",
        matched_seq=index.seq,
        packed=pack_document(document, index),
    )


def store_terms(terms: VersionTerms) -> None:
    """Keep the terms instead of those the version had. Joins the transaction of its matches."""
    fields = ["analyser", "languages", "matched_seq", "packed"]
    VersionTerms.objects.bulk_create(
        [terms], update_conflicts=True, unique_fields=["version"], update_fields=fields
    )


def read_page(index: Index, start: int, *, languages: frozenset[str], may_store: bool) -> Page:
    """The next versions after an id, their terms readable in all these languages.

    Versions without such terms, stored before there were any or by an older analyser, are read
    from their texts.
    """
    usable = _usable(languages)
    ready = list(
        VersionTerms.objects.filter(usable, pk__gt=start)
        .order_by("pk")
        .values_list("pk", "matched_seq", "packed")[:PAGE]
    )
    full = ready[-1][0] if len(ready) == PAGE else None
    late = _unreadable(start, full, usable=usable)
    end = late[-1] if len(late) == MOST_READ else full
    rows = [Row(pk, seq, bytes(packed)) for pk, seq, packed in ready if end is None or pk <= end]
    rows += _read(index, late, may_store=may_store)
    return Page(sorted(rows, key=lambda row: row.version), end)


def _usable(languages: frozenset[str]) -> Q:
    """Terms in which wordings in all these languages can be looked for."""
    usable = Q(analyser=ANALYSER_VERSION)
    for language in sorted(languages):
        usable &= Q(languages__contains=f" {language} ")
    return usable


def _unreadable(start: int, end: int | None, *, usable: Q) -> list[int]:
    """The first processed versions after `start`, up to `end`, without terms that can be used."""
    between = Q(pk__gt=start) if end is None else Q(pk__gt=start, pk__lte=end)
    missing = ArticleVersion.objects.filter(
        between, terms__isnull=True, work_state=WorkState.PROCESSED
    )
    older = VersionTerms.objects.filter(between).exclude(usable)
    ids = [
        pk
        for rows in (missing, older)
        for pk in rows.order_by("pk").values_list("pk", flat=True)[:MOST_READ]
    ]
    return sorted(ids)[:MOST_READ]


def _read(index: Index, ids: Iterable[int], *, may_store: bool) -> list[Row]:
    versions = (
        ArticleVersion.objects.filter(pk__in=list(ids))
        .select_related("article", "terms")
        .defer("raw", "terms__packed")
    )
    rows = []
    for version in versions:
        # First: new terms take the place of those that the version is known to have.
        before = getattr(version, "terms", None)
        terms = _terms_of(version, index)
        terms.matched_seq = before.matched_seq if before else 0
        if may_store:
            _bring_up_to_date(before, terms)
        rows.append(Row(version.pk, terms.matched_seq, bytes(terms.packed)))
    return rows


def _terms_of(version: ArticleVersion, index: Index) -> VersionTerms:
    try:
        document = segment(version.text, language=version.article.language)
    except Exception:
        # It must not keep the others from being found.
        logger.exception("Version %s cannot be read, so no claim is found in it.", version.pk)
        document = segment("", language=version.article.language)
    return pack_version(version, document, index)


def _bring_up_to_date(before: VersionTerms | None, terms: VersionTerms) -> None:
    """Unless a worker has stored the version's terms meanwhile: its are newer."""
    if before is None:
        VersionTerms.objects.bulk_create([terms], ignore_conflicts=True)
        return
    VersionTerms.objects.filter(
        pk=before.pk, analyser=before.analyser, languages=before.languages
    ).update(analyser=terms.analyser, languages=terms.languages, packed=terms.packed)
