"""Versions found by their packed texts are those that a search of each text finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.archive import Sought, pack_texts, scanning, sought, vectorised
from claims.index import Entry, Index
from tests.index.scan import Scan
from tests.index.test_index import entries, texts

Article = list[str]
Units = list[tuple[int, int]]
ENGINES = [scanning.scan, vectorised.scan]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without numba."""
    monkeypatch.setattr(sought, "engine", lambda: request.param)


def units_over(count: int) -> Units:
    """Sentences, and windows of two and three."""
    return [(first, last) for last in range(count) for first in range(max(last - 2, 0), last + 1)]


def packed(index: Index, article: Article, units: Units, language: str = "en") -> bytes:
    lists = index.read(article, language=language)
    return pack_texts(lists, np.array(units, np.int32).reshape(-1, 2), language=language)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, Units]:
    """Some sentences, and some of the windows over them."""
    article = draw(st.lists(texts, min_size=1, max_size=5))
    units = draw(st.lists(st.sampled_from(units_over(len(article))), unique=True))
    return article, units


@settings(max_examples=100)
@given(
    base=entries,
    looked_for=st.lists(texts, max_size=5),
    archive=st.lists(articles(), max_size=5),
    theta=st.sampled_from([0.1, 0.25, 0.6]),
)
def test_finds_the_versions_that_a_search_of_each_finds(
    base: list[Entry], looked_for: list[str], archive: list[tuple[Article, Units]], theta: float
) -> None:
    index = Index.build(base)
    wordings = [Entry(i, i, text) for i, text in enumerate(looked_for)]
    scan = Scan(base, wordings)
    expected = [bool(scan.search(article, units, theta, 0.0)) for article, units in archive]
    versions = [packed(index, article, units) for article, units in archive]

    for engine, cells in [*((engine, 1 << 17) for engine in ENGINES), (vectorised.scan, 1)]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sought, "engine", lambda engine=engine: engine)
            patch.setattr(vectorised, "_CELLS", cells)
            found = Sought.of(index, wordings, theta=theta).found_in(versions)
        assert found.tolist() == expected


def test_what_was_read_in_one_language_is_not_found_in_another(engine: None) -> None:
    text = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
    index = Index.build([])
    read = [packed(index, [text], [(0, 0)], language) for language in ("en", "de")]

    english = Sought.of(index, [Entry(1, 1, text, "en-GB")])

    assert english.found_in(read).tolist() == [True, False]
    assert english.found_in([b"".join(reversed(read))]).tolist() == [True]


def test_a_sentence_in_no_unit_is_not_kept() -> None:
    index = Index.build([])
    article = ["Share this article with friends.", "The bridge cost 40 million euros."]

    assert packed(index, article, [(1, 1)]) == packed(index, article[1:], [(0, 0)])
    assert packed(index, article, []) == b""


def test_terms_of_another_unit_do_not_count(engine: None) -> None:
    words = ["bridge", "vaccine", "dollar", "Moscow", "sanctions", "trade"]
    index = Index.build([])
    wording = Sought.of(index, [Entry(1, 1, " ".join(words))], theta=0.5)

    apart = packed(index, words, [(i, i) for i in range(6)])
    windows = packed(index, words, units_over(6))
    long_quote = packed(index, words, [(0, 5)])

    assert wording.found_in([apart, windows, long_quote]).tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("phrase", "text", "is_there"),
    [
        ("dog bites", "The dog, it is said, bites.", True),
        ("dog bites", "The dog that nobody has ever seen bites.", False),
        ("dog bites", "It bites the dog.", False),
        ("dog", "The dog!", True),
        ("dog", "The dog bites.", False),
    ],
)
def test_a_short_wording_is_found_by_its_phrase(
    phrase: str, text: str, is_there: bool, engine: None
) -> None:
    index = Index.build([])
    wording = Sought.of(index, [Entry(1, 1, phrase)])
    assert wording.found_in([packed(index, [text], [(0, 0)])]).tolist() == [is_there]


def test_nothing_is_found_where_nothing_is_sought_or_kept(engine: None) -> None:
    index = Index.build([Entry(1, 1, "The bridge cost 40 million euros.")])
    assert Sought.of(index, []).found_in([b"", b""]).tolist() == [False, False]
    assert Sought.of(index, [Entry(1, 1, "the of")]).found_in([]).tolist() == []
