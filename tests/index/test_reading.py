"""Texts read chunk by chunk must have the terms of the reference analysis, whatever they hold."""

from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.index import Entry, Index, base, lexicon, reader
from claims.index.identity import identity_of
from claims.index.lexicon import Lexicon
from claims.index.reader import read_texts
from claims.terms import terms_of
from claims.text import tokenize

NASTY = [
    "",
    " \t\n",
    "...",
    "U.S. and U.S.A., U.K.) “U.S.”",
    "O'Neill's dogs' l'eau dell'acqua ’tis",
    "1,000.5 and 3.4. 5% 12‰ 1st, 2nd; 1990s",
    "US$5 HK$1,000 €3.50 C$ $",
    "fifty per cent. Per cent per-cent PER CENT per.cent cent per",
    'New York, New  York New\nYork "New York" new York NEW YORK New Yorker',
    "South Korea's president (South Korea) South African South",
    "Porto-Novo N'Djamena Guinea-Bissau Washington DC Washington D.C. U.S.A.",
    "中国政府 said 中国, 日本。 東京タワー",
    "روسيا تفرض عقوبات على الصين",
    "ประเทศไทย รัสเซีย हिन्दी में समाचार",
    "e\u0301cole cafe\u0301 \u0301\u0301 a\u200bb so\u00adft",
    "a\u00a0b\u2003c\u3000d\u2028e\x1cf\x85g",
    "x" * 5_000,
    "中" * 300,
    "\ud800 lone \udfff",
    "a.b.c. A.B a..b -- — – • * / \\ | _under_score_",
]
texts = st.lists(
    st.text(max_size=40)
    | st.sampled_from(NASTY)
    | st.sampled_from(["per", "cent", "New", "York", "U.S.", "the"]),
    max_size=6,
).map(" ".join)


@pytest.fixture(params=["fast", "plain"], autouse=True, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here runs with the compiled loops and without."""
    chosen = import_module(f"claims.index.{request.param}")
    with pytest.MonkeyPatch.context() as patch:
        for user in (lexicon, reader, base):
            patch.setattr(user, "engine", lambda: chosen)
        yield


def unnumbered(identities: np.ndarray) -> np.ndarray:
    return np.full(len(identities), -2, dtype=np.int32)


def expected(text: str, language: str) -> list[int]:
    return [identity_of(term) for term in terms_of(tokenize(text, language=language))]


@given(st.lists(texts, max_size=4), st.sampled_from(["en", "de", "xx"]))
@settings(max_examples=60, deadline=None)
@example(NASTY, "en")
@example(NASTY, "fr")
@example(NASTY, "zh")
def test_terms_are_those_of_the_reference(some: list[str], language: str) -> None:
    lexicon = Lexicon(language, unnumbered, most_tokens=50)

    for _ in range(2):
        read = read_texts(some, lexicon)

        starts = [0, *read.ends.tolist()]
        found = [read.identities[a:b].tolist() for a, b in pairwise(starts)]
        assert found == [expected(text, language) for text in some]


def test_a_lexicon_forgets_within_its_bound() -> None:
    lexicon = Lexicon("en", unnumbered, most_tokens=50)

    for number in range(0, 1000, 10):
        read_texts([" ".join(f"word{i}" for i in range(number, number + 10))], lexicon)

    assert len(lexicon.tables.grown.marks) <= 60


def test_one_text_may_hold_more_than_the_bound() -> None:
    lexicon = Lexicon("en", unnumbered, most_tokens=5)
    words = [f"word{i}" for i in range(30)]
    read_texts([" ".join(words[:10])], lexicon)

    read = read_texts([" ".join(words)], lexicon)

    assert read.identities.tolist() == [identity_of(word) for word in words]


def test_words_without_content_and_words_no_wording_has() -> None:
    index = Index.build([Entry(1, 1, "Officials closed the bridge")])

    lists = index.read(["the bridge zork", "", "of"], language="en-GB")

    assert lists.terms[0] == lists.terms[3] == -1
    assert lists.terms[1] >= 0
    assert lists.terms[2] == -2
    assert lists.ends.tolist() == [3, 3, 4]


def test_names_are_words_with_a_capital_inside_a_sentence_and_in_lower_case_nowhere() -> None:
    index = Index.build(
        [
            Entry(1, 1, "They say that Biden met Polish officials. Yesterday he left"),
            Entry(2, 1, "“Hardly,” she wrote: But polish your shoes (Trump did)"),
            Entry(3, 1, "Five Senators Meet Angry Farmers Under Bridge"),
        ]
    )
    words = [
        "biden",
        "polish",
        "yesterday",
        "hardly",
        "but",
        "trump",
        "senators",
        "farmers",
        "unknown",
    ]

    assert index.names_among(words) == {"biden", "trump"}
