"""What a new worker costs: run as a program of its own by `claims.benchmark.processes`.

Prints one JSON object: CPU seconds of the imports (with the interpreter's start), of opening a
snapshot and of the first article, and the private megabytes of the second of two forked workers
after both have matched the same articles.
"""

import json
import os
import sys
import time
from pathlib import Path

from claims.index import Index
from claims.matching import Matcher, settle_heap
from claims.text import segment

IMPORTED = time.process_time()
_PRIVATE = ("Private_Clean:", "Private_Dirty:")


def main(folder: Path, articles_file: Path) -> None:
    """Measure and print. `articles_file` holds a JSON list of texts."""
    articles: list[str] = json.loads(articles_file.read_text(encoding="utf-8"))
    figures: dict[str, float | None] = {"imports_s": IMPORTED}
    before = time.process_time()
    matcher = Matcher(Index.open(folder))
    figures["open_s"] = time.process_time() - before
    before = time.process_time()
    matcher.match(segment(articles[0]))
    figures["first_query_s"] = time.process_time() - before
    figures["worker_private_mb"] = _private_of_second_worker(matcher, articles)
    sys.stdout.write(json.dumps(figures) + "\n")


def _private_of_second_worker(matcher: Matcher, articles: list[str]) -> float | None:
    """The first one stays alive, so that pages which any worker maps do not count as private."""
    if not hasattr(os, "fork"):
        return None
    settle_heap()
    hold = os.pipe()
    first = _fork(matcher, articles, hold=hold)
    second = _fork(matcher, articles)
    os.read(first[1], 100)
    said = os.read(second[1], 100)
    for end in hold:
        os.close(end)
    for process, _ in (first, second):
        os.waitpid(process, 0)
    return float(said) if said else None


def _fork(
    matcher: Matcher, articles: list[str], *, hold: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The id of a worker, and the pipe into which it writes its private megabytes."""
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        return process, read
    status = 1
    try:
        for text in articles:
            matcher.match(segment(text))
        os.write(write, _private_megabytes().encode())
        if hold is not None:
            # Nothing is ever written there: it ends when the parent has both answers, or is gone.
            os.close(hold[1])
            os.read(hold[0], 1)
        status = 0
    finally:
        os._exit(status)


def _private_megabytes() -> str:
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith(_PRIVATE))
    return str(kilobytes * 1024 / 1e6)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
