"""The seed files are well formed and agree with each other; the matcher is measured elsewhere."""

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claims.enums import (
    ClaimantKind,
    ClaimKind,
    EvidenceKind,
    EvidenceOrder,
    EvidenceStance,
    Flag,
    RatingColour,
    SourceKind,
    Stance,
)

SEEDS = Path(__file__).parents[2] / "seeds"
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}


def json_lines(name: str) -> list[dict[str, Any]]:
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def csv_rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = json_lines("claims.jsonl")
EXPECTED = json_lines("expected_matches.jsonl")
RATING_SCALE: dict[str, Any] = json.loads((SEEDS / "rating_scale.json").read_text(encoding="utf-8"))
DEMANDED = [row for row in EXPECTED if not row.get("acceptable")]
VERDICTS = [claim["verdict"] for claim in CLAIMS if claim["verdict"]]
EVIDENCE = [evidence for verdict in VERDICTS for evidence in verdict["evidence"]]


def pair(row: dict[str, Any]) -> str:
    return f"{row['claim']}-{row['document'][:3]}"


# Claims


def test_there_are_enough_claims_with_unique_ids_and_texts() -> None:
    assert len(CLAIMS) >= 25
    assert len({claim["id"] for claim in CLAIMS}) == len(CLAIMS)
    assert len({claim["text"] for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_claim_has_the_documented_fields(claim: dict[str, Any]) -> None:
    assert set(claim) == {
        "id", "text", "claimant", "kind", "language", "made_date", "first_appearance_date",
        "reviewed_date", "wordings", "verdict",
    }  # fmt: skip
    assert claim["kind"] in ClaimKind.values
    wordings = [claim["text"], *claim["wordings"]]
    assert all(wording.strip() == wording != "" for wording in wordings)
    assert len(set(wordings)) == len(wordings) <= 3


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_claim_was_made_before_it_appeared_and_reviewed_last(claim: dict[str, Any]) -> None:
    names = ("made_date", "first_appearance_date", "reviewed_date")
    dates = [date.fromisoformat(claim[name]) for name in names if claim[name]]
    assert dates == sorted(dates)


def test_a_claimant_is_described_in_one_way() -> None:
    claimants = [claim["claimant"] for claim in CLAIMS if claim["claimant"]]
    assert all(claimant["kind"] in ClaimantKind.values for claimant in claimants)
    distinct = {json.dumps(claimant, sort_keys=True) for claimant in claimants}
    assert len(distinct) == len({claimant["name"] for claimant in claimants})


# Verdicts


def test_rating_scale_is_ordered_and_every_rating_is_defined() -> None:
    ratings = RATING_SCALE["ratings"]
    values = [rating["rating_value"] for rating in ratings]
    assert values == sorted(set(values))
    for rating in ratings:
        assert (rating["worst_rating"], rating["best_rating"]) == (values[0], values[-1])
        assert rating["colour"] in RatingColour.values
        assert rating["definition"]


def test_verdicts_are_rated_on_the_scale_and_rest_on_evidence() -> None:
    names = {rating["alternate_name"] for rating in RATING_SCALE["ratings"]}
    assert len(VERDICTS) >= 12
    assert {verdict["rating"] for verdict in VERDICTS} <= names
    assert all(verdict["evidence"] for verdict in VERDICTS)
    assert all(0 < len(verdict["summary"]) <= 500 for verdict in VERDICTS)


def test_a_claim_is_reviewed_on_the_day_its_verdict_is_published() -> None:
    for claim in CLAIMS:
        published_at = (claim["verdict"] or {}).get("published_at")
        if published_at is None:
            assert claim["reviewed_date"] is None, claim["id"]
        else:
            published = datetime.fromisoformat(published_at)
            assert published.utcoffset() == timedelta(0), claim["id"]
            assert published.date() == date.fromisoformat(claim["reviewed_date"]), claim["id"]


def test_some_verdicts_are_drafts() -> None:
    assert any(verdict["published_at"] is None for verdict in VERDICTS)


def test_evidence_uses_the_known_words() -> None:
    for evidence in EVIDENCE:
        assert evidence["kind"] in EvidenceKind.values
        assert evidence["stance"] in EvidenceStance.values
        assert evidence["order"] in EvidenceOrder.values
        assert 0 < len(evidence["title"]) <= 300


def test_evidence_quotes_the_documents_and_gives_only_addresses_printed_in_them() -> None:
    corpus = "\n".join(DOCUMENTS.values())
    for evidence in EVIDENCE:
        assert evidence["passage"], evidence["title"]
        assert evidence["passage"] in corpus
        assert evidence["url"] in corpus


# Sources and articles


def test_sources_are_told_apart_by_name_and_domain() -> None:
    sources = csv_rows("sources.csv")
    domains = [domain for source in sources for domain in source["domains"].split()]
    assert len({source["name"] for source in sources}) == len(sources)
    assert len(set(domains)) == len(domains)
    assert all(source["kind"] in SourceKind.values for source in sources)
    assert all(domain == domain.lower() for domain in domains)


def test_every_document_has_one_article_row_with_a_known_source_and_a_time_in_utc() -> None:
    articles = csv_rows("articles.csv")
    names = {source["name"] for source in csv_rows("sources.csv")}
    assert [article["document"] for article in articles] == sorted(DOCUMENTS)
    for article in articles:
        assert article["source"] in names
        assert datetime.fromisoformat(article["published_at"]).utcoffset() == timedelta(0)
        assert article["title"] in DOCUMENTS[article["document"]]


# Expected matches


@pytest.mark.parametrize("row", EXPECTED, ids=pair)
def test_expected_match_names_a_claim_and_a_sentence_of_its_document(row: dict[str, Any]) -> None:
    assert row["claim"] in {claim["id"] for claim in CLAIMS}
    assert row["sentence"] in DOCUMENTS[row["document"]]
    assert "\n" not in row["sentence"]
    assert row["sentence"] == row["sentence"].strip()
    assert row["note"]


@pytest.mark.parametrize("row", EXPECTED, ids=pair)
def test_expected_match_uses_the_known_words(row: dict[str, Any]) -> None:
    assert set(row["flags"]) <= set(Flag.values)
    assert len(set(row["flags"])) == len(row["flags"])
    assert row["relation"] in {"same", "differs"}
    assert row["stance"] in Stance.values


def test_expected_matches_are_listed_once() -> None:
    keys = [(row["document"], row["claim"], row["sentence"]) for row in EXPECTED]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("row", DEMANDED, ids=pair)
def test_demanded_match_differs_exactly_when_it_is_flagged(row: dict[str, Any]) -> None:
    assert (row["relation"] == "differs") == bool(row["flags"])


def test_acceptable_pairs_are_few() -> None:
    assert len(EXPECTED) - len(DEMANDED) <= 0.15 * len(EXPECTED)


def test_every_kind_of_claim_is_present() -> None:
    restated = {row["claim"] for row in DEMANDED if row["relation"] == "same"}
    changed = {row["claim"] for row in DEMANDED} - restated
    unstated = {claim["id"] for claim in CLAIMS} - {row["claim"] for row in EXPECTED}
    assert len(restated) >= 25
    assert len(changed) >= 10
    assert len(unstated) >= 8


def test_every_document_and_every_flag_is_demanded() -> None:
    assert {row["document"] for row in DEMANDED} == set(DOCUMENTS)
    assert {flag for row in DEMANDED for flag in row["flags"]} == set(Flag.values)
