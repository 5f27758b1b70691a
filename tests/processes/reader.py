"""Opens the index again and again, as a process that starts does, until a file says stop.

Called with how the texts begin that are looked for. Each look is a line of JSON: the wordings of
such texts before it, those found, and those after it, by their ids.
"""

import json
import sys
from pathlib import Path

import django
import numpy as np

django.setup()

from claims import suggest  # noqa: E402 # models are there only now
from claims.models import Wording  # noqa: E402


def look(beginning: str) -> list[list[int]]:
    """What there was, what is found, what there is."""
    before = known(beginning)
    suggest.forget_index()
    index = suggest.current_index()
    texts = list(known(beginning).values())
    alone = np.array([[i, i] for i in range(len(texts))]).reshape(-1, 2)
    reached = index.search(index.read(texts, language="en"), alone)
    found = {index.entry(position).key for position in reached.position.tolist()}
    return [list(before), sorted(found), list(known(beginning))]


def known(beginning: str) -> dict[int, str]:
    """The searched wordings that begin so."""
    rows = Wording.objects.searched().filter(text__startswith=beginning)
    return dict(rows.values_list("pk", "text"))


if __name__ == "__main__":
    while not Path(sys.argv[2]).exists():
        sys.stdout.write(json.dumps(look(sys.argv[1])) + "\n")
        sys.stdout.flush()
