"""The matcher over all searched wordings: built once in a process, and again when they change."""

import threading
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Length

from claims.matching import DEFAULT_THRESHOLD, ClaimIndex, KnownWording, Matcher
from claims.models import Wording


@dataclass(slots=True)
class _Cache:
    key: tuple[Any, ...] | None = None
    matcher: Matcher | None = None


_cache = _Cache()
# The web server answers in threads; one of them builds, the others wait for it.
_lock = threading.Lock()


def current_matcher(*, threshold: float = DEFAULT_THRESHOLD) -> Matcher:
    """A matcher that knows the wordings the database has now; one query if none has changed."""
    with _lock:
        key = (threshold, *_fingerprint())
        if _cache.matcher is None or _cache.key != key:
            _cache.matcher = Matcher(ClaimIndex.build(_known_wordings()), threshold=threshold)
            _cache.key = key
        return _cache.matcher


def _fingerprint() -> tuple[Any, ...]:
    """Changes when wordings are added, switched on or off, moved or retired with their claim.

    Sums over the rows instead of the newest time: a change that commits late is seen too.
    """
    sums = Wording.objects.searched().aggregate(
        rows=Count("pk"),
        keys=Sum("pk"),
        squares=Sum(F("pk") * F("pk")),
        claims=Sum("claim_id"),
        letters=Sum(Length("text")),
    )
    return tuple(sums.values())


def _known_wordings() -> list[KnownWording]:
    rows = (
        Wording.objects.searched().order_by("pk").values_list("pk", "claim_id", "text", "language")
    )
    return [
        KnownWording(key=pk, claim=str(claim), text=text, language=language)
        for pk, claim, text, language in rows.iterator(chunk_size=2000)
    ]
