"""What a card shows: the paragraph, the word diff as phrases, the components in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.diff import read_diff
from claims.admin.queue import explain
from claims.admin.queue.deck import card_of
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.listing import COUNTED, Left
from claims.admin.queue.paragraph import MAX_CONTEXT, cut_paragraph, read_paragraph
from claims.enums import MatchState, VerdictState
from claims.matching import COMPONENTS
from claims.models import Match, Sentence
from claims.text import DiffKind, diff_words, segment
from tests.factories import (
    NOW,
    make_claim,
    make_evidence,
    make_match,
    make_sentence,
    make_verdict,
    make_version,
    make_wording,
)

TEXT = (
    "The debate went on. The bridge cost 50 million.  A vote follows.\n\n"
    "Another paragraph begins here."
)


def make_match_on(text: str, span: str) -> Match:
    version = make_version(text=text)
    sentences = [
        make_sentence(
            version=version, position=place, block=s.block, start=s.start, end=s.end, text=s.text
        )
        for place, s in enumerate(segment(text).sentences)
    ]
    start = text.index(span)
    first = next(s for s in sentences if s.start <= start < s.end)
    return make_match(sentence=first, start=start, end=start + len(span), text=span)


@pytest.mark.django_db
def test_span_stands_in_its_whole_paragraph_and_in_no_other() -> None:
    paragraph = read_paragraph(make_match_on(TEXT, "The bridge cost 50 million."))

    assert paragraph.lead == "The debate went on. "
    assert paragraph.span == "The bridge cost 50 million."
    assert paragraph.tail == "  A vote follows."
    assert not paragraph.begins_earlier
    assert not paragraph.goes_on


@pytest.mark.django_db
def test_part_of_a_sentence_keeps_the_rest_of_it_outside_the_mark() -> None:
    paragraph = read_paragraph(make_match_on(TEXT, "bridge cost"))

    assert paragraph.lead == "The debate went on. The "
    assert paragraph.tail == " 50 million.  A vote follows."


@pytest.mark.django_db
def test_span_over_two_paragraphs_shows_both() -> None:
    span = "A vote follows.\n\nAnother paragraph"

    paragraph = read_paragraph(make_match_on(TEXT, span))

    assert paragraph.lead.startswith("The debate went on.")
    assert (paragraph.span, paragraph.tail) == (span, " begins here.")


def test_endless_paragraph_is_cut_at_words_on_both_sides() -> None:
    long = "word " * 1000
    sentences = [
        Sentence(start=0, end=5000, text=long),
        Sentence(start=5000, end=5010, text="The claim."),
        Sentence(start=5010, end=10010, text=long),
    ]

    paragraph = cut_paragraph(sentences, start=5000, end=5010, span="The claim.")

    assert paragraph.begins_earlier
    assert paragraph.goes_on
    assert len(paragraph.lead) <= MAX_CONTEXT
    assert paragraph.lead.startswith("word ")
    assert paragraph.tail.endswith("word")


@given(
    lengths=st.lists(st.tuples(st.integers(1, 8), st.integers(0, 3)), min_size=1, max_size=8),
    data=st.data(),
)
def test_lead_span_and_tail_are_the_text_again(
    lengths: list[tuple[int, int]], data: st.DataObject
) -> None:
    text, sentences = "", []
    for number, (length, gap) in enumerate(lengths):
        words = chr(97 + number) * length
        sentences.append(Sentence(start=len(text), end=len(text) + length, text=words))
        text += words + " " * gap
    text = text.rstrip(" ")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    cut = cut_paragraph(sentences, start=start, end=end, span=text[start:end])

    assert (cut.lead + cut.span + cut.tail) == text


def stored(left: str, right: str) -> list[list[str]]:
    return [[part.kind.value, part.left, part.right] for part in diff_words(left, right)]


def test_changes_with_only_a_comma_between_become_one_phrase() -> None:
    parts = [
        ["same", "He was ", "He was "],
        ["substituted", "open", "clear"],
        ["same", ", ", ", "],
        ["substituted", "honest ", "frank "],
        ["same", "today.", "today."],
    ]

    pieces = read_diff(parts).pieces

    assert [(piece.kind, piece.left, piece.right) for piece in pieces] == [
        (DiffKind.SAME, "He was", "He was"),
        (DiffKind.SUBSTITUTED, "open, honest", "clear, frank"),
        (DiffKind.SAME, "today.", "today."),
    ]


def test_neighbouring_missing_and_added_words_are_a_substitution() -> None:
    parts = [["same", "a ", "a "], ["missing", "b ", ""], ["added", "", "c "], ["same", "d", "d"]]

    [_, changed, _] = read_diff(parts).pieces

    assert (changed.kind, changed.left, changed.right) == (DiffKind.SUBSTITUTED, "b", "c")
    assert changed.space_after


def test_a_long_insertion_is_shown_by_its_ends() -> None:
    long = " ".join(f"w{number}" for number in range(30))

    [_, added] = read_diff([["same", "The bridge ", "The bridge "], ["added", "", long]]).pieces

    assert added.inserted == "w0 w1 w2 w3 w4 … w25 w26 w27 w28 w29"
    assert added.right == long


def test_a_short_claim_inside_a_long_sentence_is_still_marked_word_by_word() -> None:
    diff = read_diff([["added", "", "word " * 200], ["same", "The bridge cost 40.", "The bridge"]])

    assert diff.is_readable


def test_other_punctuation_alone_is_identical_but_not_exact() -> None:
    diff = read_diff([["same", "single-party rule.", "Single party rule (…)"]])

    assert diff.is_identical
    assert not diff.is_exact


def test_equal_texts_are_identical_and_unrelated_ones_not_readable() -> None:
    same = "The bridge cost 40 million."
    unrelated = "Nobody in the ministry wanted to talk about schools."

    assert read_diff(stored(same, same)).is_exact
    assert read_diff(stored(same, same)).is_identical
    assert not read_diff(stored(same, unrelated)).is_readable
    assert read_diff(stored(same, "The bridge cost 50 million.")).is_readable


words = st.text("ab ,.", max_size=8)
parts = st.lists(
    st.one_of(
        words.map(lambda text: ("same", text, text)),
        st.tuples(st.just("substituted"), words, words),
        st.tuples(st.just("missing"), words, st.just("")),
        st.tuples(st.just("added"), st.just(""), words),
    )
)


@given(parts)
def test_no_word_of_either_side_is_lost(parts: list[tuple[str, str, str]]) -> None:
    pieces = read_diff(parts).pieces

    for side, whole in (
        ("left", [left for _, left, _ in parts]),
        ("right", [r for _, _, r in parts]),
    ):
        shown = "".join(getattr(piece, side) for piece in pieces)
        assert "".join(shown.split()) == "".join("".join(whole).split())


@given(parts)
def test_words_are_the_same_on_both_sides_of_a_piece_called_same(
    parts: list[tuple[str, str, str]],
) -> None:
    for piece in read_diff(parts).pieces:
        assert (piece.left == piece.right) or piece.kind != DiffKind.SAME


def test_every_component_of_the_engine_has_a_sentence_of_its_own() -> None:
    reasons = explain(dict.fromkeys(COMPONENTS, 0.5))

    assert len(reasons) == len(COMPONENTS)
    for reason in reasons:
        assert "_" not in reason.sentence
        assert not any(meaning in reason.sentence for meaning in COMPONENTS.values())


@pytest.mark.parametrize(
    ("components", "sentence"),
    [
        ({"claim_coverage": 0.84}, "Covers 84% of the claim's telling words"),
        ({"nearness": 0.83}, "In meaning the two are 83% alike"),
        ({"cosine": 0.71}, "Found by its meaning, not by its words: the two are 71% alike"),
        ({"longest_run": 9}, "9 words in a row are the same"),
        ({"longest_run": 1}, "No two words in a row are the same"),
        ({"longest_run": 0}, "No word is the same"),
        ({"number_agreement": 1}, "None of the claim's numbers is missing"),
        ({"number_agreement": 0}, "All of the claim's numbers are missing"),
        ({"name_agreement": 0.5}, "50% of the claim's names are there"),
        ({"rank": 1}, "No other claim fits this sentence better"),
        ({"rank": 3}, "2 other claims fit this sentence better"),
        ({"moon_phase": 0.25}, "Moon phase: 0.25."),
    ],
)
def test_components_in_words(components: dict[str, float], sentence: str) -> None:
    assert [reason.sentence for reason in explain(components)] == [sentence]


def test_what_is_no_number_is_left_out() -> None:
    assert explain({"claim_coverage": None, "note": "text"}) == ()


@pytest.mark.django_db
def test_card_shows_the_published_verdict_with_its_evidence_and_no_draft() -> None:
    claim = make_claim()
    match = make_match(wording=make_wording(claim=claim))
    published = make_verdict(claim=claim, state=VerdictState.PUBLISHED, published_at=NOW)
    make_evidence(verdict=published)
    make_evidence(verdict=make_verdict(claim=claim, number=2))

    card = card_of(QueueFilter(), match.pk).card

    assert card is not None
    assert card.verdict == published
    assert len(card.evidence) == 1


@pytest.mark.django_db
def test_certainty_is_not_rounded_up() -> None:
    card = card_of(QueueFilter(), make_match(probability=0.999).pk).card

    assert card is not None
    assert card.percent == 99


@pytest.mark.django_db
def test_moves_are_those_that_the_state_allows() -> None:
    card = card_of(QueueFilter(), make_match().pk).card

    assert card is not None
    assert [move.state for move in card.moves] == [
        MatchState.CONFIRMED,
        MatchState.REJECTED,
        MatchState.SECOND_LOOK,
    ]


def test_long_queues_are_not_counted_to_the_end() -> None:
    assert str(Left(COUNTED)) == "999 left"
    assert str(Left(COUNTED + 1)) == "more than 999 left"
