"""Matches as a table for people, as wide as their terminal."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, TextIO, cast

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.table import Table

PLAIN_WIDTH = 100
FLAGS_WIDTH = 12
# Probability, flags and the space between five columns.
OTHER_COLUMNS = 6 + FLAGS_WIDTH + 4 * 2


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A match as the table shows it; `probability` from 0 to 1, `flags` in words."""

    article: str
    sentence: str
    claim: str
    probability: float
    flags: tuple[str, ...]


def print_matches(lines: Iterable[MatchLine], *, title: str, file: TextIO | OutputWrapper) -> None:
    """Two lines at most for each match; 100 columns wide where there is no terminal."""
    width = None if file.isatty() else PLAIN_WIDTH
    # Django's wrapper is a file in all but its declared type.
    console = Console(file=cast("IO[str]", file), width=width, markup=False, highlight=False)
    free = max(40, console.width - OTHER_COLUMNS)
    article, each = free // 6, free * 5 // 12
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name, column in (("Article", article), ("Sentence", each), ("Known claim", each)):
        table.add_column(name, width=column)
    table.add_column("Prob.", justify="right")
    table.add_column("Flags", width=FLAGS_WIDTH)
    for line in lines:
        table.add_row(
            _cut(line.article, article),
            _cut(line.sentence, each),
            _cut(line.claim, each),
            f"{line.probability:.2f}",
            ", ".join(line.flags),
        )
    console.print(table)


def _cut(text: str, width: int) -> str:
    """The beginning of a text that fits into two lines of `width`."""
    whole = " ".join(text.split())
    lines = textwrap.wrap(whole, width, max_lines=2, placeholder="…")
    return "\n".join(lines)
