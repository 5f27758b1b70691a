"""Compiles the loops of the index where numba is installed; without it they run as plain Python.

Arrays that live long are read-only: loops are compiled once for each kind of array, and a mapped
array is read-only. Compiled code is kept beside the sources, or in the folder that NUMBA_CACHE_DIR
names; where neither can be written, it is compiled anew in each process.
"""

import importlib
import importlib.util
import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

_LOG = logging.getLogger(__name__)
Loop = TypeVar("Loop", bound=Callable[..., Any])


@cache
def numba_is_usable() -> bool:
    """Whether loops are compiled; says once in the log if they are not."""
    return _numba() is not None


def compiled(loop: Loop) -> Loop:
    """The loop, compiled at its first call. It must not hold on to Python objects."""
    return _compile(loop, nogil=False)


def compiled_without_lock(loop: Loop) -> Loop:
    """The loop, compiled, and other threads run beside it: for loops over immutable arrays."""
    return _compile(loop, nogil=True)


@cache
def _numba() -> Any:
    if importlib.util.find_spec("numba") is not None:
        try:
            return importlib.import_module("numba")
        except ImportError as refusal:
            _LOG.warning("Numba cannot be loaded (%s): claims are searched without it.", refusal)
            return None
    _LOG.warning("Numba is not installed: claims are searched with numpy alone, much slower.")
    return None


def _compile(loop: Loop, *, nogil: bool) -> Loop:
    numba = _numba()
    if numba is None:
        return loop
    try:
        made: Loop = numba.njit(cache=True, nogil=nogil)(loop)
    except RuntimeError:  # No folder in which numba could keep compiled code.
        made = numba.njit(cache=False, nogil=nogil)(loop)
    return made
