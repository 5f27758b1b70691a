"""The base of an index as named arrays and facts, and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.index.base import Base, Seeds, Vocabulary
from claims.index.chunks import ChunkTable
from claims.index.framed import Framed
from claims.index.names import NameWords
from claims.index.rows import Rows
from claims.index.segment import Segment
from claims.index.snapshot import SnapshotRefused

ANALYSER_VERSION = 2
"""Goes up whenever a text may be read into other terms than before; older snapshots are refused."""
_ROW_ARRAYS = ("language_numbers", "texts", "order")
_ROW_NUMBERS = ("keys", "claims", "text_starts")
Arrays = Mapping[str, npt.NDArray[Any]]


def packed(base: Base, *, seq: int) -> tuple[Arrays, Mapping[str, Any]]:
    """The arrays of a base, by name, and what else must be known of it."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "term-identities": base.vocabulary.identities,
        "term-weights": base.vocabulary.weights,
        "name-capitals": base.names.capitals,
        "name-lowers": base.names.lowers,
    }
    arrays |= {f"segment-{name}": array for name, array in base.segment._asdict().items()}
    arrays |= {f"row-{name}": getattr(base.rows, name) for name in _ROW_ARRAYS}
    for name in _ROW_NUMBERS:
        framed = getattr(base.rows, name)._asdict()
        arrays |= {f"row-{name}-{part}": array for part, array in framed.items()}
    languages = sorted(base.seeds)
    for number, language in enumerate(languages):
        table, norms = base.seeds[language]
        arrays |= {f"seed-{number}-{name}": array for name, array in table._asdict().items()}
        arrays[f"seed-{number}-norms"] = norms
    facts = {
        "analyser": ANALYSER_VERSION,
        "seq": seq,
        "wordings": base.vocabulary.wordings,
        "languages": list(base.rows.languages),
        "seeds": languages,
    }
    return arrays, facts


def unpacked(arrays: Arrays, facts: Mapping[str, Any]) -> Base:
    """The base in the arrays of a snapshot. Raises `SnapshotRefused` if it is of an older kind."""
    if facts["analyser"] != ANALYSER_VERSION:
        raise SnapshotRefused(
            f"The snapshot was made by version {facts['analyser']} of the text analysis, "
            f"this is version {ANALYSER_VERSION}."
        )
    vocabulary = Vocabulary(
        arrays["term-identities"], arrays["term-weights"], int(facts["wordings"])
    )
    columns: dict[str, Any] = {name: arrays[f"row-{name}"] for name in _ROW_ARRAYS}
    for name in _ROW_NUMBERS:
        columns[name] = Framed(*(arrays[f"row-{name}-{part}"] for part in Framed._fields))
    rows = Rows(**columns, languages=tuple(facts["languages"]))
    seeds = {language: _seeds(arrays, i) for i, language in enumerate(facts["seeds"])}
    return Base(
        vocabulary,
        Segment(*(arrays[f"segment-{name}"] for name in Segment._fields)),
        rows,
        NameWords(arrays["name-capitals"], arrays["name-lowers"]),
        seeds,
    )


def _seeds(arrays: Arrays, number: int) -> Seeds:
    columns = (arrays[f"seed-{number}-{name}"] for name in ChunkTable._fields)
    return ChunkTable(*columns), np.asarray(arrays[f"seed-{number}-norms"])
