from hypothesis import given
from hypothesis import strategies as st

from claims.comparison import ChangeKind, compare_paragraphs

PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "The mayor spoke on Monday.",
            "The mayor spoke on Tuesday.",
            "Nothing was decided about it.",
            "A fourth paragraph.",
        ]
    )
)


def test_a_rewritten_paragraph_stands_beside_what_it_was() -> None:
    changes = compare_paragraphs(
        ["A headline", "The bridge cost 40 million euros, the mayor said.", "It will be removed."],
        ["A headline", "The bridge cost 12 million euros, the mayor said.", "Wholly new words."],
    )

    assert [change.kind for change in changes] == [
        ChangeKind.SAME,
        ChangeKind.REWRITTEN,
        ChangeKind.REMOVED,
        ChangeKind.ADDED,
    ]
    assert "12 million" in changes[1].after


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions_can_be_read_off(before: list[str], after: list[str]) -> None:
    changes = compare_paragraphs(before, after)

    assert [c.before for c in changes if c.kind != ChangeKind.ADDED] == before
    kept = [c.after for c in changes if c.kind != ChangeKind.REMOVED]
    assert sorted(kept) == sorted(after)
    assert all(c.before == c.after for c in changes if c.kind == ChangeKind.SAME)


def test_the_same_text_has_no_changes() -> None:
    assert {change.kind for change in compare_paragraphs(["One.", "Two."], ["One.", "Two."])} == {
        ChangeKind.SAME
    }
