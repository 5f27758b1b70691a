"""Wordings are read batch by batch, whatever the lexicon forgets between."""

import numpy as np
import pytest

from claims.index import Entry, contents
from claims.index.contents import ContentReader
from claims.index.identity import identity_of
from claims.index.lexicon import Lexicon


def unnumbered(identities: np.ndarray) -> np.ndarray:
    return np.full(len(identities), -2, dtype=np.int32)


def test_more_wordings_than_a_lexicon_remembers_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_BATCH", 1)
    lexicon = Lexicon("en", unnumbered, most_tokens=3)
    texts = ["alpha beta gamma delta in Oslo", "zeta", "eta eta", "zeta eta"]

    reader = ContentReader(lambda _: lexicon)
    terms, counts = reader.read([Entry(i, i, text) for i, text in enumerate(texts)])

    assert counts.tolist() == [5, 1, 2, 2]
    assert terms[-3:].tolist() == [identity_of(word) for word in ("eta", "zeta", "eta")]
    assert reader.names().capitals.tolist() == [identity_of("oslo")]
    assert reader.token_counts["en"].tolist() == [2, 3]
