"""Reaches the wordings that share enough rare words with a text; decides nothing about them.

IDF containment: a wording is reached when the summed weight of its terms found in the text is at
least theta × (its total weight + K). K, worth a rare word, stops short wordings from matching
everything. The result equals an exhaustive scan.
"""

from claims.index.compiled import compiled_without_lock, numba_is_usable
from claims.index.entries import Change, Entry, Reached, TermLists
from claims.index.identity import identity_of
from claims.index.index import DEFAULT_THETA, Index
from claims.index.packing import ANALYSER_VERSION
from claims.index.snapshot import SnapshotNotSaved, SnapshotRefused

__all__ = [
    "ANALYSER_VERSION",
    "DEFAULT_THETA",
    "Change",
    "Entry",
    "Index",
    "Reached",
    "SnapshotNotSaved",
    "SnapshotRefused",
    "TermLists",
    "compiled_without_lock",
    "identity_of",
    "numba_is_usable",
]
