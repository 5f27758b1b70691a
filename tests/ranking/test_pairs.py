from claims.ranking.pairs import (
    FIELD_FEATURES,
    SHARED_FEATURES,
    field_features,
    read_text,
    shared_features,
)


def named(query: str, claim: str) -> dict[str, float]:
    left, right = (read_text(text, lambda stem: 1.0) for text in (query, claim))
    values = [*field_features(left, right), *shared_features(left, right)]
    return dict(zip([*FIELD_FEATURES, *SHARED_FEATURES], values, strict=True))


def test_the_same_words_have_everything_in_common() -> None:
    features = named("The tram hit Split.", "the TRAM hit split")
    assert features["query_covered"] == features["claim_covered"] == features["overlap"] == 1
    assert features["pairs_covered"] == 1
    assert features["run"] == 3 / 8


def test_a_claim_inside_a_longer_post_is_covered() -> None:
    features = named("Look: the tram hit the bridge, and nobody cared!", "Tram hit bridge")
    assert features["claim_covered"] == 1
    assert features["query_covered"] < 1


def test_numbers_and_names_of_the_claim_are_looked_for() -> None:
    features = named("it cost 50 million, said lind", "It cost 40 million, said Lind")
    assert (features["numbers_shared"], features["numbers_missing"]) == (0, 1)
    assert (features["names_shared"], features["names_missing"]) == (1, 0)


def test_nothing_in_common() -> None:
    assert set(named("", "").values()) <= {0, 1}
    assert named("tram", "bridge")["overlap"] == 0
