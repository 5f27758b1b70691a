"""Who is told of what: one function for each kind of notice."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from claims.enums import REPEATING, NoticeKind, NoticeSubject, VerdictState
from claims.models import ArticleVersion, Claim, Match, Notice, Verdict, VerdictEvent
from claims.notices.writing import Happening, notify


def tell_of_assignment(
    subject: Match | Claim, *, assignee: User, actor: User | None, at: datetime
) -> int:
    """Tell somebody that a match or a claim was assigned to them by somebody else."""
    kind = NoticeSubject.MATCH if isinstance(subject, Match) else NoticeSubject.CLAIM
    happening = Happening(
        kind=NoticeKind.ASSIGNED,
        subject_kind=kind,
        subject_id=subject.pk,
        occasion=f"{kind.value} {subject.pk} at {at.isoformat()}",
        text=subject.text,
        at=at,
        actor=actor,
    )
    return notify([assignee.pk], happening)


def tell_of_return(event: VerdictEvent) -> int:
    """Tell who wrote or proposed a verdict that it was returned, and the comment to it."""
    verdict = event.verdict
    proposed = verdict.events.filter(new_state=VerdictState.PROPOSED)
    happening = Happening(
        kind=NoticeKind.RETURNED,
        subject_kind=NoticeSubject.VERDICT,
        subject_id=verdict.pk,
        occasion=f"event {event.pk}",
        text=verdict.summary,
        at=event.at,
        actor=event.actor,
        note=event.note,
    )
    return notify([verdict.author_id, *proposed.values_list("actor", flat=True)], happening)


def tell_of_repeats(version: ArticleVersion, matches: Iterable[Match], *, at: datetime) -> int:
    """Tell of refuted claims that a version repeats, by matches that were suggested just now.

    To all who had a hand in the published verdict, and whose the claim is. Only if the text came
    after the verdict: that older texts repeat the claim too is nothing new. Once for each claim
    and article.
    """
    repeated = {match.claim_id for match in matches if match.stance in REPEATING}
    if not repeated:
        return 0
    verdicts = Verdict.objects.published().filter(
        claim__in=repeated, published_at__lte=version.received_at
    )
    return sum(
        _tell_of_repeat(verdict, version, at)
        for verdict in verdicts.select_related("rating", "claim").order_by("pk")
        if verdict.rating is not None and verdict.rating.refutes
    )


def tell_of_new_version(version: ArticleVersion, *, at: datetime) -> int:
    """Tell those who decided on a match in the article that it has a new version.

    Not those whom an earlier version's notice has not reached yet: a live blog changes all day.
    """
    article = version.article
    decided = Match.objects.filter(version__article=article, decided_by__isnull=False)
    waiting = Notice.objects.filter(
        Q(in_workbench=True) | Q(mailed_at__isnull=True),
        kind=NoticeKind.CHANGED,
        subject_id=article.pk,
        read_at__isnull=True,
    )
    people = decided.exclude(decided_by__in=waiting.values("user")).values_list(
        "decided_by", flat=True
    )
    happening = Happening(
        kind=NoticeKind.CHANGED,
        subject_kind=NoticeSubject.ARTICLE,
        subject_id=article.pk,
        occasion=f"version {version.pk}",
        text=str(article),
        at=at,
    )
    return notify(people.distinct(), happening)


def _tell_of_repeat(verdict: Verdict, version: ArticleVersion, at: datetime) -> int:
    hands = verdict.events.values_list("actor", flat=True)
    happening = Happening(
        kind=NoticeKind.REPEATED,
        subject_kind=NoticeSubject.ARTICLE,
        subject_id=version.article_id,
        occasion=f"claim {verdict.claim_id} in article {version.article_id}",
        text=verdict.claim.text,
        at=at,
        note=str(version.article),
    )
    return notify([verdict.author_id, verdict.claim.assignee_id, *hands], happening)
