"""All that the page of an article shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from claims.admin.article.parts import Line, in_parts, part_of, read_lines
from claims.admin.article.pieces import Note, Piece, cut_pieces
from claims.enums import MatchState, SentenceKind
from claims.models import Article, ArticleVersion, Match, Quote, Sentence, Verdict

# What was decided not to be an appearance is only shown when asked for.
REFUSED = (MatchState.REJECTED, MatchState.UNLINKED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `version` is a number, `match` an id, `part` counts from 1."""

    version: int | None = None
    match: int | None = None
    part: int | None = None
    with_refused: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; its margin holds the notes of the matches that begin in it."""

    kind: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]

    @property
    def is_aside(self) -> bool:
        """Text that nobody reads for its claims: menus, pasted repeats."""
        return self.kind in (SentenceKind.BOILERPLATE, SentenceKind.REPEAT)


@dataclass(frozen=True, slots=True)
class Reading:
    article: Article
    version: ArticleVersion
    versions: Sequence[ArticleVersion]
    paragraphs: Sequence[Paragraph]
    notes: Sequence[Note]
    part: int
    part_count: int
    marked: int | None
    refused_count: int

    @property
    def newest(self) -> int:
        return self.versions[0].number


def read_article(pk: int, asked: Asked) -> Reading:
    """The newest version, unless another one is asked for, by its number or by a match in it.

    Raises Http404.
    """
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    versions = list(article.versions.light().order_by("-number"))
    version = _version(article, asked)
    matches = _matches(version)
    shown = [
        m for m in matches if asked.with_refused or m.state not in REFUSED or m.pk == asked.match
    ]
    notes = [Note(number, match) for number, match in enumerate(shown, start=1)]
    parts = in_parts(list(read_lines(version.text)))
    index = _part(parts, asked, shown)
    return Reading(
        article=article,
        version=version,
        versions=versions,
        paragraphs=_paragraphs(version, parts[index], notes),
        notes=notes,
        part=index + 1,
        part_count=len(parts),
        marked=asked.match,
        refused_count=sum(match.state in REFUSED for match in matches),
    )


def _version(article: Article, asked: Asked) -> ArticleVersion:
    versions = ArticleVersion.objects.filter(article=article).defer("raw")
    if asked.version is not None:
        return get_object_or_404(versions, number=asked.version)
    if asked.match is not None:
        return get_object_or_404(versions, matches=asked.match)
    return get_object_or_404(versions.order_by("-number")[:1])


def _matches(version: ArticleVersion) -> list[Match]:
    published = Verdict.objects.published().select_related("rating")
    matches: QuerySet[Match] = (
        Match.objects.filter(version=version)
        .select_related("claim__claimant", "wording", "decided_by")
        .prefetch_related("flags", Prefetch("claim__verdicts", published, to_attr="published"))
        .order_by("start", "end", "pk")
    )
    return list(matches)


def _part(parts: Sequence[Sequence[Line]], asked: Asked, matches: Sequence[Match]) -> int:
    if asked.part is not None:
        return min(max(asked.part, 1), len(parts)) - 1
    place = next((match.start for match in matches if match.pk == asked.match), None)
    return 0 if place is None else part_of(parts, offset=place)


def _paragraphs(
    version: ArticleVersion, lines: Sequence[Line], notes: Sequence[Note]
) -> list[Paragraph]:
    if not lines:
        return []
    inside = {"version": version, "start__gte": lines[0].start, "start__lt": lines[-1].end}
    kinds = Sentence.objects.filter(**inside).order_by("start").values_list("start", "kind")
    quotes = list(Quote.objects.filter(**inside).order_by("start", "-end"))
    found = iter([*kinds, (lines[-1].end, "")])
    start, kind = next(found)
    paragraphs = []
    for line in lines:
        while start < line.start:
            start, kind = next(found)
        own_kind = kind if start < line.end else SentenceKind.PARAGRAPH.value
        pieces = cut_pieces(line.text, start=line.start, notes=notes, quotes=quotes)
        begun = tuple(n for n in notes if line.start <= n.match.start < line.end)
        paragraphs.append(Paragraph(own_kind, pieces, begun))
    return paragraphs
