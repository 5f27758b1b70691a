import pytest
import sentencex

from claims.text import segment
from tests.text.documents import seed

# Each row is a paragraph, cut by hand into its sentences.
HARD_CASES = [
    ["U.S. officials said trade rose 3.4 percent.", "It fell later."],
    ["Dr. Smith met Mr. Jones.", "They spoke."],
    ["Sanctions are “unwise.”", "He left."],
    ["He wished Biden “good health”.", "Putin smiled."],
    ["He said “no.”", "“Yes,” she replied."],
    ["“We agree.” said Lavrov.", "He left."],
    ["“We agree.” Lavrov said.", "He left."],
    ["“Is it so?” he asked.", "Nobody answered."],
    ["“Is it so?” Lavrov asked.", "Nobody answered."],
    ["“Stop!” Hua Chunying said on Monday.", "They did."],
    ["“We agree.”", "Lavrov said the deal was done."],
    ['"We agree," he said.', '"It is done."'],
    ["J. R. R. Tolkien wrote it.", "George W. Bush read it."],
    ["China is the No.1 trading partner.", "India is No. 2 in the list."],
    ["He lives in the U.S.", "She lives in Russia."],
    ["Wait… there is more.", "Then it ended… Nobody came."],
    ["The company earned $25.4 billion in Q1.", "Apple Inc. said so."],
    ["Visit www.rt.com for more.", "It is free."],
    ["The talks (held in Guilin.) were long.", "They ended."],
    ["He came at 5 p.m. on Monday.", "He left at 6 a.m.", "She stayed."],
    ["Is it true?", "Yes!", "No."],
    ["“The first sentence is here.", "The second one is there,” he said.", "The end."],
    ["“The first one is here.”", "“The second one is there.”"],
    [
        "“China and Russia are close,” Hua said at the briefing.",
        "“The relations do not target any country.”",
    ],
    ["He said: “We will wait.”", "The crowd cheered."],
    ["He called him a “killer.”", "Putin responded with an invitation."],
    ["The “rules based order.”", "Beijing’s top diplomat soon hit back."],
    ["Prof. Lee, Gen. Kim and Sen. Cruz met on Jan. 5.", "They talked."],
    ["See Fig. 3 for details.", "It shows 5 vs. 6."],
    ["The bridge is 20km (12.5 miles) long.", "Some 6.5km (4 miles) lie in China."],
    ["Russia (pop. 146 m.) is large.", "China is larger."],
    ["He said it was ‘quite busy’.", "Then he left."],
    ["It rose by .5 percent.", "It fell by 1.5."],
    ["What's new?", "Nothing is."],
    ["The St. Petersburg forum opened.", "Putin spoke."],
    ["“Where is it?”", "The minister did not answer."],
    ["She asked “why?” and left.", "He stayed."],
    ["Yahoo! said it would close.", "Users were sad."],
    ["The E.U. and the U.N. met in Geneva.", "Nothing came of it."],
    ["Item one; item two: done.", "Next."],
    ["Lavrov (R) met Wang Yi (L).", "Photo: DPA"],
    ["He died in Washington, D.C.", "The funeral is on Monday."],
    ["“I did it,” he said.", "“It was right.", "It was needed.”", "They clapped."],
    ["He said that.[12]", "Then he left."],
    ["Rep. Alexandria Ocasio-Cortez, D-N.Y., agreed.", "Others did not."],
    ["中国是伙伴。", "俄罗斯也是。"],
    ["Он сказал «да».", "Потом ушёл."],
    ["Er sagte: „Das ist gut.“", "Dann ging er."],
]


def _paragraph(sentences: list[str]) -> str:
    return ("" if sentences[0][-1] == "。" else " ").join(sentences)


@pytest.mark.parametrize("sentences", HARD_CASES, ids=lambda sentences: sentences[0][:40])
def test_hard_cases_are_cut_as_a_reader_would(sentences: list[str]) -> None:
    found = segment(_paragraph(sentences)).sentences

    assert [sentence.text for sentence in found] == sentences


def test_the_repairs_are_worth_having() -> None:
    raw = [
        [piece.strip() for piece in sentencex.segment("en", _paragraph(sentences))]
        for sentences in HARD_CASES
    ]
    right = sum(found == sentences for found, sentences in zip(raw, HARD_CASES, strict=True))

    assert right <= len(HARD_CASES) - 5


def test_sentences_inside_a_long_quote_are_cut() -> None:
    text = "“One thing is here. Another is there. A third follows,” he said. Then he left."

    found = [sentence.text for sentence in segment(text).sentences]

    assert found == [
        "“One thing is here.",
        "Another is there.",
        "A third follows,” he said.",
        "Then he left.",
    ]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = (
        "The minister said that the agreement between the two\n"
        "countries would be signed in the autumn of this year."
    )

    assert len(segment(text).sentences) == 1


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_sentence_of_a_seed_begins_with_a_closing_mark(number: str) -> None:
    sentences = seed(number).sentences

    assert sentences
    assert not [s.text for s in sentences if s.text[0] in "”’»),.;" and len(s.text) > 3]


def test_the_language_decides_about_abbreviations() -> None:
    text = "Er kam am 5. Mai. Dann ging er."

    german = [sentence.text for sentence in segment(text, language="de-AT").sentences]

    assert german == ["Er kam am 5. Mai.", "Dann ging er."]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", " \u2009", "\u3000"])
def test_an_odd_blank_before_a_stop_is_no_error(blank: str) -> None:
    text = f"Le plan B{blank}. Puis il a parlé."

    found = segment(text, language="fr").sentences

    # As with an ordinary blank, "B." is taken for an initial.
    assert [sentence.text for sentence in found] == [text]
