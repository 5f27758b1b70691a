"""The clock, the core and the memory that figures are taken with."""

import gc
import math
import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from claims.matching import settle_heap

T = TypeVar("T")
_PACKAGES = ("numpy", "numba", "rapidfuzz", "tantivy")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work returns, and the CPU seconds of this process that it took."""
    before = time.process_time()
    result = work()
    return result, time.process_time() - before


@contextmanager
def one_core() -> Iterator[None]:
    """Everything inside runs on one core, where the system lets a process choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@contextmanager
def settled_heap() -> Iterator[None]:
    """Garbage is collected as it is in a worker that has loaded its index."""
    thresholds = gc.get_threshold()
    settle_heap()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)


def mean(values: Sequence[float]) -> float:
    """0 without values."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0..1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def machine_line() -> str:
    """Processor, cores, interpreter and the packages that matter, in one line."""
    packages = []
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            packages.append(f"{name} {version(name)}")
    cores = os.cpu_count() or 1
    python = f"Python {platform.python_version()}"
    return ", ".join([f"{_processor()}, {cores} cores", python, *packages])


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
