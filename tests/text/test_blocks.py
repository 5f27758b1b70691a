import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.blocks import BlockKind, find_blocks
from tests.text.documents import seed

BODY = (
    "The minister said on Monday that the two countries would sign the agreement in the autumn, "
    "after months of talks about trade, energy and the settlement of payments."
)


def _kinds(text: str) -> list[str]:
    return [block.kind.value for block in find_blocks(text)]


def _kind(line: str) -> str:
    """The kind of a line that stands between a title and a body, as in an article."""
    return find_blocks(f"A title for this article\n\n{line}\n\n{BODY}")[1].kind.value


@pytest.mark.parametrize(
    "line",
    [
        "Share this article:",
        "Share on Facebook",
        "Like this story? Share it with a friend!",
        "Also on rt.com",
        "ALSO ON RT.COM Cross-border bridge to open in 2020",
        "More On:",
        "More from South China Morning Post:",
        "Read more: Ministers meet again",
        "READ MORE",
        "Read the full story here",
        "Related articles",
        "Most read",
        "Advertisement",
        "Subscribe to our newsletter",
        "Sign up for our daily newsletter and get the news first",
        "Get the latest insights from our newsletter on the big stories.",
        "For the latest news download our mobile app. Copyright 2021.",
        "© 2021 The Daily Example. All rights reserved.",
        "Copyright 2023 Example Media Ltd",
        "This article first appeared on Example News",
        "The post Big story appeared first on Example.",
        "Originally published in The Example.",
        "With Post wires",
        "Source: RT",
        "Topic | South China Sea",
        "Click to expand...",
        "Last edited:",
        "Last edited by a moderator: Jan 5, 2020",
        "View attachment 798644",
        "77f0bc1a-10ed-407b-9810-9bddb035f126.jpeg",
        "https://example.com/2021/03/story.html",
        "-------",
        ".",
        "We use cookies to improve your experience.",
        "Messages: 1,234",
    ],
)
def test_furniture_of_a_page_is_boilerplate(line: str) -> None:
    assert _kind(line) == BlockKind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by 4.1 percent on Monday, the exchange said.",
        "The report was first published in 2019 and found that 40 percent of homes were damp.",
        "First published in 1949, the book has sold three million copies, its publisher says.",
        "Also on Monday, the ministry raised the price of gas.",
        "Report: Russia moved two brigades to the border.",
        "Read more than ten books a year, doctors said, and you will live longer.",
        "Sources in the ministry said that the talks had failed.",
        "More from the budget went to schools than to roads.",
        "Subscribe numbers fell to 3 million, the broadcaster said.",
        "Get vaccinated, the ministry told the public in its newsletter.",
        "By doing this they lost the war.",
        "By 2030 the city will have 3 million inhabitants.",
        "Copyright law protects paintings for 70 years.",
    ],
)
def test_prose_that_looks_like_furniture_is_a_paragraph(line: str) -> None:
    assert _kind(line) == BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "line",
    [
        "By Layla Guest",
        "By Global Times",
        "By Ann Lee and John Smith, Reuters",
        "Published: Dec 03, 2021 01:38 AM",
        "Updated: 10:41pm, 26 Jul, 2019",
        "15 Dec, 2021 11:20",
        "15:10 GMT 16.04.2020(updated 15:43 GMT 16.04.2020)",
        "Today 12:20",
        "·4-min read",
        "Source: Xinhua| 2019-07-27 15:56:24|Editor: huaxia",
        "2021-03-22",
    ],
)
def test_who_and_when_is_a_byline(line: str) -> None:
    assert _kind(line) == BlockKind.BYLINE


def test_a_lone_name_above_a_date_is_a_byline() -> None:
    assert _kinds(f"A title for this\n\nLaura Zhou\n·4-min read\n\n{BODY}")[1] == "byline"
    assert _kinds(f"A title for this\n\nGuilin Talks\n\n{BODY}")[1] == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "Wang Yi will meet his counterpart in Guilin. Photo: DPA",
        "The presidents attend a meeting outside Moscow, Russia. © Sputnik / Mikhail Metzel",
        "Wang Yi meets Sergey Lavrov in Rio de Janeiro. (Xinhua/Xin Yuewei)",
        "A protester in front of the ministry — Reuters",
        "The minister leaves the building (Photo by Ann Lee)",
        "© skmost.com",
        "Photo: Example Agency",
    ],
)
def test_a_picture_credit_makes_a_caption(line: str) -> None:
    assert _kind(line) == BlockKind.CAPTION


