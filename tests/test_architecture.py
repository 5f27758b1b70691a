"""Rules of the house that no linter knows: sizes, tests beside sources, words that are twins."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest
from django.db.models import TextChoices

from claims import enums, matching, text

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for folder in ("claims", "factcheck")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
LONGEST_MODULE, LONGEST_TEST_MODULE, LONGEST_FUNCTION = 400, 600, 40


def test_modules_stay_readable() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    limits = [(LONGEST_MODULE, SOURCES), (LONGEST_TEST_MODULE, tests)]

    too_long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for limit, paths in limits
        for path in paths
        if (lines := len(path.read_text().splitlines())) > limit
    ]

    assert too_long == []


def test_functions_stay_readable() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("stored", "pure"),
    [
        (enums.Flag, matching.Flag),
        (enums.Stance, matching.Stance),
        (enums.Mutation, matching.Mutation),
        (enums.SentenceKind, text.BlockKind),
    ],
)
def test_stored_words_are_those_of_the_pure_rooms(
    stored: type[TextChoices], pure: type[StrEnum]
) -> None:
    assert set(stored.values) == {str(word) for word in pure}
