"""The order of the stages an article version goes through, nothing else."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from claims import audit, ingest, notices, review, suggest, work
from claims.encoding import Encoder
from claims.matching import ProposedMatch
from claims.models import ArticleVersion, VersionTerms
from claims.text import Segmented, segment

logger = logging.getLogger(__name__)

ENGINE_ERROR = "engine-error"
# Longer with each attempt, so that a locked database is not pressed harder.
RETRY_SECONDS = 5
# For the few wordings that changed lately; a new encoder is filled by the sweep.
CATCH_UP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Proposals:
    """What was found, and by which version of the engine."""

    found: tuple[ProposedMatch, ...]
    engine: str


def process_version(
    version_id: int,
    *,
    lease_seconds: int,
    max_attempts: int,
    threshold: float,
    auto_confirm: float | None = None,
) -> bool:
    """Segment and match a version if it is free. True: it is processed now, and by this call.

    All is computed first and then written in one transaction, so a worker killed at any moment
    leaves nothing or everything. A fault of the version itself makes it failed, with the reason
    on its row. A fault of the database gives it back to the queue and is raised. With
    `auto_confirm` verbatim repeats without flags that are at least so probable are confirmed.
    """
    lease = work.lease_version(
        version_id, at=timezone.now(), seconds=lease_seconds, max_attempts=max_attempts
    )
    if lease is None:
        return False
    try:
        return _attempt(lease, threshold=threshold, auto_confirm=auto_confirm)
    except work.LeaseLost as lost:
        logger.warning("%s", lost)
        return False


def _attempt(lease: work.Lease, *, threshold: float, auto_confirm: float | None) -> bool:
    try:
        _process(lease, threshold=threshold, auto_confirm=auto_confirm)
    except work.LeaseLost:
        raise
    except (OperationalError, InterfaceError):
        delay = timedelta(seconds=RETRY_SECONDS * lease.attempt)
        work.release_version(lease, due_at=timezone.now() + delay)
        raise
    except Exception as error:
        logger.exception("Version %s cannot be processed.", lease.version_id)
        # PostgreSQL stores no NUL.
        reason = f"{type(error).__name__}: {error}".replace("\x00", "")
        work.fail_version(lease, code=ENGINE_ERROR, reason=reason)
        return False
    return True


def _process(lease: work.Lease, *, threshold: float, auto_confirm: float | None) -> None:
    version = ArticleVersion.objects.select_related("article").defer("raw").get(pk=lease.version_id)
    segmented = segment(version.text, language=version.article.language)
    is_stored = False
    while not is_stored:
        # First: what the matcher knows is then no older.
        index = suggest.current_index()
        matcher = suggest.current_matcher(threshold=threshold)
        proposals = _Proposals(matcher.match(segmented), matcher.version)
        terms = suggest.pack_version(version, segmented, index)
        is_stored = _write(lease, segmented, proposals, terms, auto_confirm)


def _write(
    lease: work.Lease,
    segmented: Segmented,
    proposals: _Proposals,
    terms: VersionTerms,
    auto_confirm: float | None,
) -> bool:
    """False: nothing, because a search of the archive has begun for claims not known here."""
    version = terms.version
    with audit.recording():
        suggest.hold_suggestions(alone=False)
        if not suggest.knows_enough(terms.matched_seq):
            return False
        # Before anything is written: who has lost the lease stops here.
        work.finish_version(lease, at=timezone.now(), engine_version=proposals.engine)
        if ingest.spans_differ(version, segmented) and suggest.drop_suggestions(version):
            ingest.store_spans(version, segmented)
        suggest.store_terms(terms)
        by_meaning = suggest.kept_by_meaning(version)
        added = suggest.store_matches(
            version, proposals.found, engine_version=proposals.engine, leave=by_meaning
        )
        notices.tell_of_repeats(version, added, at=timezone.now())
        if auto_confirm is not None:
            review.confirm_verbatim(version, least=auto_confirm, at=timezone.now())
        if suggest.is_meaning_read():
            work.await_reading(version.pk, at=timezone.now())
    return True


def fill_vectors(*, seconds: float) -> bool:
    """Encode the wordings that have changed; True: there is an encoder, and none is left."""
    encoder = suggest.current_encoder()
    return encoder is not None and suggest.fill_vectors(encoder, seconds=seconds)


def read_meaning(
    version_id: int,
    *,
    lease_seconds: int,
    max_attempts: int,
    threshold: float,
    auto_confirm: float | None = None,
) -> bool:
    """Look in a processed version for claims by meaning, if that is due. True: done by this call.

    The second pass: it adds to what the words propose, and is lost without harm. `auto_confirm` is
    as for `process_version`.
    """
    encoder = suggest.current_encoder()
    if encoder is None or not suggest.fill_vectors(encoder, seconds=CATCH_UP_SECONDS):
        return False
    turn = work.take_turn(
        version_id,
        encoder=encoder.name,
        at=timezone.now(),
        seconds=lease_seconds,
        max_attempts=max_attempts,
    )
    if turn is None:
        return False
    try:
        _read_meaning(turn, encoder, threshold=threshold, auto_confirm=auto_confirm)
    except work.TurnLost as lost:
        logger.info("%s", lost)
        return False
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("Version %s cannot be read for its meaning.", version_id)
        return _fail_meaning(turn, error)
    return True


def due_meanings(*, limit: int) -> list[int]:
    """Ids of versions that the encoder of this process has not read; none without one."""
    encoder = suggest.current_encoder()
    if encoder is None:
        return []
    now = timezone.now()
    work.enrol_versions(at=now)
    return work.due_readings(encoder=encoder.name, at=now, limit=limit)


def _read_meaning(
    turn: work.Turn, encoder: Encoder, *, threshold: float, auto_confirm: float | None
) -> None:
    version = ArticleVersion.objects.select_related("article").defer("raw").get(pk=turn.version_id)
    segmented = segment(version.text, language=version.article.language)
    proposals = suggest.find_by_meaning(segmented, encoder, threshold=threshold)
    with audit.recording():
        suggest.hold_suggestions(alone=False)
        # Before anything is written: who has lost the turn stops here.
        work.finish_turn(turn)
        added = suggest.store_meaning(version, proposals, encoder=encoder, threshold=threshold)
        notices.tell_of_repeats(version, added, at=timezone.now())
        if auto_confirm is not None:
            review.confirm_verbatim(version, least=auto_confirm, at=timezone.now())


def _fail_meaning(turn: work.Turn, error: Exception) -> bool:
    reason = f"{type(error).__name__}: {error}".replace("\x00", "")
    with suppress(work.TurnLost):
        work.fail_turn(turn, reason=reason)
    return False


@dataclass(frozen=True, slots=True)
class PutBack:
    """Versions put back into the queue by a step of a search, and how many it looked at."""

    versions: list[int]
    looked_at: int


def search_archive() -> Iterator[PutBack]:
    """Look for changed claims in all stored versions, step by step, until nothing is left to do.

    What a step has done stays done, so whoever stops after one, or is killed in it, loses nothing.
    """
    while search := suggest.begin_search():
        seeker = suggest.Seeker.of(search)
        while (start := suggest.scanned_to(search)) is not None:
            step = seeker.step(start)
            yield PutBack(_put_back(search, step), step.looked_at)


def _put_back(search: suggest.Search, step: suggest.Step) -> list[int]:
    now = timezone.now()
    with transaction.atomic():
        if not suggest.move_on(search, step):
            return []
        last = suggest.outdated_versions(search) if step.end is None else []
        found = sorted({*step.versions, *last})
        return [pk for pk in found if work.requeue_version(pk, at=now)]
