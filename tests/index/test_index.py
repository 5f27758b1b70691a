"""The index must reach what an exhaustive scan reaches, and nothing else."""

from collections.abc import Iterator, Sequence
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Change, Entry, Index, base, lexicon, reader, segment
from claims.index import index as index_module
from tests.index.scan import Found, Scan

WORDS = (
    "sanctions dollar Beijing Moscow bridge trade vaccine killer Amur officials rose the of not "
    "cat dog cow hen fox owl New York South Korea per cent U.S. O'Neill's 1,000.5 hens dogs"
)
gains = st.sampled_from([0.0, 0.05, 0.12, 0.3])
texts = st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)
entries = st.lists(texts, max_size=12).map(
    lambda some: [Entry(i, i // 2, text) for i, text in enumerate(some)]
)
changes = st.lists(st.tuples(st.integers(0, 15), st.none() | texts), max_size=8).map(
    lambda some: [Change(key, None if text is None else Entry(key, 7, text)) for key, text in some]
)


@pytest.fixture(params=["fast", "plain"], autouse=True, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here runs with the compiled loops and without."""
    chosen = import_module(f"claims.index.{request.param}")
    with pytest.MonkeyPatch.context() as patch:
        for user in (index_module, lexicon, reader, base):
            patch.setattr(user, "engine", lambda: chosen)
        yield


def reached(
    index: Index,
    texts: Sequence[str],
    units: Sequence[tuple[int, int]],
    *,
    theta: float = 0.25,
    gain: float = 0.0,
) -> dict[tuple[int, int], Found]:
    lists = index.read(texts, language="en")
    found = index.search(lists, np.array(units), theta=theta, gain=gain)
    keys = [index.entry(position).key for position in found.position.tolist()]
    pairs = list(zip(found.unit.tolist(), found.position.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    columns = (found.found, found.total, found.unit_weight, found.matched, found.chain, found.run)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(zip(found.unit.tolist(), keys, strict=True), rows, strict=True))


def units_over(count: int) -> list[tuple[int, int]]:
    return [(first, last) for last in range(count) for first in range(last + 1)]


@given(entries, changes, st.lists(texts, min_size=1, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_reaches_what_an_exhaustive_scan_reaches(
    base: list[Entry], changes: list[Change], article: list[str], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Of one block the postings are laid out without blocks, of more with them.
        patch.setattr(segment, "_ONE_BLOCK", data.draw(st.sampled_from([0, segment._ONE_BLOCK])))
        index = Index.build(base, seq=1).updated(changes, seq=2)
    now = {entry.key: entry for entry in base} | {c.key: c.entry for c in changes}
    units = units_over(len(article))
    theta, gain = data.draw(st.sampled_from([0.1, 0.25, 0.6])), data.draw(gains)

    found = reached(index, article, units, theta=theta, gain=gain)

    scan = Scan(base, [entry for entry in now.values() if entry is not None])
    expected = scan.search(article, units, theta, gain)
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(expected[pair], rel=1e-6) for pair in expected)
    assert len(index) == len(scan.wordings)


@pytest.mark.parametrize(("gain", "held"), [(0.12, [0, 2]), (0.6, [0])])
def test_a_window_needs_the_gain_and_a_text_that_reaches(gain: float, held: list[int]) -> None:
    index = Index.build([Entry(1, 1, "sanctions dollar Beijing Moscow bridge trade")])
    lists = index.read(["sanctions dollar Beijing bridge", "Moscow trade", "owl"], language="en")
    units, is_window = np.array([[0, 0], [1, 2], [0, 1]]), np.array([False, True, True])

    found = index.search_widely(lists, units, is_window, theta=0.25, gain=gain)

    assert found.unit.tolist() == held


def test_a_wording_keeps_its_language_wherever_it_stands() -> None:
    index = Index.build([Entry(1, 1, "Die Brücke", "de-CH"), Entry(2, 1, "The bridge")])
    index = index.updated([Change(3, Entry(3, 1, "Le pont", "fr"))], seq=1)

    assert [index.language(position) for position in range(3)] == ["de-CH", "en", "fr"]
    assert Index.build([Entry(1, 1, "Il ponte", "it")]).language(0) == "it"


@given(entries, changes, st.lists(texts, min_size=1, max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_windows_hold_of_what_one_of_their_texts_reaches(
    base: list[Entry], changes: list[Change], article: list[str], data: st.DataObject
) -> None:
    index = Index.build(base, seq=1).updated(changes, seq=2)
    now = {entry.key: entry for entry in base} | {c.key: c.entry for c in changes}
    units = data.draw(st.permutations(units_over(len(article))))
    is_window = np.array([first < last and data.draw(st.booleans()) for first, last in units])
    gain = data.draw(gains)
    lists = index.read(article, language="en")

    found = index.search_widely(lists, np.array(units), is_window, theta=0.25, gain=gain)

    scan = Scan(base, [entry for entry in now.values() if entry is not None])
    direct = {
        p: f for p, f in scan.search(article, units, 0.25, 0.0).items() if not is_window[p[0]]
    }
    near = {(units[unit][0], key) for unit, key in direct if units[unit][0] == units[unit][1]}
    held = {
        (number, key): shares
        for number, (first, last) in enumerate(units)
        if is_window[number]
        for key in {key for text, key in near if first <= text <= last}
        if (shares := scan.held(article[first : last + 1], key, gain))
    }
    expected = {pair: shares[:4] for pair, shares in (direct | held).items()}
    keys = [index.entry(position).key for position in found.position.tolist()]
    pairs = list(zip(found.unit.tolist(), found.position.tolist(), strict=True))
    columns = (found.found, found.total, found.unit_weight, found.matched)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    told = dict(zip(zip(found.unit.tolist(), keys, strict=True), rows, strict=True))
    assert pairs == sorted(set(pairs))
    assert told.keys() == expected.keys()
    assert all(told[pair] == pytest.approx(expected[pair], rel=1e-6) for pair in expected)
