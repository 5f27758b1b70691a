"""Outlets coming in: rows of sources to sources with their domains."""

from claims import audit
from claims.enums import SourceKind
from claims.knowledge.importing import ImportStatus, record_change, status_of
from claims.models import Source, SourceDomain
from claims.records.fields import (
    Fields,
    language_of,
    refuse_unknown_fields,
    text_of,
    url_of,
    word_of,
)
from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import normalise_url, url_host

SOURCE_FIELDS = frozenset({"name", "kind", "domains", "language", "homepage"})


def store_source(row: Fields) -> ImportStatus:
    """Create the source of that name, or bring it up to date; domains are only added.

    Fields: name, kind, domains (separated by blanks), language, homepage; what is empty or absent
    stays as it is. Raises InputRefused (bad-row, bad-url, bad-language).
    """
    refuse_unknown_fields(row, known=SOURCE_FIELDS)
    name = text_of(row, "name", longest=200)
    if not name:
        raise InputRefused(RefusalCode.BAD_ROW, "The source has no name.")
    given = _given(row)
    domains = [_domain(word) for word in text_of(row, "domains").split()]
    with audit.recording():
        source, is_new = Source.objects.get_or_create(name=name, defaults=given)
        changed = {field for field, value in given.items() if getattr(source, field) != value}
        if changed:
            Source.objects.filter(pk=source.pk).update(**given)
        added = [domain for domain in domains if _add_domain(source, domain)]
        if is_new or changed or added:
            after = {**given, "domains_added": added}
            record_change(source, action="source.imported", actor=None, before={}, after=after)
    return status_of(is_new=is_new, is_changed=bool(changed or added))


def _given(row: Fields) -> dict[str, str]:
    values = {
        "kind": word_of(row, "kind", words=SourceKind.values),
        "language": language_of(row, "language"),
        "homepage": url_of(row, "homepage", longest=500),
    }
    return {field: value for field, value in values.items() if value}


def _domain(word: str) -> str:
    """A host in the form SourceDomain keeps: lower case, ASCII, without www."""
    return url_host(normalise_url(f"https://{word}")).removeprefix("www.")


def _add_domain(source: Source, domain: str) -> bool:
    row, is_new = SourceDomain.objects.select_related("source").get_or_create(
        domain=domain, defaults={"source": source}
    )
    if row.source_id != source.pk:
        raise InputRefused(
            RefusalCode.BAD_ROW, f"The domain {domain} belongs to “{row.source}” already."
        )
    return is_new