def test_titles_are_headings_and_prose_is_not() -> None:
    text = f"Minister signs agreement\n\n{BODY}\n\nWhat happens next?\n\n{BODY} Now.\n\nIt works."

    assert _kinds(text) == ["heading", "paragraph", "heading", "paragraph", "paragraph"]


def test_a_text_of_one_line_is_a_paragraph() -> None:
    assert _kinds("Unemployment in the region fell to 4.1 percent") == ["paragraph"]


def test_what_was_said_before_is_a_repeat_of_it() -> None:
    text = (
        f"A title for this\n\n{BODY}\n\nShort line.\n\n{BODY.replace('two', 'two ')}\n\nShort line."
    )

    blocks = find_blocks(text)

    assert [block.kind.value for block in blocks][3] == "repeat"
    assert blocks[3].repeat_of == 1
    assert blocks[4].kind is BlockKind.PARAGRAPH


def test_a_changed_number_is_no_repeat() -> None:
    text = "Trade rose by 3.4 percent in March.\n\nTrade rose by 34 percent in March."

    assert "repeat" not in _kinds(text)


@given(st.integers(60, 80), st.integers(1, 4))
def test_wrapped_paragraphs_are_joined_again(width: int, paragraphs: int) -> None:
    bodies = [f"{BODY} Paragraph {number} ends here." for number in range(paragraphs)]
    text = "\n\n".join(textwrap.fill(body, width) for body in bodies)

    blocks = find_blocks(text)

    assert [" ".join(block.text.split()) for block in blocks] == bodies


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = f"{BODY}\nHe left.\n{BODY} Twice.\nPutin smiled."

    assert len(find_blocks(text)) == 4


def test_a_clause_left_on_its_own_line_goes_with_its_quote() -> None:
    text = "“We mean creating a structure that cannot be influenced,”\nthe aide added.\nHe left."

    assert [block.text for block in find_blocks(text)] == [text[:-9].rstrip(), "He left."]


def _with_kind(number: str, kind: BlockKind) -> list[str]:
    return [block.text for block in seed(number).blocks if block.kind is kind]


def test_the_boilerplate_of_the_seeds_is_told_apart() -> None:
    assert _with_kind("000", BlockKind.BOILERPLATE) == [
        "More On:", "With Post wires", "Share this article:", "Source: Read Full Article",
    ]  # fmt: skip
    assert _with_kind("001", BlockKind.BOILERPLATE) == []
    assert [text[:20] for text in _with_kind("002", BlockKind.BOILERPLATE)] == [
        "Get the latest insig",
        "More from South Chin",
        "This article Russia,",
        "For the latest news ",
    ]
    assert _with_kind("004", BlockKind.BOILERPLATE) == [
        "Also on rt.com",
        "Also on rt.com",
        "Like this story? Share it with a friend!",
        "Source: RT",
    ]


def test_the_bylines_and_captions_of_the_seeds_are_told_apart() -> None:
    assert _with_kind("002", BlockKind.BYLINE) == ["Laura Zhou", "·4-min read"]
    assert [text[-11:] for text in _with_kind("002", BlockKind.CAPTION)] == [" Photo: DPA"]
    assert "Teddy Ng" in _with_kind("003", BlockKind.BYLINE)
    assert any(
        text.endswith("(Xinhua/Xin Yuewei)") for text in _with_kind("003", BlockKind.CAPTION)
    )


def test_the_double_pastes_of_the_thread_are_repeats() -> None:
    blocks = seed("003").blocks

    repeats = [block for block in blocks if block.kind is BlockKind.REPEAT]

    assert len(repeats) >= 40
    for opening in ("Vietnam said it has", "Putin's remarks have", "Ahead of the video summit"):
        kinds = [block.kind.value for block in blocks if block.text.startswith(opening)]
        assert kinds == ["paragraph", "repeat"]
    # A reply quotes the post it answers: the quotation is the repeat, the answer is not.
    assert any(block.text == "Prove it if you can." and block.repeat_of is None for block in blocks)


def test_a_repeat_says_what_the_block_it_repeats_says() -> None:
    blocks = seed("003").blocks

    for block in blocks:
        assert (block.repeat_of is not None) == (block.kind is BlockKind.REPEAT)
        if block.repeat_of is not None:
            assert blocks[block.repeat_of].text.split() == block.text.split()
