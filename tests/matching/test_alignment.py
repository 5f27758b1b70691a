from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import Indel

from claims.matching.alignment import Link, LinkKind, _most_similar, align, in_order
from claims.matching.passage import Passage
from claims.text import tokenize

WORDS = "trade rose fell between china russia by 5 25 per cent the and bridge bridges last year"
texts = st.lists(st.sampled_from(WORDS.split()), max_size=15).map(" ".join)


def linked(left: str, right: str) -> dict[str, tuple[str, LinkKind]]:
    one, other = Passage.of(left), Passage.of(right)
    links = align(one, other, range(len(other.tokens)))
    return {one.tokens[k.left].text: (other.tokens[k.right].text, k.kind) for k in links}


@pytest.mark.parametrize(
    ("left", "right", "word", "expected"),
    [
        ("Prices rose in May", "In May prices rose", "Prices", ("prices", LinkKind.EXACT)),
        ("Prices rose in May", "Prices increased in May", "rose", ("increased", LinkKind.EXACT)),
        ("Prices rose in May", "Prices fell in May", "rose", ("fell", LinkKind.OPPOSITE)),
        ("The drug is safe", "The drug is unsafe", "safe", ("unsafe", LinkKind.OPPOSITE)),
        ("The law is illegal", "The law is legal", "illegal", ("legal", LinkKind.OPPOSITE)),
        ("Sergei Lavrov spoke", "Sergey Lavrov spoke", "Sergei", ("Sergey", LinkKind.VARIANT)),
        ("They push back hard", "The pushback was hard", "push", ("pushback", LinkKind.VARIANT)),
        (
            "China sought to enlist Moscow",
            "China sought to enroll Moscow",
            "enlist",
            ("enroll", LinkKind.SLOT),
        ),
        ("25 per cent agreed", "52 per cent agreed", "25", ("52", LinkKind.OPPOSITE)),
        ("25 per cent of them left", "a quarter of them left", "25", ("a", LinkKind.EXACT)),
    ],
)
def test_links_a_word_to_its_counterpart(
    left: str, right: str, word: str, expected: tuple[str, LinkKind]
) -> None:
    assert linked(left, right)[word] == expected


def test_prefers_the_occurrence_that_keeps_the_order() -> None:
    one = Passage.of("Trade grew while the bridge closed")
    other = Passage.of("The bridge stood. Trade grew while the bridge closed.")

    links = align(one, other, range(len(other.tokens)))

    assert in_order(links) == len(links)


@given(texts, texts)
def test_links_each_word_once_and_within_bounds(left: str, right: str) -> None:
    one, other = Passage.of(left), Passage.of(right)
    within = range(len(other.tokens) // 2)

    links = align(one, other, within)

    assert [k.left for k in links] == sorted({k.left for k in links})
    assert all(one.terms[k.left] for k in links)
    assert all(k.right in within for k in links)
    assert all(
        k.kind is not LinkKind.EXACT or one.terms[k.left] == other.terms[k.right] or one.quantities
        for k in links
    )


@given(texts)
def test_a_text_is_linked_to_itself_word_by_word(text: str) -> None:
    passage = Passage.of(text)
    # Of a word that stands there more often, the first places are looked at only.
    assume(all(count <= 8 for count in Counter(filter(None, passage.terms)).values()))

    links = align(passage, passage, range(len(passage.tokens)))

    assert [k.left for k in links] == list(passage.content)
    assert in_order(links) == len(links)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_longest_order_equals_the_slow_count(positions: list[int]) -> None:
    from_each = [1] * len(positions)
    for j in range(len(positions)):
        earlier = [from_each[i] for i in range(j) if positions[i] < positions[j]]
        from_each[j] = 1 + max(earlier, default=0)
    links = [Link(i, p, LinkKind.EXACT) for i, p in enumerate(positions)]

    assert in_order(links) == max(from_each, default=0)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=9), max_size=8), st.text("abc"))
def test_the_most_similar_words_are_those_of_a_whole_matrix(terms: list[str], term: str) -> None:
    right = Passage(" ".join(terms), tuple(tokenize(" ".join(terms))), tuple(terms))
    row = process.cdist([term], terms or [""], scorer=Indel.normalized_similarity)[0]

    found = _most_similar(term, right, range(len(terms)))

    order = np.argsort(-row, kind="stable").tolist() if terms else []
    assert found == order[: len(found)]
    enough = sum(float(value) >= 0.75 for value in row) if terms else 0
    assert len(found) == min(enough, 3)
