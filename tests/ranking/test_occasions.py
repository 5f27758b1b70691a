import numpy as np
import pytest

from claims.ranking import ClaimRecord, Collection, with_occasions
from claims.ranking.occasions import occasion_of

CLAIMS = [
    ClaimRecord("a", "Trams are free.", body="Lind said on June 3, 2021 so.", claimant="Mira Lind"),
    ClaimRecord("b", "Trams are free.", body="It was said long ago.", claimant="Ola Berg"),
    ClaimRecord("c", "Buses are slow.", body="In her speech.", claimant="Mira Lind"),
]


def test_an_occasion_is_read_off_the_id() -> None:
    occasion = occasion_of("20210603_Lind_townHall_0012")
    assert occasion is not None
    assert occasion.words == {"lind", "town", "hall"}
    assert occasion.day.search("on June 3 she spoke")
    assert not occasion.day.search("on June 30 she spoke")


@pytest.mark.parametrize("query_id", ["tweet-1", "12", "20211303_Lind_1", "20210603_1"])
def test_other_ids_name_no_occasion(query_id: str) -> None:
    assert occasion_of(query_id) is None


def added(query_ids: list[str], texts: list[str]) -> list[np.ndarray]:
    collection = Collection(CLAIMS)
    lists = [collection.candidates(query) for query in collection.read(texts)]
    widened = with_occasions(collection, query_ids, lists)
    return [new.pairs[:, old.pairs.shape[1] :] for old, new in zip(lists, widened, strict=True)]


def test_the_speaker_and_the_day_tell_twin_claims_apart() -> None:
    [features] = added(["20210603_Lind_speech_1"], ["trams are free"])
    assert features[0, :4].tolist() == [1, 1, 1, 1]
    assert features[1, :4].tolist() == [0, 0, 0, 0]


def test_other_lines_of_the_occasion_speak_for_their_claimant() -> None:
    ids = ["20210603_speech_1", "20210603_speech_2"]
    features, _ = added(ids, ["trams are free", "buses are slow"])
    assert features[0, 5] > features[1, 5]


def test_without_an_occasion_nothing_is_said() -> None:
    [features] = added(["q1"], ["trams are free"])
    assert not features.any()
