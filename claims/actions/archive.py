"""Looking for known claims in the stored articles: at once, or only to see what would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from claims import desk, pipeline, suggest
from claims.actions.bell import ring
from claims.actions.work import requeue_versions
from claims.enums import WorkState
from claims.models import ArticleVersion, Claim, Match
from claims.text import segment


@dataclass(frozen=True, slots=True)
class SuggestionChange:
    """A suggestion that would appear (no probability before), change, or go (none after)."""

    claim: int
    sentence: str
    before: float | None
    after: float | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "appears"
        return "goes" if self.after is None else "changes"


@dataclass(frozen=True, slots=True)
class Looked:
    """A step of a search: how many versions it looked at, and which will be matched again."""

    versions: int
    again: list[int]


def match_archive(claims: Sequence[Claim] = ()) -> Iterator[Looked]:
    """Look for what has changed since the last search, or for all wordings of some claims.

    Versions that may restate them go back into the queue, and workers match them.
    """
    if claims:
        for step in _steps(_seeker_of(claims), may_store=True):
            with transaction.atomic():
                again = [pk for pk in step.versions if requeue_versions([pk])]
            yield Looked(step.looked_at, again)
        return
    for put_back in pipeline.search_archive():
        for pk in put_back.versions:
            ring(version_id=pk)
        yield Looked(put_back.looked_at, put_back.versions)


def find_in_archive(claims: Sequence[Claim] = ()) -> Iterator[Looked]:
    """What `match_archive` would match again; nothing is written."""
    search = None if claims else suggest.pending_search()
    seeker = suggest.Seeker.of(search) if search else _seeker_of(claims)
    for step in _steps(seeker, may_store=False):
        again = set(step.versions)
        if step.end is None and search:
            again.update(suggest.outdated_versions(search))
        is_done = ArticleVersion.objects.filter(pk__in=again, work_state=WorkState.PROCESSED)
        yield Looked(step.looked_at, sorted(is_done.values_list("pk", flat=True)))


def preview_version(version: ArticleVersion) -> list[SuggestionChange]:
    """What matching a version again would do to its suggestions, in reading order."""
    matcher = suggest.current_matcher(threshold=desk.current_settings().suggest_threshold)
    proposals = matcher.match(segment(version.text, language=version.article.language))
    with transaction.atomic():
        plan = suggest.plan_matches(
            version,
            proposals,
            engine_version=matcher.version,
            leave=suggest.kept_by_meaning(version),
        )
    changes: list[tuple[Match, float | None, float | None]] = [
        (match, None, match.probability) for match, _ in plan.added
    ]
    changes += [(match, match.probability, None) for match in plan.dropped]
    before = {match.pk: match for match in plan.before.values()}
    changes += [
        (match, before[match.pk].probability, match.probability)
        for match, _ in plan.kept
        if _differ(before[match.pk], match)
    ]
    changes.sort(key=lambda change: (change[0].start, change[0].claim_id))
    return [
        SuggestionChange(match.claim_id, match.text, earlier, now)
        for match, earlier, now in changes
    ]


def _differ(one: Match, other: Match) -> bool:
    is_same_span = (one.start, one.end) == (other.start, other.end)
    is_as_probable = round(one.probability, 4) == round(other.probability, 4)
    return not (is_same_span and is_as_probable and one.wording_id == other.wording_id)


def _seeker_of(claims: Sequence[Claim]) -> suggest.Seeker:
    wordings = suggest.wordings_of([claim.pk for claim in claims])
    return suggest.Seeker(suggest.current_index(), wordings, before=None)


def _steps(seeker: suggest.Seeker, *, may_store: bool) -> Iterator[suggest.Step]:
    start: int | None = 0
    while start is not None:
        step = seeker.step(start, may_store=may_store)
        yield step
        start = step.end
