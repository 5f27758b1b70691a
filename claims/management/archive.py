"""`manage.py match --archive`: claims looked for in what is stored already."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence

from django.core.management.base import CommandError

from claims import actions
from claims.management.reporting import Reporter
from claims.models import ArticleVersion, Claim, VersionTerms


def claims_named(ids: Sequence[str]) -> list[Claim]:
    """Claims by the ids they were imported with, or by their numbers here. Raises CommandError."""
    found = {claim.external_id: claim for claim in Claim.objects.filter(external_id__in=ids)}
    numbers = [int(name) for name in ids if name not in found and _is_number(name)]
    found |= {str(claim.pk): claim for claim in Claim.objects.filter(pk__in=numbers)}
    if unknown := [name for name in ids if name not in found]:
        names = ", ".join(f"“{name}”" for name in unknown)
        kind = "is no claim" if len(unknown) == 1 else "are no claims"
        raise CommandError(f"There {kind} {names}.", returncode=2)
    return [found[name] for name in ids]


def search_now(reporter: Reporter, claims: Sequence[Claim]) -> None:
    """Put the articles that may restate the claims back into the queue, and say how many."""
    since = time.monotonic()
    counts: Counter[str] = Counter()
    for _ in reporter.track(_looked_at(claims, counts), label="Articles", total=_total()):
        pass
    looked, again = counts["searched"], counts["requeued"]
    seconds = round(time.monotonic() - since, 2)
    line = f"{looked:,} articles searched in {seconds} s: {again:,} will be matched again."
    record = {"summary": True, "searched": looked, "requeued": again, "seconds": seconds}
    reporter.summary(record, line=line)


def preview(reporter: Reporter, claims: Sequence[Claim]) -> None:
    """Show for each article which suggestions would appear, change or go; write nothing."""
    since = time.monotonic()
    counts: Counter[str] = Counter()
    names = dict(Claim.objects.exclude(external_id="").values_list("pk", "external_id"))
    steps = actions.find_in_archive(claims)
    for version_id in reporter.track(_found(steps, counts), label="Articles", total=None):
        version = ArticleVersion.objects.select_related("article").get(pk=version_id)
        changes = actions.preview_version(version)
        counts["articles"] += bool(changes)
        for change in changes:
            counts[change.kind] += 1
            claim = names.get(change.claim) or str(change.claim)
            reporter.write(_record(version, claim, change), line=_line(version, claim, change))
    seconds = round(time.monotonic() - since, 2)
    kinds = ("appears", "changes", "goes")
    said = ", ".join(f"{counts[kind]} {word}" for kind, word in zip(kinds, _WORDS, strict=True))
    keys = ("searched", "matched", "articles", *kinds)
    reporter.summary(
        {"summary": True, **{key: counts[key] for key in keys}, "seconds": seconds},
        line=(
            f"{counts['searched']:,} articles searched and {counts['matched']:,} matched in "
            f"{seconds} s, nothing stored: in {counts['articles']:,} of them {said} suggestions."
        ),
    )


_WORDS = ("new", "changed", "dropped")


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) <= 18


def _total() -> int:
    return VersionTerms.objects.count()


def _looked_at(claims: Sequence[Claim], counts: Counter[str]) -> Iterator[None]:
    """Once for each version that was looked at."""
    for step in actions.match_archive(claims):
        counts["searched"] += step.versions
        counts["requeued"] += len(step.again)
        yield from (None for _ in range(step.versions))


def _found(steps: Iterator[actions.Looked], counts: Counter[str]) -> Iterator[int]:
    for step in steps:
        counts["searched"] += step.versions
        counts["matched"] += len(step.again)
        yield from step.again


def _record(
    version: ArticleVersion, claim: str, change: actions.SuggestionChange
) -> dict[str, object]:
    return {
        "article": version.article_id,
        "name": version.article.name,
        "version": version.pk,
        "claim": claim,
        "sentence": change.sentence,
        "change": change.kind,
        "before": _rounded(change.before),
        "after": _rounded(change.after),
    }


def _line(version: ArticleVersion, claim: str, change: actions.SuggestionChange) -> str:
    before, after = (
        "–" if value is None else f"{value:.0%}" for value in (change.before, change.after)
    )
    sentence = " ".join(change.sentence.split())
    return f"{change.kind:<8} {before:>4} → {after:>4}  {version.article.name}: {claim}: {sentence}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
