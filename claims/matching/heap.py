"""How a process that matches article after article has its garbage collected."""

import gc

_THRESHOLDS = (20_000, 20, 50)
"""An article makes thousands of objects and none that refers to itself: by default they, and what
is kept of the articles before, would be walked through several times for each."""


def settle_heap() -> None:
    """What is there now is never walked through again, what comes later less often.

    For a process that has loaded what it needs, before its first article or before it forks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
