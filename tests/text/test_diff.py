import pytest
from hypothesis import given

from claims.text.diff import DiffKind, diff_words
from claims.text.tokens import tokenize
from tests.text.documents import TEXTS


def _changes(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (part.kind.value, part.left.strip(), part.right.strip())
        for part in diff_words(left, right)
        if part.kind is not DiffKind.SAME
    ]


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        (
            "our relationship is open and honest",
            "our relationship is transparent",
            [("substituted", "open and honest", "transparent")],
        ),
        (
            "always stood shoulder to shoulder",
            "consistently stood side by side",
            [
                ("substituted", "always", "consistently"),
                ("substituted", "shoulder to shoulder", "side by side"),
            ],
        ),
        ("trade rose", "trade rose sharply", [("added", "", "sharply")]),
        ("trade did not rise", "trade did rise", [("missing", "not", "")]),
        ("24 officials", "42 officials", [("substituted", "24", "42")]),
        (
            "it sanctions Russia",
            "it sanctioned Russia",
            [("substituted", "sanctions", "sanctioned")],
        ),
        ("Russia’s 1,300 men", "“Russia's” 1300 MEN.", []),
        ("", "all new", [("added", "", "all new")]),
        ("all gone", "", [("missing", "all gone", "")]),
        ("…", "!", [("substituted", "…", "!")]),
    ],
)
def test_changes_read_as_phrases(
    left: str, right: str, changes: list[tuple[str, str, str]]
) -> None:
    assert _changes(left, right) == changes


@given(TEXTS, TEXTS)
def test_both_texts_can_be_drawn_again_from_the_parts(left: str, right: str) -> None:
    parts = diff_words(left, right)

    assert "".join(part.left for part in parts) == left
    assert "".join(part.right for part in parts) == right
    for part in parts:
        assert left[part.left_start : part.left_end] == part.left
        assert right[part.right_start : part.right_end] == part.right


@given(TEXTS, TEXTS)
def test_the_kind_of_a_part_tells_the_truth(left: str, right: str) -> None:
    for part in diff_words(left, right):
        before = [t.norm for t in tokenize(left) if part.left_start <= t.start < part.left_end]
        after = [t.norm for t in tokenize(right) if part.right_start <= t.start < part.right_end]
        assert (part.kind is DiffKind.SAME) <= (before == after)
        assert (part.kind is DiffKind.ADDED) <= (not before)
        assert (part.kind is DiffKind.MISSING) <= (not after)


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert all(part.kind is DiffKind.SAME for part in diff_words(text, text))


def test_a_very_long_wording_is_compared() -> None:
    left = "alpha beta gamma " * 4000

    parts = diff_words(left, left + "delta")

    assert "".join(part.left for part in parts) == left
    assert parts[0].kind is DiffKind.SAME
    assert parts[-1].kind is DiffKind.SUBSTITUTED
