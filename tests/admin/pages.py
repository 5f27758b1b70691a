"""Every list and form of the admin, rows to fill them with, and how a person uses them."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from claims.enums import MatchState, Role, VerdictState
from claims.models import (
    ApiToken,
    Article,
    ArticleVersion,
    AuditEvent,
    Claim,
    Claimant,
    ClaimEvent,
    Correction,
    Evidence,
    Match,
    MatchEvent,
    MatchFlag,
    Quote,
    Rating,
    RatingScale,
    Sentence,
    Source,
    SourceDomain,
    Verdict,
    VerdictEvent,
    Wording,
)
from tests import factories as f


def make_rich_claim() -> Claim:
    """A claim with all that its page shows."""
    claim = f.make_claim(claimant=f.make_claimant())
    wording = f.make_wording(claim=claim)
    f.make_verdict(claim=claim, state=VerdictState.PUBLISHED, published_at=f.NOW)
    make_rich_match(wording=wording, state=MatchState.CONFIRMED)
    return claim


def make_rich_match(**fields: Any) -> Match:
    """A match with all that its page shows, decided on if `fields` has a state."""
    version = f.make_version(article=f.make_article(source=f.make_source()))
    sentence = f.make_sentence(version=version)
    decided = {"decided_by": f.make_user(), "decided_at": f.NOW} if "state" in fields else {}
    match = f.make_match(
        sentence=sentence, quote=f.make_quote(sentence=sentence), **decided | fields
    )
    f.make_flag(match=match)
    f.make_event(match=match, actor=f.make_user())
    return match


def make_rich_article() -> Article:
    return make_rich_match().version.article


def make_rich_verdict() -> Verdict:
    verdict = f.make_verdict(author=f.make_user())
    f.make_evidence(verdict=verdict, url="https://example.org/accounts")
    f.make_verdict_event(verdict=verdict, actor=f.make_user())
    return verdict


def make_rich_source() -> Source:
    source = f.make_domain().source
    f.make_article(source=source)
    return source


MAKERS: dict[type[Model], Callable[[], Model]] = {
    ApiToken: f.make_token,
    Article: make_rich_article,
    ArticleVersion: lambda: make_rich_match().version,
    AuditEvent: f.make_audit_event,
    Claim: make_rich_claim,
    ClaimEvent: lambda: f.make_claim_event(actor=f.make_user()),
    Claimant: f.make_claimant,
    Correction: f.make_correction,
    Evidence: f.make_evidence,
    Match: make_rich_match,
    MatchEvent: lambda: f.make_event(actor=f.make_user()),
    MatchFlag: f.make_flag,
    Quote: f.make_quote,
    Rating: f.make_rating,
    RatingScale: lambda: f.make_rating().scale,
    Sentence: f.make_sentence,
    Source: make_rich_source,
    SourceDomain: f.make_domain,
    User: f.make_user,
    Verdict: make_rich_verdict,
    VerdictEvent: lambda: f.make_verdict_event(actor=f.make_user()),
    Wording: f.make_wording,
}

# What each role may do in the admin: the rights of migration 0002, less what has no form because
# it is changed on the page of its whole, by programs, or not at all.
DESK_KNOWLEDGE = set(MAKERS) - {ApiToken, User}
ADDS: dict[Role, set[type[Model]]] = {Role.REVIEWER: {Claim, Claimant}}
ADDS[Role.EDITOR] = ADDS[Role.REVIEWER] | {Source, Article}
ADDS[Role.ADMIN] = ADDS[Role.EDITOR] | {RatingScale, ApiToken, User}
# A token is made and revoked, never edited.
CHANGES = {role: models - {ApiToken} for role, models in ADDS.items()}
DELETES: dict[Role, set[type[Model]]] = {
    Role.REVIEWER: set(),
    Role.EDITOR: set(),
    Role.ADMIN: {RatingScale, ApiToken, Source, User},
}
VIEWS = {
    Role.REVIEWER: DESK_KNOWLEDGE,
    Role.EDITOR: DESK_KNOWLEDGE,
    Role.ADMIN: set(MAKERS),
}


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def log_in(role: Role, **fields: Any) -> Client:
    """A browser in which somebody of the role is logged in; `fields` are the account's."""
    client = Client()
    client.force_login(f.make_user(role, **fields))
    return client


def choose(client: Client, model: type[Model], action: str, *rows: Model, note: str = "") -> str:
    """Do a bulk action on rows of a list; the page that comes after, as text."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], "note": note}
    response = client.post(address(model, "changelist"), data, follow=True)
    return text_of(response.content.decode())


def text_of(html: str) -> str:
    """What a person reads on a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def inline(prefix: str, *rows: Mapping[str, object], initial: int = 0) -> dict[str, object]:
    """The fields of an inline form as a browser sends them; the first `initial` rows are stored."""
    fields: dict[str, object] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": initial,
    }
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields
