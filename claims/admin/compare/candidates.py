"""Finds texts to compare by a few words of their title or wording."""

from dataclasses import dataclass

from django.db.models import Q

from claims.admin.compare.texts import Text
from claims.models import Article, Claim

MOST = 10
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    label: str
    about: str


def find_candidates(words: str, *, beside: Text | None) -> list[Candidate]:
    """The newest articles and claims that contain all words; without words the newest articles.

    `beside` is the text they are to be compared with.
    """
    articles = Article.objects.filter(_each(words, "title", "name")).select_related("source")
    if beside is not None and beside.article is not None:
        articles = articles.exclude(pk=beside.article)
    found = [
        Candidate(f"article:{article.pk}", str(article), str(article.source or ""))
        for article in articles.order_by("-pk")[:MOST]
    ]
    if words.strip():
        claims = Claim.objects.filter(_each(words, "text")).order_by("-pk")[:MOST]
        found += [Candidate(f"claim:{claim.pk}", str(claim), "") for claim in claims]
    return found


def _each(words: str, *columns: str) -> Q:
    condition = Q()
    for word in words[:LONGEST_SEARCH].split():
        in_any = Q()
        for column in columns:
            in_any |= Q(**{f"{column}__icontains": word})
        condition &= in_any
    return condition
