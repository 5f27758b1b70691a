"""Names of places over several words, as a tree that compiled loops can walk."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt64s
from claims.index.identity import identities_of
from claims.terms import terms_of
from claims.terms.gazetteer import PLACES
from claims.text import Token

PER, CENT = 1, 2
"""Word numbers of "per" and "cent", which together are the term "percent"."""
NODE_BITS = 16


class PlaceTree(NamedTuple):
    """Edges from node to node by the number of a word, in an open-addressing table.

    `keys[slot]` is the edge (0 none), `children[slot]` the node it leads to; `identities[node]` and
    `terms[node]` are the term of the place that ends at a node, identity 0 if none does. Node 0 is
    the root, and has "percent".
    """

    keys: Int64s
    children: Int32s
    identities: UInt64s
    terms: Int32s


@cache
def place_words() -> dict[str, int]:
    """The numbers of the folded words of places, from 1; "per" and "cent" are among them."""
    words = {"per": PER, "cent": CENT}
    for phrase in PLACES:
        for word in phrase:
            words.setdefault(word, len(words) + 1)
    return words


def place_tree(numbering: Callable[[UInt64s], Int32s]) -> PlaceTree:
    """The tree of all known places; `numbering` gives the numbers of terms by identity."""
    keys, children, identities = _tree()
    tree = PlaceTree(keys, children, identities, numbering(identities))
    for array in tree:
        array.setflags(write=False)
    return tree


@cache
def _tree() -> tuple[Int64s, Int32s, UInt64s]:
    words = place_words()
    edges: dict[int, int] = {}
    terms = ["percent"]
    for phrase in PLACES:
        node = 0
        for word in phrase:
            edge = (node << NODE_BITS) | words[word]
            if edge not in edges:
                edges[edge] = len(terms)
                terms.append("")
            node = edges[edge]
        terms[node] = _joined_term(phrase)
    return *_table(edges), identities_of(terms)


def _joined_term(phrase: tuple[str, ...]) -> str:
    """The term of a place: that of its words written with a capital."""
    tokens = [Token(word.title(), word, word, 0, 0, is_content=True) for word in phrase]
    return terms_of(tokens)[0]


def _table(edges: dict[int, int]) -> tuple[Int64s, Int32s]:
    size = 1 << (2 * len(edges)).bit_length()
    keys, children = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int32)
    for edge, child in edges.items():
        slot = edge_slot(edge, size)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], children[slot] = edge, child
    return keys, children


def edge_slot(edge: int, size: int) -> int:
    """Where an edge is looked for first in a table whose size is a power of two."""
    return ((edge * 40503) ^ (edge >> 9)) & (size - 1)
