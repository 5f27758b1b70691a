"""The queue's filters, its order, and the addresses that carry both."""

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.queue.facets import Facet, read_facets
from claims.admin.queue.filters import BANDS, QueueFilter
from claims.admin.queue.places import Place, after, before, in_order
from claims.enums import Flag, MatchState, Mutation, Role, Stance
from claims.models import Match
from tests.factories import (
    make_article,
    make_claim,
    make_flag,
    make_match,
    make_sentence,
    make_source,
    make_user,
    make_version,
    make_wording,
)


def parsed(query: str) -> QueueFilter:
    return QueueFilter.from_query(QueryDict(query))


def make_match_in_article(*, probability: float = 0.8, **article: object) -> Match:
    version = make_version(article=make_article(**article))
    return make_match(sentence=make_sentence(version=version), probability=probability)


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=30)


@given(
    state=st.sampled_from(MatchState.values),
    flag=st.sampled_from(["", "none", *Flag.values]),
    stance=st.sampled_from(["", *Stance.values]),
    mutation=st.sampled_from(["", *Mutation.values]),
    source=st.sampled_from(["", "none", "17"]),
    band=st.sampled_from(["", *BANDS]),
    search=st.just("") | words,
)
def test_address_gives_the_same_filter_back(**chosen: Any) -> None:
    chosen_filter = QueueFilter(**chosen)

    assert parsed(chosen_filter.query) == chosen_filter


def test_plain_address_shows_what_is_suggested() -> None:
    assert parsed("") == QueueFilter(state="suggested")
    assert QueueFilter().query == ""


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "flag=%27%3B--",
        "source=12x",
        "source=99999999999999999999",
        "band=7",
        "search=%00",
        "search=" + "x" * 201,
        "language=" + "x" * 201,
        "unknown=1",
    ],
)
def test_words_that_no_filter_knows_are_left_out(query: str) -> None:
    assert parsed(query) == QueueFilter()


@given(probability=st.floats(0, 1), pk=st.integers(0, 2**63 - 1))
def test_place_survives_an_address(probability: float, pk: int) -> None:
    place = Place(probability, pk)

    assert Place.parse(str(place)) == place


@pytest.mark.parametrize(
    "text", ["", "0.5", "~", "0.5~x", "nan~1", "2~1", "-1~1", "0.5~-1", "inf~1"]
)
def test_place_of_a_forged_address_is_none(text: str) -> None:
    assert Place.parse(text) is None


@pytest.mark.django_db
def test_after_and_before_walk_every_match_once_although_probabilities_are_equal() -> None:
    for probability in (0.5, 0.9, 0.5, 1.0, 0.9, 0.5, 0.0):
        make_match(probability=probability)
    matches = Match.objects.all()
    expected = sorted(matches, key=lambda match: (-match.probability, match.pk))

    assert list(in_order(matches)) == expected
    for earlier, later in itertools.pairwise(expected):
        assert after(matches, Place.of(earlier)).first() == later
        assert before(matches, Place.of(later)).first() == earlier
    assert not after(matches, Place.of(expected[-1])).exists()
    assert not before(matches, Place.of(expected[0])).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("probability", "band"), [(1.0, "90"), (0.9, "90"), (0.899, "75"), (0.5, "50"), (0.0, "0")]
)
def test_each_probability_lies_in_one_band(probability: float, band: str) -> None:
    match = make_match(probability=probability)

    found = [key for key in BANDS if match in QueueFilter(band=key).matches()]

    assert found == [band]


@pytest.mark.django_db
def test_each_filter_keeps_what_it_says_and_drops_the_rest() -> None:
    source = make_source()
    kept = make_match_in_article(source=source, language="fi", probability=0.95)
    Match.objects.filter(pk=kept.pk).update(stance=Stance.QUOTES, mutation=Mutation.VERBATIM)
    make_flag(match=kept, flag=Flag.NUMBER)
    make_flag(match=kept, flag=Flag.PLACE)
    other = make_match_in_article(probability=0.6)
    make_flag(match=other, flag=Flag.DATE)

    for query in (
        "flag=number",
        "flag=place",
        "stance=quotes",
        "mutation=verbatim",
        f"source={source.pk}",
        "language=fi",
        "band=90",
        f"search={kept.claim.text.upper().replace(' ', '+')}",
    ):
        assert list(parsed(query).matches()) == [kept], query


@pytest.mark.django_db
def test_none_finds_matches_without_a_flag_and_without_a_source() -> None:
    plain = make_match()
    flagged = make_match_in_article(source=make_source())
    make_flag(match=flagged)

    assert list(parsed("flag=none").matches()) == [plain]
    assert list(parsed("source=none").matches()) == [plain]


@pytest.mark.django_db
@pytest.mark.parametrize("most", [0, 1, 500])
def test_few_rows_are_named_and_many_are_walked_for_with_the_same_result(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.admin.queue.filters.MOST_NAMED", most)
    source = make_source()
    found = {make_match_in_article(source=source) for _ in range(2)}
    plain = make_match()

    chosen = parsed(f"source={source.pk}")

    assert set(chosen.matches()) == found
    assert ("EXISTS" in str(chosen.matches().query)) == (most < 2)
    assert list(parsed("source=none").matches()) == [plain]
    assert set(parsed("search=zzz").matches()) == set()


def counts_of(facets: tuple[Facet, ...], title: str) -> dict[str, int]:
    [facet] = [facet for facet in facets if facet.title == title]
    return {choice.label: choice.count.number for choice in facet.choices}


@pytest.mark.django_db
def test_counts_respect_the_other_filters_but_not_their_own() -> None:
    claim = make_claim(text="The bridge cost 40 million euros.")
    numbered = make_match(wording=make_wording(claim=claim), probability=0.95)
    make_flag(match=numbered, flag=Flag.NUMBER)
    make_flag(match=numbered, flag=Flag.DATE)
    make_flag(match=make_match(probability=0.95), flag=Flag.DATE)
    make_match(probability=0.6)

    facets = read_facets(QueueFilter(flag="number"))

    assert counts_of(facets, "Flag") == {
        "all": 3,
        "numbers differ": 1,
        "dates differ": 2,
        "no flag": 1,
    }
    assert counts_of(facets, "State") == {"suggested": 1, "second look": 0}


@pytest.mark.django_db
def test_every_count_is_what_a_click_on_it_shows() -> None:
    user = make_user(Role.EDITOR)
    for number, (stance, mutation) in enumerate(itertools.product(Stance, Mutation)):
        match = make_match_in_article(
            source=make_source() if number % 3 else None,
            language=("en", "fi", "sv")[number % 3],
            probability=number / 20,
        )
        decided = {
            "state": MatchState.CONFIRMED,
            "decided_by": user,
            "decided_at": datetime.now(UTC),
        }
        Match.objects.filter(pk=match.pk).update(
            stance=stance, mutation=mutation, **(decided if number % 4 == 0 else {})
        )
        if number % 2:
            make_flag(match=match, flag=list(Flag)[number % len(Flag)])

    for query in ("", "flag=none", "stance=repeats", "language=fi&band=50", "state=confirmed"):
        for facet in read_facets(parsed(query)):
            for choice in facet.choices:
                assert choice.count.number == parsed(choice.query).matches().count(), (
                    query,
                    choice,
                )


@pytest.mark.django_db
def test_a_facet_without_a_choice_is_not_shown() -> None:
    make_match()

    assert [facet.title for facet in read_facets(QueueFilter())] == ["State"]
