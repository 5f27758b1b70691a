import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.ranking.postings import K1, B, bm25_postings, cosine_postings, cosine_query

WORDS = st.sampled_from(["tram", "bridge", "mayor", "tax", "river"])
DOCUMENTS = st.lists(st.lists(WORDS, max_size=6), min_size=1, max_size=6)


def naive_bm25(documents: list[list[str]], query: set[str]) -> list[float]:
    mean = max(sum(map(len, documents)) / len(documents), 1.0)
    scores = []
    for document in documents:
        counts, score = Counter(document), 0.0
        for word in query & counts.keys():
            holders = sum(word in other for other in documents)
            idf = math.log1p((len(documents) - holders + 0.5) / (holders + 0.5))
            norm = K1 * (1 - B + B * len(document) / mean)
            score += idf * counts[word] * (K1 + 1) / (counts[word] + norm)
        scores.append(score)
    return scores


@given(DOCUMENTS, st.sets(WORDS))
def test_bm25_is_that_of_the_formula(documents: list[list[str]], query: set[str]) -> None:
    scores = bm25_postings(documents).scores((word, 1.0) for word in query)
    np.testing.assert_allclose(scores, naive_bm25(documents, query), rtol=1e-4, atol=1e-5)


@given(DOCUMENTS)
def test_a_document_is_nearest_to_itself(documents: list[list[str]]) -> None:
    postings = cosine_postings(documents)
    for position, document in enumerate(documents):
        scores = postings.scores(cosine_query(postings, document))
        assert scores.max() <= 1 + 1e-5
        if document:
            assert math.isclose(scores[position], 1, abs_tol=1e-4)


def test_unknown_words_reach_nothing() -> None:
    postings = bm25_postings([["tram"], ["bridge"]])
    assert postings.scores([("zebra", 1.0)]).tolist() == [0, 0]
    assert postings.idf_of("zebra") > postings.idf_of("tram")
