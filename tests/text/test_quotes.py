import pytest

from claims.text import segment
from claims.text.quotes import Quote
from tests.text.documents import seed


def _quotes(text: str) -> tuple[Quote, ...]:
    return segment(text).quotes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He called it “unwise”.", ["unwise"]),
        ('He called it "unwise".', ["unwise"]),
        ("He called it ‘quite busy’, Russia’s men said.", ["quite busy"]),
        ("The 'China threat theory' isn't new.", ["China threat theory"]),
        ("Er sagte: „Das ist gut“, dann ging er.", ["Das ist gut"]),
        ("Он сказал: «Да».", ["Да"]),
        ("He said “it was ‘no’ then”.", ["it was ‘no’ then"]),
        ("He said “a “nested” word” here.", ["a “nested” word"]),
        ("The self-reliance “[and] promoting (all of) it” goes.", ["[and] promoting (all of) it"]),
        ("“One. Two! Three?” he said.", ["One. Two! Three?"]),
        ("Since the ‘80s the nations’ men didn’t eat rock 'n' roll.", []),
        ("A 5\" pipe and 6' of rope.", []),
        ('“”, “ ” and "".', []),
        ("‘The nations’ response is clear,’ he said.", ["The nations’ response is clear,"]),
    ],
)
def test_words_between_marks_of_every_kind(text: str, words: list[str]) -> None:
    assert [quote.text for quote in _quotes(text)] == words


# Sentences of many outlets and topics, read by hand: who says the last quoted words.
NEWS = [
    (
        "The prime minister, Rishi Sunak, told MPs the plan was “not workable” and dead.",
        "Rishi Sunak",
    ),
    ("“We will rebuild,” the governor of Florida, Ron DeSantis, said later.", "Ron DeSantis"),
    ("In a tweet, Elon Musk wrote: “The bird is freed.”", "Elon Musk"),
    ("Amnesty International called the ruling “a dark day for justice”.", "Amnesty International"),
    ("“There is no evidence,” Dr. Anthony Fauci told CNN. “We looked.”", "Anthony Fauci"),
    ("The company said in a statement that this was “without merit”.", "The company"),
    ("“I won’t resign,” insisted the mayor, adding that “they want me”.", "the mayor"),
    ("Mr Johnson has been described by critics as a “part-time” leader.", "critics"),
    ("Mr Johnson has been described as a “part-time” leader.", ""),
    ("Police said a man was held on suspicion of “causing a nuisance”.", "Police"),
    (
        "According to the World Health Organization, it is “under control”.",
        "World Health Organization",
    ),
    ("Trump claimed, without evidence, that the vote was “rigged”.", "Trump"),
    ("The so-called “Freedom Convoy” left Ottawa.", ""),
    ("Emmanuel Macron's office said the talks were “constructive”.", "Macron's office"),
    ("Ursula von der Leyen, the Commission president, said: “We stand.”", "Ursula von der Leyen"),
    ("The report, published by the university, found “no difference”.", "The report"),
    ("“Why now?” asked Maria García, 45, a teacher from Madrid.", "Maria García"),
    ("NATO Secretary General Jens Stoltenberg said it was “failing”.", "Jens Stoltenberg"),
    ('"He never told me that," Smith testified, according to papers.', "Smith"),
    ("Health officials in Kenya said it is “safe”.", "Health officials in Kenya"),
    ("The slogan “Take back control” won.", ""),
]


@pytest.mark.parametrize(("text", "speaker"), NEWS)
def test_speakers_in_the_news(text: str, speaker: str) -> None:
    assert _quotes(text)[-1].speaker == speaker


def test_a_quote_goes_on_where_the_next_paragraph_opens_it_again() -> None:
    text = "“We met today.\n\n“We will meet again,” Lavrov said.\n\nHe left."

    (quote,) = _quotes(text)

    assert quote.text == "We met today.\n\n“We will meet again,"
    assert quote.speaker == "Lavrov"
    assert quote.sentence == 0


