from claims.matching.units import quote_units, sentence_spans, unit_of
from claims.text import BlockKind, segment

BODY = "One came first, it was said. Two came next, they say. Three came third, we hear. Four came."


def spans(text: str) -> list[tuple[int, int]]:
    return [(first, last) for first, last in sentence_spans(segment(text)).tolist()]


def test_windows_hold_up_to_three_sentences_and_shorter_ones_come_first() -> None:
    assert spans(BODY) == [
        (0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (1, 2), (2, 3), (0, 2), (1, 3),
    ]  # fmt: skip


def test_windows_run_over_neighbouring_paragraphs() -> None:
    text = "The minister spoke on Monday of the bridge.\n\nIt will cost a lot of money, he said.\n"

    assert spans(text) == [(0, 0), (1, 1), (0, 1)]


def test_what_is_no_text_is_left_out_and_ends_a_window() -> None:
    text = (
        f"{BODY}\n\nShare this article\n\n{BODY}\n\nIt was a long day for all of them, she said.\n"
    )
    document = segment(text)

    looked_at = {document.sentences[i].kind for i in sentence_spans(document).ravel().tolist()}
    assert looked_at == {BlockKind.PARAGRAPH}
    assert max(last for _, last in spans(text) if last < 4) == 3
    assert all(first >= 4 or last < 4 for first, last in spans(text))


def test_offsets_are_those_of_the_document() -> None:
    document = segment(BODY)

    for first, last in sentence_spans(document).tolist():
        unit = unit_of(document, first, last)
        inside = document.text[unit.start : unit.end]
        assert inside.startswith(document.sentences[first].text)
        assert inside.endswith(document.sentences[last].text)


def test_a_quote_is_a_unit_across_sentences() -> None:
    document = segment("“The plant will close. Nobody will be paid,” the director said on Monday.")

    (unit,) = quote_units(document)

    assert document.text[unit.start : unit.end] == "The plant will close. Nobody will be paid,"
    assert (unit.first, unit.last, unit.quote) == (0, 1, 0)


def test_a_document_without_text_has_no_units() -> None:
    assert sentence_spans(segment("")).shape == (0, 2)
