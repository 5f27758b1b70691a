"""Compiles loops where numba is installed; without it they run as plain Python."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

Loop = TypeVar("Loop", bound=Callable[..., Any])


@cache
def numba_is_usable() -> bool:
    """Whether loops are compiled; claims.index says so in the log if they are not."""
    return _numba() is not None


def compiled(loop: Loop) -> Loop:
    """The loop, compiled at its first call; other threads run beside it."""
    numba = _numba()
    if numba is None:
        return loop
    try:
        made: Loop = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:  # No folder in which numba could keep compiled code.
        made = numba.njit(cache=False, nogil=True)(loop)
    return made


@cache
def _numba() -> Any:
    try:
        return importlib.import_module("numba") if importlib.util.find_spec("numba") else None
    except ImportError:
        return None
