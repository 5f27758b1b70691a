import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Entry, Index
from claims.matching import Flag, Matcher, Mutation, ProposedMatch, Stance
from claims.matching.scoring import SECOND_LOOK
from claims.text import segment

GHENT = "The city of Ghent banned cars from its centre in 2017."
DAM = "A dam in Laos collapsed in 2018 and left 6,000 people homeless."


def match(text: str, *claims: str, threshold: float | None = None) -> tuple[ProposedMatch, ...]:
    index = Index.build(Entry(i, i, text) for i, text in enumerate(claims))
    matcher = Matcher(index) if threshold is None else Matcher(index, threshold=threshold)
    return matcher.match(segment(text))


def test_finds_the_sentence_that_restates_a_claim() -> None:
    text = "Shops protested. In 2017 Ghent banned cars from the centre of the city. It rained."

    (found,) = match(text, GHENT, DAM)

    assert (found.claim, found.sentence, found.last_sentence) == (0, 1, 1)
    assert found.text == text[found.start : found.end]
    assert found.text == "In 2017 Ghent banned cars from the centre of the city."
    assert found.probability > 0.9
    assert found.flags == ()


def test_joins_neighbouring_sentences_if_only_together_they_say_it() -> None:
    text = "It was 2018. The big dam in Laos collapsed. Some 6,000 people were left homeless. Why?"

    (found,) = match(text, DAM)

    assert found.sentence < found.last_sentence
    assert "6,000" in found.text


def test_prefers_the_wording_that_fits_best() -> None:
    index = Index.build([Entry(7, 5, GHENT), Entry(8, 5, "No cars drive in Ghent today.")])

    (found,) = Matcher(index).match(segment("People say that no cars drive in Ghent today."))

    assert (found.claim, found.wording) == (5, 8)


def test_a_conflict_is_shown_and_never_as_a_plain_match() -> None:
    (found,) = match("The city of Ghent banned cars from its centre in 2007.", GHENT)

    assert [reason.flag for reason in found.flags] == [Flag.DATE]
    assert 0.5 <= found.probability <= SECOND_LOOK


def test_each_flag_is_explained_in_a_sentence() -> None:
    (found,) = match("A dam in Laos collapsed in 2018 and left 600 people homeless.", DAM)

    (reason,) = found.flags
    assert reason.explanation == "The claim says 6,000, the article says 600."


def test_repeats_and_boilerplate_are_not_looked_at() -> None:
    body = "Ghent banned cars from its centre in 2017, said the city, which likes to cycle a lot."
    text = f"{body}\n\nIt rained that day.\n\n{body}\n\nShare this article\n"

    assert [found.sentence for found in match(text, GHENT)] == [0]


def test_a_quote_is_found_across_sentences() -> None:
    claim = "The plant will close in May and nobody will get his wages, the director said."
    text = "“The plant will close in May. Nobody will get his wages,” the director said on Monday."

    found = match(text, claim)

    assert found
    assert found[0].quote == 0
    assert found[0].stance is Stance.QUOTES


@pytest.mark.parametrize(
    ("text", "mutation"),
    [
        (GHENT, Mutation.VERBATIM),
        ("Ghent banned cars from its centre.", Mutation.TRIMMED),
        ("In 2017 the mayors of Ghent banned all cars from the old centre.", Mutation.REWORDED),
    ],
)
def test_says_how_far_the_words_have_moved(text: str, mutation: Mutation) -> None:
    assert [found.mutation for found in match(text, GHENT)] == [mutation]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (GHENT, Stance.REPEATS),
        (f"{GHENT} That is a lie.", Stance.DISPUTES),
        ("It is not true that the city of Ghent banned cars in 2017.", Stance.DISPUTES),
        ("Has the city of Ghent banned cars from its centre in 2017?", Stance.QUESTIONS),
        (f"Correction: {GHENT}", Stance.CORRECTS),
        (f"The mayor said: “{GHENT}”", Stance.QUOTES),
    ],
)
def test_says_what_the_article_does_with_the_claim(text: str, stance: Stance) -> None:
    assert [found.stance for found in match(text, GHENT)][:1] == [stance]


def test_a_denial_before_a_plain_repeat_is_no_dispute() -> None:
    (found,) = match(f"You are spreading lies again. {GHENT}", GHENT)

    assert found.stance is Stance.REPEATS


def test_the_parts_of_the_diff_are_the_wording_and_the_span() -> None:
    (found,) = match("In 2017 the city of Ghent closed its old centre to cars.", GHENT)

    assert "".join(part.left for part in found.diff) == GHENT
    assert "".join(part.right for part in found.diff) == found.text


def test_wordings_of_two_languages_are_matched_in_their_own() -> None:
    index = Index.build(
        [
            Entry(1, 1, "Der Präsident hat die Sanktionen gegen Russland aufgehoben.", "de"),
            Entry(2, 2, "The president lifted the sanctions against Russia."),
        ]
    )
    text = "Die Sanktionen gegen Russland hat der Präsident aufgehoben. It rained on the town."

    assert [found.claim for found in Matcher(index).match(segment(text))] == [1]


