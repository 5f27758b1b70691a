"""Sources and rating scales coming in."""

from typing import Any

import pytest

from claims.ingest.sources import find_source
from claims.knowledge.importing import ImportStatus
from claims.knowledge.scales import find_rating, store_rating_scale
from claims.knowledge.sources import store_source
from claims.models import Rating, RatingScale, Source, SourceDomain
from claims.records.refusal import InputRefused, RefusalCode
from tests.factories import make_domain, make_source

TIMES: dict[str, object] = {
    "name": "Harbour Times",
    "kind": "newspaper",
    "domains": "www.Harbour.example bücher.example",
    "language": "de",
    "homepage": "https://harbour.example/",
}
SCALE: dict[str, Any] = {
    "name": "Desk scale",
    "language": "en",
    "ratings": [
        {"alternate_name": "False", "rating_value": 1, "colour": "red", "definition": "Not so."},
        {"alternate_name": "True", "rating_value": 5, "colour": "green"},
    ],
}

pytestmark = pytest.mark.django_db


def test_a_source_is_created_once() -> None:
    statuses = [store_source(TIMES), store_source(TIMES)]

    source = Source.objects.get()
    assert statuses == [ImportStatus.CREATED, ImportStatus.UNCHANGED]
    assert (source.kind, source.language) == ("newspaper", "de")
    domains = SourceDomain.objects.order_by("domain").values_list("domain", flat=True)
    assert list(domains) == ["harbour.example", "xn--bcher-kva.example"]


def test_a_source_is_brought_up_to_date_and_empty_cells_change_nothing() -> None:
    store_source(TIMES)

    status = store_source(
        {"name": "Harbour Times", "kind": "tabloid", "domains": "h.example", "language": ""}
    )

    source = Source.objects.get()
    assert status == ImportStatus.UPDATED
    assert (source.kind, source.language) == ("tabloid", "de")
    assert source.domains.count() == 3


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": ""}, "no name"),
        ({"name": "A", "kind": "blog"}, "must be one of"),
        ({"name": "A", "domain": "a.example"}, "no field “domain”"),
        ({"name": "A", "homepage": "a.example"}, "no web address"),
        ({"name": "A", "domains": "not/a domain"}, "belongs to"),
        ({"name": "A", "language": "english!"}, "language tag"),
    ],
)
def test_a_bad_source_is_refused_whole(row: dict[str, object], said: str) -> None:
    make_domain(domain="not")

    with pytest.raises(InputRefused, match=said):
        store_source(row)

    assert not Source.objects.filter(name="A").exists()


def test_a_source_is_found_by_its_name_in_any_case() -> None:
    source = make_source(name="Harbour Times")

    assert find_source("harbour times") == source
    assert find_source("") is None


def test_a_scale_is_created_once_and_the_first_is_the_default() -> None:
    statuses = [store_rating_scale(SCALE), store_rating_scale(SCALE)]
    second = store_rating_scale(SCALE | {"name": "Another scale"})

    assert statuses == [ImportStatus.CREATED, ImportStatus.UNCHANGED]
    assert second == ImportStatus.CREATED
    assert RatingScale.objects.get(is_default=True).name == "Desk scale"
    assert Rating.objects.count() == 4


def test_a_rating_is_brought_up_to_date() -> None:
    store_rating_scale(SCALE)
    changed = SCALE | {"ratings": [SCALE["ratings"][0] | {"definition": "Nothing holds."}]}

    assert store_rating_scale(changed) == ImportStatus.UPDATED
    assert Rating.objects.get(alternate_name="False").definition == "Nothing holds."
    assert Rating.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "no name"),
        ({"ratings": []}, "no ratings"),
        ({"ratings": ["False"]}, "an object"),
        ({"ratings": [{"rating_value": 1}]}, "alternate_name"),
        ({"ratings": [{"alternate_name": "False", "rating_value": "one"}]}, "whole numbers"),
        ({"ratings": [{"alternate_name": "False", "rating_value": 9}]}, "between"),
        ({"ratings": [{"alternate_name": "A", "rating_value": 1, "colour": "pink"}]}, "colour"),
        (
            {"ratings": [{"alternate_name": name, "rating_value": 1} for name in "AB"]},
            "same value",
        ),
    ],
)
def test_a_bad_scale_is_refused_whole(change: dict[str, object], said: str) -> None:
    with pytest.raises(InputRefused, match=said) as refusal:
        store_rating_scale(SCALE | change)

    assert refusal.value.code == RefusalCode.BAD_ROW
    assert not RatingScale.objects.exists()


def test_a_rating_is_found_in_any_case_and_an_unknown_one_names_the_known() -> None:
    with pytest.raises(InputRefused, match="no rating scale yet"):
        find_rating("False")
    store_rating_scale(SCALE)

    assert find_rating("FALSE").rating_value == 1
    with pytest.raises(InputRefused, match="False, True") as refusal:
        find_rating("Untrue")
    assert refusal.value.code == RefusalCode.UNKNOWN_RATING