@pytest.mark.parametrize("mark", ["“", '"'])
def test_an_unclosed_mark_swallows_no_other_paragraph(mark: str) -> None:
    text = f"He said {mark}we will wait.\n\nThe other paragraph. It has “its own” quote."

    quotes = _quotes(text)

    assert quotes[-1].text == "its own"
    assert all("\n" not in quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("text", "speaker", "verb", "attribution"),
    [
        ("“We agree,” Lavrov said.", "Lavrov", "said", "Lavrov said"),
        ("“We agree,” said Sergey Lavrov.", "Sergey Lavrov", "said", "said Sergey Lavrov"),
        ("“We agree,” said the engineer.", "the engineer", "said", "said the engineer"),
        ('"We agree", the statement says.', "the statement", "says", "the statement says"),
        ("“Why?” asked Ann Lee.", "Ann Lee", "asked", "asked Ann Lee"),
        ("Lavrov said: “We agree.”", "Lavrov", "said", "Lavrov said"),
        (
            "“We agree,” Hua told reporters on Monday.",
            "Hua",
            "told",
            "Hua told reporters on Monday",
        ),
        (
            "“We agree,” Lavrov said, according to the Post, which cited state media.",
            "Lavrov",
            "said",
            "Lavrov said, according to the Post, which cited state media",
        ),
        (
            "Trade was “the best ever”, according to Andrey Denisov, an ambassador.",
            "Andrey Denisov",
            "according to",
            "according to Andrey Denisov, an ambassador",
        ),
        (
            "Chinese foreign ministry spokeswoman Hua Chunying said both “stood firm”.",
            "Hua Chunying",
            "said",
            "Hua Chunying said",
        ),
        ("US President Joe Biden called Putin “a killer”.", "Joe Biden", "called", None),
        ("It is a tie that Lavrov on Monday described as “the best”.", "Lavrov", "described", None),
        (
            "Yang Jiechi, soon after, denounced “long arm jurisdiction”.",
            "Yang Jiechi",
            "denounced",
            None,
        ),
        ("The mayor of the town, Maria Silva, told us “it is over”.", "Maria Silva", "told", None),
        (
            "The court's president announced a “historic ruling”.",
            "The court's president",
            "announced",
            None,
        ),
        ("“We lost,” officials said.", "officials", "said", "officials said"),
        ("The “killer” robots came.", "", "", ""),
        ("It is worth “theory” further thought.", "", "", ""),
    ],
)
def test_speaker_verb_and_attribution(
    text: str, speaker: str, verb: str, attribution: str | None
) -> None:
    (quote,) = _quotes(text)

    assert (quote.speaker, quote.verb) == (speaker, verb)
    if attribution is not None:
        assert quote.attribution == attribution


@pytest.mark.parametrize(
    "text",
    [
        "“We agree,” Hua said at the briefing. “We do not target any country.”",
        "“We agree,” Hua said, “and we do not target any country.”",
        "Hua said that they agreed. “We do not target any country,” she added.",
        "“We agree,” Hua said.\n\n“We do not target any country,” she added.",
        "Hua spoke to reporters:\n\n“We do not target any country.”",
    ],
)
def test_the_speaker_is_found_across_sentences(text: str) -> None:
    assert _quotes(text)[-1].speaker == "Hua"


def test_a_pronoun_without_a_name_near_by_names_nobody() -> None:
    text = "Lavrov left.\n\nIt was late.\n\nNobody came.\n\n“We agree,” he said."

    (quote,) = _quotes(text)

    assert (quote.speaker, quote.verb) == ("", "said")


def test_names_inside_quotes_speak_for_nobody() -> None:
    (quote,) = _quotes("“Putin said it, and Biden said it too.”")

    assert quote.speaker == ""


def _said(number: str) -> list[tuple[str, str, str]]:
    return [(quote.text[:24], quote.speaker, quote.verb) for quote in seed(number).quotes]


def test_the_quotes_of_the_tabloid_story() -> None:
    assert _said("000") == [
        ("quite busy", "White House", "says"),
        ("a killer", "Biden", "calls"),
        ("The risks of sanctions s", "Lavrov", "said"),
        ("killer.", "Biden", "called"),
        ("always stood shoulder to", "Hua Chunying", "said"),
        ("China and Russia are alr", "Hua", "told"),
        ("The development of Russi", "Hua", "added"),
    ]


def test_the_attribution_decays_from_the_story_to_its_rewrite() -> None:
    (story,) = [q for q in seed("000").quotes if q.text.startswith("The risks")]
    (rewrite,) = [q for q in seed("001").quotes if q.text.startswith("The dangers")]

    assert story.attribution == (
        "Lavrov said, according to the South China Morning Post, which cited Chinese state media"
    )
    assert rewrite.attribution == (
        "Lavrov said, as per the South China Morning Post, which refered to media"
    )


def test_the_quotes_of_the_primary_report() -> None:
    assert _said("002") == [
        ("unwise", "Lavrov", "called"),
        ("In addition to strengthe", "Lavrov", "said"),
        ("The risks of sanctions s", "Lavrov", "said"),
        ("always stood shoulder to", "Hua Chunying", "said"),
        ("China and Russia are alr", "Hua", "said"),
        ("The development of Russi", "Hua", "said"),
        ("a killer", "Joe Biden", "called"),
        ("good health", "Putin", "wishing"),
        ("deep concerns", "Blinken", "saying"),
        ("the best in history", "Lavrov", "described"),
        ("high-level", "Lavrov", "said"),
        ("For us, China is a true ", "Lavrov", "said"),
        ("I think that’s a huge pr", "Denisov", "told"),
    ]
    assert "industry, [and] promoting" in seed("002").quotes[2].text


def test_the_quotes_of_the_syndicated_story() -> None:
    assert [(speaker, verb) for _, speaker, verb in _said("004")] == [
        ("Blinken", "alleging"),
        ("Blinken", "alleging"),
        ("Yang Jiechi", "denouncing"),
        ("", ""),
        ("George Stephanopoulos", "dubbed"),
        ("the Biden team", "citing"),
        ("Zhang Hanhui", "highlighted"),
        ("Zhang Hanhui", "saying"),
        ("Zhang Hanhui", "lamented"),
        ("Zhang Hanhui", "calling"),
        ("Zhang Hanhui", "calling"),
    ]
