"""How the garbage collector behaves while a process loads what it will keep."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_for_good() -> Iterator[None]:
    """For loading numba, once in a process: what is there afterwards is never walked through.

    Hundreds of thousands of objects are made and none of them is garbage; looking for some again
    and again, and once more soon after, takes a tenth of the start of a process.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
