"""What changed from one version of an article to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import get_object_or_404

from claims.admin.article.parts import PART
from claims.admin.diff import Diff, read_diff
from claims.comparison import Change, ChangeKind, compare_paragraphs
from claims.models import Article, ArticleVersion
from claims.text import diff_words

COMPARED = 4 * PART
"""Characters of a version that are compared: beyond, a page would take seconds."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed paragraph, or a run of `unchanged` ones. `diff` is there for a rewritten one."""

    kind: ChangeKind
    before: str = ""
    after: str = ""
    diff: Diff | None = None
    unchanged: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    article: Article
    before: ArticleVersion
    after: ArticleVersion
    versions: Sequence[ArticleVersion]
    rows: Sequence[Changed]
    is_cut: bool

    @property
    def count(self) -> int:
        return sum(row.kind != ChangeKind.SAME for row in self.rows)


def read_changes(pk: int, *, before: int, after: int) -> Changes:
    """The changes from version number `before` to `after`. Raises Http404."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    versions = ArticleVersion.objects.filter(article=article)
    old = get_object_or_404(versions.defer("raw"), number=before)
    new = get_object_or_404(versions.defer("raw"), number=after)
    changes = compare_paragraphs(_paragraphs(old.text), _paragraphs(new.text))
    return Changes(
        article=article,
        before=old,
        after=new,
        versions=list(versions.light().order_by("-number")),
        rows=list(_rows(changes)),
        is_cut=max(len(old.text), len(new.text)) > COMPARED,
    )


def _paragraphs(text: str) -> list[str]:
    return [line for line in text[:COMPARED].split("\n") if line.strip()]


def _rows(changes: Sequence[Change]) -> Iterator[Changed]:
    for is_same, run in groupby(changes, key=lambda change: change.kind == ChangeKind.SAME):
        if is_same:
            yield Changed(ChangeKind.SAME, unchanged=[change.after for change in run])
            continue
        for change in run:
            is_rewritten = change.kind == ChangeKind.REWRITTEN
            diff = _diff(change) if is_rewritten else None
            yield Changed(change.kind, change.before, change.after, diff)


def _diff(change: Change) -> Diff:
    parts = diff_words(change.before, change.after)
    return read_diff([[part.kind, part.left, part.right] for part in parts])
