"""A pattern for one of many words, in which words that begin alike share their beginning."""

import re
from collections.abc import Iterable

_END = ""
_Tree = dict[str, "_Tree"]


def any_of(words: Iterable[str], *, blank: str = " ") -> str:
    """A pattern that takes the longest of the words that a text goes on with.

    Letter by letter, where alternatives in a row are tried one after the other; `blank` is the
    pattern for a blank in a word.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_pattern(tree, blank)})"


def _pattern(tree: _Tree, blank: str) -> str:
    branches = [
        (blank if letter == " " else re.escape(letter)) + _pattern(below, blank)
        for letter, below in sorted(tree.items())
        if letter != _END
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in tree else joined
