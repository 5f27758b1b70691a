"""Every screen against WCAG 2.2 AA, narrow and wide, light and dark, and by keyboard alone."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.enums import CorrectionState, MatchState, Role, VerdictState, WorkState
from claims.models import Match
from claims.text import diff_words
from tests.browser.conftest import OpenDesk
from tests.factories import (
    NOW,
    make_article,
    make_claim,
    make_correction,
    make_evidence,
    make_flag,
    make_match,
    make_quote,
    make_rating,
    make_sentence,
    make_settings,
    make_source,
    make_topic,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

CLAIM = "Unemployment in the region fell to 4.1 percent last year."
SENTENCE = "Joblessness in the region dropped to 1.4 percent last year, the ministry said."
PROCESSED = {"work_state": WorkState.PROCESSED, "processed_at": NOW, "engine_version": "test"}
# Beyond WCAG; Django's own tables and search do otherwise.
NOT_ASKED = {name: {"enabled": False} for name in ("empty-table-header", "label-title-only")}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the colours can break; everything else is the same by day and by night.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
NARROW, DOUBLED, WIDE = 360, 640, 1920

# Runs in the page: what axe complains of, in one line each.
AXE = """async ([only, rules]) => {
    const options = {runOnly: only, rules: rules, preload: false, resultTypes: ["violations"]};
    const why = node => node.any.concat(node.all, node.none).map(check => check.message).join("; ");
    return (await axe.run(document, options)).violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${why(node)}`));
}"""


def make_desk() -> Mapping[str, str]:
    """Rows with everything a screen can show, and the address of every screen."""
    source = make_source()
    suggested = _make_match(source=source)
    confirmed = _make_match(
        source=source,
        wording=suggested.wording,
        state=MatchState.CONFIRMED,
        decided_by=make_user(),
        decided_at=NOW,
    )
    verdict = make_verdict(
        claim=suggested.claim,
        rating=make_rating(),
        state=VerdictState.PUBLISHED,
        published_at=NOW,
    )
    make_evidence(verdict=verdict, url="https://example.org/accounts")
    draft = make_verdict(claim=suggested.claim, rating=verdict.rating, number=2)
    make_correction(verdict=verdict, state=CorrectionState.PUBLISHED, published_at=NOW, number=1)
    article = suggested.version.article
    make_version(article=article, number=2, text=f"{SENTENCE}\n\nA second paragraph.")
    make_settings()
    make_topic()
    left, right = suggested.version_id, confirmed.version_id
    return {
        "home": "/admin/",
        "queue": "/admin/queue/",
        "queue without cards": "/admin/queue/?search=nothing",
        "article": f"/admin/article/{article.pk}/?version=1",
        "changes": f"/admin/article/{article.pk}/changes/1/2/",
        "claim": f"/admin/claim/{suggested.claim_id}/",
        "compare": f"/admin/compare/?left=version:{left}&right=version:{right}",
        "comparing what": f"/admin/compare/?left=version:{left}",
        "desk": "/admin/desk/",
        "list of matches": "/admin/claims/match/",
        "list of claims": "/admin/claims/claim/",
        "form of a claim": f"/admin/claims/claim/{suggested.claim_id}/change/",
        "form of a match": f"/admin/claims/match/{confirmed.pk}/change/",
        "form of an article": f"/admin/claims/article/{article.pk}/change/",
        "form of a verdict": f"/admin/claims/verdict/{draft.pk}/change/",
        "verdict editor": f"/admin/verdict/{draft.pk}/",
        "new verdict": f"/admin/verdict/new/?claim={suggested.claim_id}",
        "published verdict": f"/admin/verdict/{verdict.pk}/",
        "verdict as it reads": f"/admin/verdict/{verdict.pk}/reading/",
        "refused": "/admin/claims/claim/0/nothing/",
        "public corrections": "/corrections/",
    }


def _make_match(**fields: Any) -> Match:
    article = make_article(title="A long week", source=fields.pop("source"), author="Ada Lind")
    version = make_version(text=SENTENCE, article=article, **PROCESSED)
    sentence = make_sentence(version=version)
    diff = [[part.kind.value, part.left, part.right] for part in diff_words(CLAIM, SENTENCE)]
    quote = make_quote(sentence=sentence)
    wording = fields.pop("wording", None) or make_wording(claim=make_claim(text=CLAIM))
    match = make_match(wording=wording, sentence=sentence, quote=quote, diff=diff, **fields)
    make_flag(match=match, explanation="The claim says 4.1 percent, the article says 1.4 percent.")
    return match


def looked_at(page: Page) -> Iterator[str]:
    """Complaints about the page that is open, at each width and in each colouring."""
    page.evaluate(AXE_SCRIPT)
    # Colours that are still changing would be judged half-way.
    page.emulate_media(reduced_motion="reduce")
    for width in (NARROW, DOUBLED, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"at {width}: scrolls sideways, {wide} pixels"
        if width == DOUBLED:
            continue
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            only = {"type": "tag", "values": TAGS}
            if colours == "dark":
                only = {"type": "rule", "values": OF_COLOUR}
            rules = NOT_ASKED if colours == "light" else {}
            for line in page.evaluate(AXE, [only, rules]):
                yield f"at {width}, {colours}: {line}"


def test_axe_finds_nothing_on_any_screen(open_desk: OpenDesk, live_server: LiveServer) -> None:
    screens = make_desk()
    desk = open_desk(make_user(Role.ADMIN, is_superuser=True))
    desk.forgive("404")

    def found(page: Page) -> list[str]:
        lines = []
        for name, address in screens.items():
            page.goto(live_server.url + address)
            lines += [f"{name} {line}" for line in looked_at(page)]
        return lines

    assert desk.do(found) == []
