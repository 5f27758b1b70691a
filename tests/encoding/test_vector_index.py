"""The nearest vectors, against a search that compares everything."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from claims.encoding import VectorIndex, compiled, vector_index, vectorised
from claims.encoding.codes import sign_bits

Matrix = npt.NDArray[np.float32]


def some_vectors(rows: int, dimensions: int, *, seed: int = 1) -> Matrix:
    return np.random.default_rng(seed).normal(size=(rows, dimensions)).astype(np.float32)


def indexed(vectors: Matrix) -> VectorIndex:
    return VectorIndex.build(np.arange(len(vectors), dtype=np.int64), vectors)


def naive(vectors: Matrix, queries: Matrix) -> Matrix:
    """All cosines of the stored vectors, (queries, rows)."""
    lengths = np.linalg.norm(queries, axis=1, keepdims=True)
    return np.asarray(queries / lengths @ vectors.T, dtype=np.float32)


@pytest.fixture(params=["compiled", "numpy"])
def kernels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of the inner loops."""
    if request.param == "compiled" and not compiled.is_available:
        pytest.skip("numba is not installed")
    module = compiled if request.param == "compiled" else vectorised
    monkeypatch.setattr(vector_index, "kernels", lambda: module)


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("dimensions", [1, 63, 64, 65, 200, 384])
def test_finds_what_an_exhaustive_search_finds(dimensions: int) -> None:
    index = indexed(some_vectors(300, dimensions))
    queries = some_vectors(7, dimensions, seed=2)

    hits = index.search(queries, limit=10)

    everything = naive(index.vectors(np.arange(300, dtype=np.int32)), queries)
    assert hits.cosines == pytest.approx(-np.sort(-everything, axis=1)[:, :10], abs=1e-5)
    found = np.take_along_axis(everything, hits.positions.astype(np.int64), axis=1)
    assert found == pytest.approx(hits.cosines, abs=1e-5)


@pytest.mark.usefixtures("kernels")
@settings(max_examples=40)
@given(rows=st.integers(1, 40), limit=st.integers(1, 50), seed=st.integers(0, 99))
def test_a_short_list_of_all_rows_is_an_exhaustive_search(rows: int, limit: int, seed: int) -> None:
    index = indexed(some_vectors(rows, 70, seed=seed))
    queries = some_vectors(3, 70, seed=seed + 1)

    exhaustive = index.search(queries, limit=limit)
    shortlisted = index.search(queries, limit=limit, shortlist=rows)

    assert (exhaustive.positions == shortlisted.positions).all()
    assert (exhaustive.cosines == shortlisted.cosines).all()


@pytest.mark.usefixtures("kernels")
def test_a_short_list_holds_the_rows_with_the_fewest_differing_bits() -> None:
    vectors = some_vectors(3000, 130)
    vectors[1000:1500] = vectors[3]
    index, queries = indexed(vectors), some_vectors(4, 130, seed=2)
    queries[0] = vectors[3]

    bits = sign_bits(queries, index.mean)
    differing = np.bitwise_count(index.bits[:, None, :] ^ bits.T[:, :, None]).sum(axis=0)
    for size in (1, 2, 17, 300, 600, 2999):
        expected = np.sort(np.argsort(differing, axis=1, kind="stable")[:, :size], axis=1)
        found = vector_index.kernels().shortlist(index.bits, bits, size)
        assert (found == expected).all(), size


@settings(max_examples=40)
@given(
    bits=arrays.arrays(np.uint64, st.tuples(st.integers(1, 7), st.integers(1, 60))),
    size=st.integers(1, 60),
    seed=st.integers(0, 9),
)
def test_compiled_and_plain_loops_agree(bits: npt.NDArray[np.uint64], size: int, seed: int) -> None:
    if not compiled.is_available:
        pytest.skip("numba is not installed")
    rng = np.random.default_rng(seed)
    queries = rng.integers(0, 2**63, size=(2, len(bits)), dtype=np.uint64)
    size = min(size, bits.shape[1])
    # As the bits of an index are, or the loops are compiled once more.
    bits.flags.writeable = False

    plain = vectorised.shortlist(bits, queries, size)

    assert (compiled.shortlist(bits, queries, size) == plain).all()


