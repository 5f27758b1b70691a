"""Looks for a slow pattern only where it can begin; compiles it only where it is needed."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial


def compiled_later(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A pattern that few texts need, compiled when it is first asked for.

    To compile a long one takes as long as to read an article, and every new process would.
    """
    return cache(partial(re.compile, pattern, flags))


def matches_at(
    pattern: re.Pattern[str], text: str, starts: Iterable[int], *, end: int | None = None
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` finds, if no match can begin anywhere but at `starts`.

    `starts` are offsets in ascending order, `end` is where the text is taken to end.
    """
    behind, last = 0, len(text) if end is None else end
    for start in starts:
        if start < behind:
            continue
        found = pattern.match(text, start, last)
        if found is not None:
            yield found
            behind = found.end()
