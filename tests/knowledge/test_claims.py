"""Known claims coming in with their claimants, wordings and verdicts."""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import Model

from claims.knowledge.claims import store_claim
from claims.knowledge.importing import ImportStatus
from claims.knowledge.scales import store_rating_scale
from claims.models import Claim, Claimant, Evidence, Verdict, Wording
from claims.records.refusal import InputRefused, RefusalCode
from tests.factories import make_claimant

ROW: dict[str, Any] = {
    "id": "c1",
    "text": "The bridge cost 40 million euros.",
    "claimant": {"name": "Mayor Lind", "kind": "person", "same_as": ""},
    "kind": "quantity",
    "language": "en-GB",
    "made_date": "2021-03-22",
    "first_appearance_date": None,
    "reviewed_date": "2021-03-25",
    "wordings": ["The price of the bridge was 40 million."],
    "verdict": {
        "rating": "False",
        "summary": "The accounts say 52 million.",
        "explanation": "See the accounts of 2020.",
        "published_at": "2021-03-25T12:00:00Z",
        "evidence": [
            {
                "kind": "document",
                "stance": "against",
                "title": "Accounts 2020",
                "url": "",
                "archived_url": "",
                "passage": "Bridge: 52,000,000",
                "accessed_date": "2021-03-24",
                "order": "primary",
            }
        ],
    },
}
TABLE: dict[str, Any] = {
    "id": "c1",
    "text": "The bridge cost 40 million euros.",
    "claimant": "Mayor Lind",
    "claimant_kind": "person",
    "kind": "quantity",
    "language": "en-GB",
    "made_date": "2021-03-22",
    "wordings": "The price of the bridge was 40 million. | Forty million for a bridge",
    "rating": "false",
    "summary": "The accounts say 52 million.",
    "explanation": "",
    "published_at": "2021-03-25",
    "evidence_url": "https://harbour.example/accounts",
    "evidence_title": "Accounts 2020",
    "evidence_passage": "",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scale() -> None:
    ratings = [
        {"alternate_name": "False", "rating_value": 1},
        {"alternate_name": "True", "rating_value": 5},
    ]
    store_rating_scale({"name": "Desk scale", "ratings": ratings})


def changed(**fields: Any) -> dict[str, Any]:
    return deepcopy(ROW) | fields


def changed_verdict(**fields: Any) -> dict[str, Any]:
    return changed(verdict=deepcopy(ROW["verdict"]) | fields)


def everything() -> list[list[dict[str, Any]]]:
    models: tuple[type[Model], ...] = (Claim, Claimant, Wording, Verdict, Evidence)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_a_row_becomes_a_claim_with_all_that_belongs_to_it() -> None:
    stored = store_claim(ROW)

    claim = Claim.objects.select_related("claimant").get()
    verdict = Verdict.objects.select_related("rating").get(claim=claim)
    evidence = Evidence.objects.get(verdict=verdict)
    assert stored.status == ImportStatus.CREATED
    assert stored.to_publish == verdict
    assert stored.published_at == datetime(2021, 3, 25, 12, tzinfo=UTC)
    assert (claim.external_id, claim.kind, claim.language) == ("c1", "quantity", "en-GB")
    assert (claim.made_date, claim.reviewed_date) == (date(2021, 3, 22), date(2021, 3, 25))
    assert claim.claimant == Claimant.objects.get(name="Mayor Lind", kind="person")
    assert claim.wordings.count() == 2
    assert (verdict.number, verdict.state, str(verdict.rating)) == (1, "draft", "False")
    assert (evidence.stance, evidence.order, evidence.passage) == (
        "against",
        "primary",
        "Bridge: 52,000,000",
    )


@pytest.mark.parametrize("row", [ROW, TABLE], ids=["json", "table"])
def test_the_same_row_twice_changes_nothing(row: dict[str, Any]) -> None:
    store_claim(row)
    before = everything()

    again = store_claim(row)

    assert again.status == ImportStatus.UNCHANGED
    assert everything() == before


def test_a_row_of_a_table_says_the_same_in_columns() -> None:
    store_claim(TABLE)

    claim = Claim.objects.select_related("claimant").get()
    evidence = Evidence.objects.select_related("verdict__rating").get()
    assert claim.claimant is not None
    assert claim.claimant.name == "Mayor Lind"
    assert claim.wordings.filter(origin="imported").count() == 2
    assert str(evidence.verdict.rating) == "False"
    assert (evidence.url, evidence.title) == ("https://harbour.example/accounts", "Accounts 2020")


def test_id_and_text_are_enough() -> None:
    stored = store_claim({"id": "c2", "text": "The bridge is long.", "claimant": None})

    assert stored.status == ImportStatus.CREATED
    assert (stored.claim.kind, stored.claim.language) == ("statement", "en")
    assert stored.to_publish is None


def test_a_claimant_may_be_a_bare_name_beside_a_verdict() -> None:
    stored = store_claim(changed(claimant="Mayor Lind"))

    assert stored.claim.claimant == Claimant.objects.get(name="Mayor Lind")


def test_a_changed_text_changes_the_claim_and_its_canonical_wording() -> None:
    store_claim(ROW)

    stored = store_claim(changed(text="The bridge cost 41 million euros."))

    assert stored.status == ImportStatus.UPDATED
    assert Claim.objects.get().text == "The bridge cost 41 million euros."
    canonical = Wording.objects.filter(origin="canonical").values_list("text", "is_active")
    assert set(canonical) == {
        ("The bridge cost 40 million euros.", False),
        ("The bridge cost 41 million euros.", True),
    }


def test_what_a_row_leaves_empty_stays() -> None:
    store_claim(ROW)
    before = everything()

    stored = store_claim({"id": "c1", "text": ROW["text"], "wordings": [], "kind": ""})

    assert stored.status == ImportStatus.UNCHANGED
    assert everything() == before


def test_a_claimant_is_shared_and_only_completed() -> None:
    claimant = make_claimant(name="Mayor Lind", kind="government")
    known = {"name": "Mayor Lind", "kind": "person", "same_as": "https://wikidata.example/Q1"}

    store_claim(changed(claimant=known))

    claimant.refresh_from_db()
    assert (claimant.kind, claimant.same_as) == ("government", "https://wikidata.example/Q1")


@pytest.mark.parametrize(
    "fields",
    [
        {"rating": "True"},
        {"summary": "The accounts say 53 million."},
        {"explanation": ""},
        {"evidence": []},
        {"evidence": [ROW["verdict"]["evidence"][0] | {"passage": "Bridge: 53,000,000"}]},
    ],
)
def test_a_changed_verdict_is_a_new_version(fields: dict[str, Any]) -> None:
    first = store_claim(ROW).to_publish

    stored = store_claim(changed_verdict(**fields))

    assert stored.status == ImportStatus.UPDATED
    assert stored.to_publish is not None
    assert stored.to_publish.number == 2
    assert Verdict.objects.get(number=1) == first


def test_evidence_in_another_order_is_the_same_verdict() -> None:
    evidence = [{"passage": "A"}, {"passage": "B"}, {"passage": "B"}]
    store_claim(changed_verdict(evidence=evidence))

    assert store_claim(changed_verdict(evidence=evidence[::-1])).status == ImportStatus.UNCHANGED
    other = [{"passage": "A"}, {"passage": "A"}, {"passage": "B"}]
    assert store_claim(changed_verdict(evidence=other)).status == ImportStatus.UPDATED


def test_an_old_file_does_not_put_its_verdict_back_over_a_newer_one() -> None:
    store_claim(ROW)
    store_claim(changed_verdict(rating="True"))
    Verdict.objects.filter(number=1).update(
        state="superseded", published_at=datetime(2021, 3, 25, tzinfo=UTC)
    )

    stored = store_claim(ROW)

    assert stored.status == ImportStatus.UNCHANGED
    assert stored.to_publish is None
    assert Verdict.objects.count() == 2


def test_a_verdict_without_a_time_stays_a_draft() -> None:
    assert store_claim(changed_verdict(published_at=None)).to_publish is None
    assert Verdict.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": "No id."}, "no “id”"),
        ({"id": "c1", "text": "  "}, "no “text”"),
        (changed(wording=["misspelt"]), "no field “wording”"),
        (changed(wordings=[["nested"]]), "“wordings” must be text"),
        (changed(wordings={"a": 1}), "must be a list"),
        (changed(kind="rumour"), "must be one of"),
        (changed(language="English!"), "language tag"),
        (changed(made_date="March"), "no date"),
        (changed(made_date="2021-03-26"), "before it was made"),
        (changed(claimant={"kind": "person"}), "claimant has no “name”"),
        (changed(claimant={"name": "A", "born": 1}), "no field “born”"),
        (changed(claimant=[1]), "must be an object"),
        (changed(verdict="False"), "must be an object"),
        (changed_verdict(rating=""), "no “rating”"),
        (changed_verdict(rating="Untrue"), "False, True"),
        (changed_verdict(summary=""), "no “summary”"),
        (changed_verdict(summary="x" * 501), "at most 500"),
        (changed_verdict(sumary="x"), "no field “sumary”"),
        (changed_verdict(published_at="soon"), "no date"),
        (changed_verdict(evidence={"title": "A"}), "must be a list"),
        (changed_verdict(evidence=["A"]), "must be an object"),
        (changed_verdict(evidence=[{"title": "A"}]), "neither “url” nor “passage”"),
        (changed_verdict(evidence=[{"url": "a.example"}]), "no web address"),
        (changed_verdict(evidence=[{"passage": "A", "stance": "pro"}]), "must be one of"),
    ],
)
def test_a_bad_row_is_refused_whole(row: dict[str, Any], said: str) -> None:
    before = everything()

    with pytest.raises(InputRefused, match=said) as refusal:
        store_claim(row)

    assert refusal.value.code in {
        RefusalCode.BAD_ROW,
        RefusalCode.BAD_DATE,
        RefusalCode.BAD_URL,
        RefusalCode.BAD_LANGUAGE,
        RefusalCode.UNKNOWN_RATING,
    }
    assert everything() == before