@pytest.mark.usefixtures("kernels")
def test_of_equal_rows_the_first_come_first_however_long_the_list() -> None:
    vectors = np.tile(some_vectors(1, 64), (20_000, 1))
    index = indexed(vectors)

    hits = index.search(vectors[:1], limit=5, shortlist=10)

    assert hits.positions.tolist() == [[0, 1, 2, 3, 4]]
    assert len(set(hits.cosines[0].tolist())) == 1


@pytest.mark.usefixtures("kernels")
def test_a_vector_finds_itself_with_a_cosine_near_one() -> None:
    vectors = some_vectors(5000, 384)
    index = indexed(vectors * 37)

    hits = index.search(vectors[:20], limit=1, shortlist=50)

    assert hits.positions[:, 0].tolist() == list(range(20))
    assert hits.cosines[:, 0] == pytest.approx(1, abs=2e-4)
    assert (hits.cosines <= 1).all()


@pytest.mark.usefixtures("kernels")
def test_texts_without_words_are_never_found_and_find_nothing() -> None:
    vectors = some_vectors(4, 10)
    vectors[1] = 0
    queries = some_vectors(2, 10, seed=3)
    queries[1] = 0

    hits = indexed(vectors).search(queries, limit=4)

    assert sorted(hits.positions[0].tolist()) == [-1, 0, 2, 3]
    assert hits.positions[1].tolist() == [-1] * 4
    assert hits.cosines[1].tolist() == [-1] * 4


@pytest.mark.parametrize("rows", [0, 1])
def test_where_rows_run_out_the_rest_is_empty(rows: int) -> None:
    index = indexed(some_vectors(rows, 5))

    hits = index.search(some_vectors(2, 5), limit=3)

    assert len(index) == rows
    assert hits.positions[0].tolist() == [0, -1, -1] if rows else [-1, -1, -1]
    assert hits.cosines.shape == (2, 3)
    assert index.search(some_vectors(0, 5), limit=3).positions.shape == (0, 3)


@pytest.mark.usefixtures("kernels")
def test_cosines_of_rows_found_in_another_way() -> None:
    vectors = some_vectors(6, 20)
    vectors[2] = 0
    queries = some_vectors(2, 20, seed=4)
    index = indexed(vectors)

    cosines = index.cosines(queries, np.array([[5, 2, -1], [0, 0, 1]], dtype=np.int32))

    everything = naive(index.vectors(np.arange(6, dtype=np.int32)), queries)
    assert cosines[0].tolist() == pytest.approx([everything[0, 5], 0, -1], abs=1e-5)
    assert cosines[1].tolist() == pytest.approx(everything[1, [0, 0, 1]].tolist(), abs=1e-5)


def test_stored_vectors_build_the_same_index_again() -> None:
    index = indexed(some_vectors(50, 96))

    again = indexed(index.vectors(np.arange(50, dtype=np.int32)))

    assert (again.codes == index.codes).all()
    assert (again.bits == index.bits).all()


def test_many_queries_are_each_answered_for_themselves() -> None:
    index, queries = indexed(some_vectors(500, 32)), some_vectors(150, 32, seed=2)

    together = index.search(queries, limit=3, shortlist=40)
    alone = [index.search(query[None], limit=3, shortlist=40) for query in queries]

    assert (together.positions == np.concatenate([hits.positions for hits in alone])).all()


def test_the_index_cannot_be_changed() -> None:
    index = indexed(some_vectors(3, 4))

    with pytest.raises(ValueError, match="read-only"):
        index.codes[0] = 0


def test_wrong_shapes_and_numbers_are_refused() -> None:
    vectors = some_vectors(3, 4)
    index = indexed(vectors)
    endless = vectors.copy()
    endless[1, 1] = np.nan

    with pytest.raises(ValueError, match="do not fit"):
        VectorIndex.build(np.arange(2), vectors)
    with pytest.raises(ValueError, match="not finite"):
        indexed(endless)
    with pytest.raises(ValueError, match="not finite"):
        index.search(endless, limit=1)
    with pytest.raises(ValueError, match="4 dimensions"):
        index.search(some_vectors(1, 5), limit=1)
    with pytest.raises(ValueError, match="above 0"):
        index.search(vectors, limit=0)
    with pytest.raises(ValueError, match="outside"):
        index.cosines(vectors, np.full((3, 1), 3, dtype=np.int32))
