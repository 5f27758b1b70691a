"""Fills an empty database with as many suggested matches as a large desk ever has."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import connection, transaction

from claims.enums import VerdictState, WordingOrigin
from claims.knowledge.feed import take_numbers
from claims.models import (
    Article,
    ArticleVersion,
    Claim,
    Claimant,
    Evidence,
    Sentence,
    Source,
    Verdict,
    Wording,
)
from claims.text import diff_words, fold_key
from tests.factories import NOW, make_rating, make_user, sha256

BATCH = 2000
DIFFS = 8
SENTENCES_OF_ARTICLE = 10
MATCHES_OF_SENTENCE = 2
LANGUAGES = ["en"] * 12 + ["de"] * 4 + ["fi"] * 2 + ["sv", "mt"]
FIELDS = ["The ministry", "The mayor", "A spokesman", "The report", "The agency", "The union"]
THINGS = ["bridge", "hospital", "port", "school", "railway", "dam", "stadium", "power plant"]
WHEN = ["last year", "in 2023", "since May", "in the first quarter", "over ten years"]


def fill(number: int, *, say: Callable[[str], object]) -> None:
    """Sources, claims with verdicts, articles, and `number` suggested matches between them."""
    chance = random.Random(7)
    claims = max(50, number // 10)
    articles = max(10, number // (SENTENCES_OF_ARTICLE * MATCHES_OF_SENTENCE))
    say(f"{claims} claims, {articles} articles, {number} matches")
    first_claim = _knowledge(chance, claims)
    _articles(chance, articles)
    say("claims and articles are there")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_matches(chance, number, first_claim, claims))
        cursor.execute(_flags())
    say("matches are there")
    make_user(username="ada")
    make_user(username="bob")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(FIELDS)} said the {chance.choice(THINGS)} of district "
        f"{chance.randrange(5000)} had cost {chance.randrange(2, 990)} million euros "
        f"{chance.choice(WHEN)}, more than anybody had planned."
    )


def _knowledge(chance: random.Random, number: int) -> int:
    claimants = Claimant.objects.bulk_create([Claimant(name=f"Person {n}") for n in range(300)])
    texts = [f"Claim {n}: {_sentence(chance)}" for n in range(number)]
    claims = Claim.objects.bulk_create(
        [Claim(text=text, claimant=chance.choice(claimants)) for text in texts], BATCH
    )
    _verdicts(claims[::2])
    with transaction.atomic():
        numbers = take_numbers(number)
        Wording.objects.bulk_create(
            [
                Wording(
                    claim=claim,
                    text=claim.text,
                    text_key=fold_key(claim.text),
                    origin=WordingOrigin.CANONICAL,
                    change_seq=seq,
                )
                for claim, seq in zip(claims, numbers, strict=True)
            ],
            BATCH,
        )
    return claims[0].pk


def _verdicts(claims: list[Claim]) -> None:
    rating = make_rating(alternate_name="False")
    verdicts = Verdict.objects.bulk_create(
        [
            Verdict(
                claim=claim,
                rating=rating,
                summary="The accounts show less.",
                explanation="The accounts of the year show less.",
                state=VerdictState.PUBLISHED,
                published_at=NOW,
            )
            for claim in claims
        ],
        BATCH,
    )
    Evidence.objects.bulk_create(
        [
            Evidence(verdict=verdict, title=title, passage="It cost 12 million euros.")
            for verdict in verdicts
            for title in ("Accounts 2025", "Interview")
        ],
        BATCH,
    )


def _articles(chance: random.Random, number: int) -> None:
    sources = Source.objects.bulk_create([Source(name=f"Outlet {n}") for n in range(400)])
    weights = [1 / (place + 1) for place in range(400)]
    for first in range(0, number, BATCH):
        numbers = range(first, min(number, first + BATCH))
        articles = Article.objects.bulk_create(
            [
                Article(
                    identity=f"bench:{n}",
                    name=f"bench-{n}.txt",
                    title=f"What the {chance.choice(THINGS)} cost ({n})",
                    source=chance.choices(sources, weights)[0],
                    language=chance.choice(LANGUAGES),
                    published_at=NOW - timedelta(minutes=chance.randrange(500_000)),
                )
                for n in numbers
            ]
        )
        texts = [[_sentence(chance) for _ in range(SENTENCES_OF_ARTICLE)] for _ in numbers]
        versions = ArticleVersion.objects.bulk_create(
            [
                _version(article, " ".join(parts))
                for article, parts in zip(articles, texts, strict=True)
            ]
        )
        rows = [
            row
            for version, parts in zip(versions, texts, strict=True)
            for row in _spans(version, parts)
        ]
        Sentence.objects.bulk_create(rows, BATCH)


def _version(article: Article, text: str) -> ArticleVersion:
    return ArticleVersion(
        article=article,
        raw=text.encode(),
        raw_sha256=sha256(text),
        text=text,
        text_sha256=sha256(text),
        received_at=NOW,
        due_at=NOW,
    )


def _spans(version: ArticleVersion, parts: list[str]) -> Iterator[Sentence]:
    start = 0
    for place, part in enumerate(parts):
        yield Sentence(
            version=version,
            position=place,
            block=place // 4,
            start=start,
            end=start + len(part),
            text=part,
        )
        start += len(part) + 1


def _matches(chance: random.Random, number: int, first_claim: int, claims: int) -> str:
    """One statement, because a million rows are slow one by one; chance is arithmetic of the ids.

    Wordings were stored right after their claims, one each, so that their ids run in step.
    """
    key = (
        "printf('%064x', s.id)" if connection.vendor == "sqlite" else "lpad(to_hex(s.id), 64, '0')"
    )
    diffs = " ".join(f"WHEN {place} THEN '{json.dumps(_diff(chance))}'" for place in range(DIFFS))
    first_wording = Wording.objects.order_by("pk").values_list("pk", flat=True)[0]
    components = json.dumps({"claim_coverage": 0.9, "token_set": 0.88, "longest_run": 4, "rank": 1})
    return f"""
        INSERT INTO claims_match (
            claim_id, wording_id, version_id, sentence_id, start, "end", text, text_key,
            sentence_key, probability, components, diff, mutation, stance, engine_version,
            created_at, state, revision, origin, decided_bot
        )
        SELECT
            {first_claim} + (s.id * 7919 + k.k * 104729) % {claims},
            {first_wording} + (s.id * 7919 + k.k * 104729) % {claims},
            s.version_id, s.id, s.start, s."end", s.text, {key}, {key},
            0.5 + ((s.id * 7877 + k.k * 3331) % 4999) / 10000.0,
            '{components}',
            {_json(f"CASE (s.id + k.k) % {DIFFS} {diffs} END")},
            CASE (s.id + k.k) % 4 WHEN 0 THEN 'verbatim' WHEN 1 THEN 'trimmed'
                WHEN 2 THEN 'reworded' ELSE 'paraphrased' END,
            CASE WHEN s.id * 31 % 100 < 80 THEN 'repeats' WHEN s.id * 31 % 100 < 92 THEN 'quotes'
                WHEN s.id * 31 % 100 < 97 THEN 'disputes' WHEN s.id * 31 % 100 < 99 THEN 'questions'
                ELSE 'corrects' END,
            'bench', '{NOW:%Y-%m-%d %H:%M:%S}', 'suggested', 0, 'engine', ''
        FROM (SELECT * FROM claims_sentence ORDER BY id LIMIT {number // MATCHES_OF_SENTENCE}) s
        CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1) k
    """


def _json(text: str) -> str:
    return text if connection.vendor == "sqlite" else f"({text})::jsonb"


def _flags() -> str:
    """On one match of seven; every kind, the later ones rarer."""
    return """
        INSERT INTO claims_matchflag (match_id, flag, claim_text, article_text, explanation)
        SELECT id, CASE WHEN id * 37 % 1000 < 400 THEN 'number'
                WHEN id * 37 % 1000 < 600 THEN 'date'
                WHEN id * 37 % 1000 < 750 THEN 'place' WHEN id * 37 % 1000 < 870 THEN 'entity'
                WHEN id * 37 % 1000 < 930 THEN 'negation' WHEN id * 37 % 1000 < 970 THEN 'quote'
                WHEN id * 37 % 1000 < 990 THEN 'attribution' ELSE 'role' END,
            '40', '50', 'The claim says 40, the article says 50.'
        FROM claims_match WHERE id * 13 % 7 = 0
    """


def _diff(chance: random.Random) -> list[list[str]]:
    parts = diff_words(_sentence(chance), _sentence(chance))
    return [[part.kind.value, part.left, part.right] for part in parts]