def test_the_threshold_decides_what_is_proposed() -> None:
    text = "Ghent has cars in its centre and trams. Nobody bans them."

    strict, loose = (match(text, GHENT, threshold=t) for t in (0.9, 0.0))

    assert not strict
    assert loose


@pytest.mark.parametrize("text", ["", "\n\n", "Corona", "。", "\x00\x07", "‮שלום", "a" * 50_000])
@pytest.mark.parametrize("claim", ["", "Corona", "普京总统访问了北京并会见了主席。", "x " * 10_000])
def test_odd_texts_and_claims_give_a_sane_result(text: str, claim: str) -> None:
    for found in match(text, claim, GHENT):
        assert found.text == text[found.start : found.end]


def test_a_claim_in_chinese_is_found() -> None:
    text = "昨天普京总统访问了北京并会见了习近平主席。其他的事情也发生了。"

    (found,) = match(text, "普京总统访问了北京并会见了习近平主席。")

    assert found.sentence == 0


CHINESE = "中国政府今天宣布关闭大桥。" * 300


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (GHENT, "Biden called Ghent not 5 per cent “a killer” in May 2020, " * 800),
        ("sanctions " * 200, "sanctions " * 5000),
        (GHENT, "“" * 20_000 + GHENT),
        (
            " ".join(f"word{i % 3000}" for i in range(10_000)),
            ",".join(f"word{i}" for i in range(6000)),
        ),
        (GHENT, f"In May 2020 {GHENT[:-1]}, and 1 May 2020, two days later, " * 700),
        (GHENT, f"{GHENT[:-1]}, and he said “a tram” and “no cars” and " * 600),
        (GHENT, f"{GHENT[:-1]}, and he said 'a " + "tram 'a " * 6000),
        (CHINESE, CHINESE),
        *[
            (piece * 800, piece * 1200)
            for piece in (
                "Anna Bell sued Carl Dorn and Erik Falk sued Greta Hall and ",
                "Norway sued Sweden and Denmark supplied Finland ",
                "he said “open and honest” and ",
            )
        ],
    ],
)
def test_a_monstrous_text_takes_bounded_time(claim: str, text: str) -> None:
    language = "zh" if claim == CHINESE else "en"
    document = segment(text, language=language)
    matcher = Matcher(Index.build([Entry(1, 1, claim, language)]))

    start = time.process_time()
    matcher.match(document)

    assert time.process_time() - start < 10


def test_of_a_claim_as_long_as_a_book_the_beginning_is_compared() -> None:
    book = " ".join(f"word{i}" for i in range(3000))

    [scored] = Matcher(Index.build([Entry(1, 1, book)])).compared(segment(book))

    assert scored.components["longest_run"] == 500


SENTENCES = [
    "Ghent banned cars from its centre.",
    "In 2017 the city of Ghent banned cars.",
    "“A dam in Laos collapsed,” Li said.",
    "It left 6,000 people homeless in 2018!",
    "Share this article",
    "\n\n",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), max_size=8).map(" ".join))
def test_spans_order_and_uniqueness_hold_for_any_document(text: str) -> None:
    document = segment(text)
    found = match(text, GHENT, DAM)

    assert found == match(text, GHENT, DAM)
    assert list(found) == sorted(found, key=lambda m: (m.start, -m.probability, m.claim))
    assert len({(m.claim, m.sentence) for m in found}) == len(found)
    for m in found:
        assert m.text == text[m.start : m.end]
        assert document.sentences[m.sentence].start <= m.start < m.end
        assert m.start < document.sentences[m.sentence].end
        assert m.end <= document.sentences[m.last_sentence].end
        assert 0.5 <= m.probability <= 1
        assert len({reason.flag for reason in m.flags}) == len(m.flags)
        assert dataclasses.replace(m) == m


FREE_REWORDING = "Families watched as keepers at Kestwick cut up a giraffe and gave it to cats."
FREELY_REWORDED = "The zoo in Kestwick fed its surplus giraffe to the lions in front of visitors."


def test_two_rare_words_reach_a_wording_among_few_but_not_among_many() -> None:
    others = [f"Brilnak {n} of Vorlheim sold floid {n} to a tamber." for n in range(2_000)]

    for wordings, found in (([FREELY_REWORDED], True), ([FREELY_REWORDED, *others], False)):
        index = Index.build(Entry(i, i, text) for i, text in enumerate(wordings))
        matches = Matcher(index, threshold=0.0).match(segment(FREE_REWORDING))
        assert (0 in {match.claim for match in matches}) == found


def test_a_short_denial_is_found_whichever_way_it_denies() -> None:
    index = Index.build([Entry(0, 0, "Iceland has no army of its own.")])

    [match] = Matcher(index, threshold=0.0).match(
        segment("Iceland does not have an army of its own.")
    )

    assert match.claim == 0
