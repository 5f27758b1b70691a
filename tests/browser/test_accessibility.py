"""Every screen against WCAG 2.2 AA, narrow and wide, light and dark, and by keyboard alone."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect
from pytest_django import Settings
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
ALL_RULES = {"type": "tag", "values": TAGS}
# What width and colours can break; everything else is the same at every width, by day and by night.
OF_LOOKS = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
NARROW, DOUBLED, WIDE = 360, 640, 1920

# Runs in the page: what axe complains of, in one line each. Playwright brings scripts in beside
# the page, not through it, so that the strict Content-Security-Policy stays as it is.
AXE = """async ([only, rules]) => {
    const asked = {runOnly: only, rules: rules, preload: false, resultTypes: ["violations"]};
    const {violations} = await axe.run(document, asked);
    const told = node => [...node.any, ...node.all, ...node.none].map(one => one.message).join();
    return violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${told(node)}`));
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
    claim, other = suggested.claim_id, make_claim(text="Joblessness in the region fell.").pk
    return {
        "home": "/admin/",
        "queue": "/admin/queue/",
        "queue without cards": "/admin/queue/?search=nothing",
        "notices": "/admin/notices/",
        "which notices": "/admin/notices/preferences/",
        "article": f"/admin/article/{article.pk}/?version=1",
        "changes": f"/admin/article/{article.pk}/changes/1/2/",
        "claim": f"/admin/claim/{claim}/",
        "merge": f"/admin/claim/{claim}/merge/?into={other}",
        "merging with what": f"/admin/claim/{claim}/merge/?q=region",
        "split": f"/admin/claim/{claim}/split/",
        "compare": f"/admin/compare/?left=version:{left}&right=version:{right}",
        "comparing what": f"/admin/compare/?left=version:{left}",
        "desk": "/admin/desk/",
        "list of matches": "/admin/claims/match/",
        "list of claims": "/admin/claims/claim/",
        "list of verdicts": "/admin/claims/verdict/",
        "form of a claim": f"/admin/claims/claim/{claim}/change/",
        "form of a match": f"/admin/claims/match/{confirmed.pk}/change/",
        "form of an article": f"/admin/claims/article/{article.pk}/change/",
        "verdict editor": f"/admin/verdict/{draft.pk}/",
        "new verdict": f"/admin/verdict/new/?claim={claim}",
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


def open_whole(page: Page, address: str) -> None:
    """Open it and wait for the parts that it fetches by itself."""
    page.goto(address)
    expect(page.locator(".htmx-request")).to_have_count(0)


def looked_at(page: Page) -> Iterator[str]:
    """Complaints about the page that is open, at each width and in each colouring."""
    page.evaluate(AXE_SCRIPT)
    # Colours that are still changing would be judged half-way.
    page.emulate_media(reduced_motion="reduce")
    for width in (NARROW, DOUBLED, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"at {width}: scrolls sideways, {wide} pixels"
        for colours in ("light", "dark") if width != DOUBLED else ():
            page.emulate_media(color_scheme=colours)
            once = width == NARROW and colours == "light"
            asked = [ALL_RULES, NOT_ASKED] if once else [OF_LOOKS, {}]
            for line in page.evaluate(AXE, asked):
                yield f"at {width}, {colours}: {line}"


def test_axe_finds_nothing_on_any_screen(open_desk: OpenDesk, live_server: LiveServer) -> None:
    screens = make_desk()
    desk = open_desk(make_user(Role.ADMIN, is_superuser=True))

    def found(page: Page) -> list[str]:
        lines = []
        for name, address in screens.items():
            open_whole(page, live_server.url + address)
            lines += [f"{name} {line}" for line in looked_at(page)]
        open_whole(page, live_server.url + screens["queue"])
        page.keyboard.press("v")
        page.locator("#queue-list li").first.wait_for()
        return lines + [f"list of the queue {line}" for line in looked_at(page)]

    assert desk.do(found) == []


# Pages on which people work, beyond those of Django.
WORKED_ON = ("home", "queue", "article", "claim", "merge", "split", "verdict editor")

# Where the focus is; “unseen” if neither an outline nor a shadow shows it.
FOCUS = """() => {
    const at = document.activeElement;
    if (at === document.body) return "";
    (window.reached ??= new Set()).add(at);
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const seen = marked && box.width > 0 && box.height > 0;
    return `${seen ? "" : "unseen "}${at.tagName} ${at.id || at.href || at.textContent.trim()}`;
}"""
# What the focus has not been at. Of radio buttons one stands for all of a name; a date has stops
# for its day, month, year and calendar.
UNREACHED = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0 &&
    ![...(window.reached ?? [])].some(at =>
        at === one || (one.type === "radio" && at.type === "radio" && at.name === one.name))
).map(one => `${one.tagName} ${one.id || one.href || one.textContent.trim()}`)"""
STOPS_OF_A_DATE = 4


def test_everything_is_reached_by_tab_with_a_focus_to_see(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    screens = make_desk()

    def unseen(page: Page) -> list[str]:
        found = []
        for name in (*WORKED_ON, "desk", "new verdict"):
            open_whole(page, live_server.url + screens[name])
            page.evaluate("document.activeElement.blur()")
            stops: list[str] = []
            for _ in range(STOPS_OF_A_DATE * len(page.evaluate(UNREACHED))):
                page.keyboard.press("Tab")
                stop = page.evaluate(FOCUS)
                if not stop or (stops and stop == stops[0]):
                    break
                stops.append(stop)
            found += [f"{name}: {stop}" for stop in stops if stop.startswith("unseen")]
            if "content" not in stops[0].lower():
                found.append(f"{name}: begins with {stops[0]}, not with the way past the header")
            found += [f"{name}: {missed} is not reached" for missed in page.evaluate(UNREACHED)]
        return found

    assert open_desk(make_user(Role.ADMIN)).do(unseen) == []


def test_right_to_left_pages_turn_round_and_do_not_scroll(
    open_desk: OpenDesk, live_server: LiveServer, settings: Settings
) -> None:
    screens = make_desk()
    settings.LANGUAGE_CODE = "ar"
    settings.LANGUAGES = [("ar", "Arabic")]

    def turned(page: Page) -> list[str]:
        found = []
        for name in (*WORKED_ON, "published verdict", "verdict as it reads"):
            open_whole(page, live_server.url + screens[name])
            if page.locator("html").get_attribute("dir") != "rtl":
                found.append(f"{name}: runs to the right")
            for width in (NARROW, 1440):
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append(f"{name}: scrolls sideways at {width}")
        return found

    assert open_desk(make_user(Role.ADMIN)).do(turned) == []


def test_paper_shows_the_text_and_nothing_to_press(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    screens = make_desk()

    def pressed(page: Page) -> list[str]:
        found = []
        page.emulate_media(media="print", color_scheme="dark")
        printed = ("article", "claim", "compare", "public corrections")
        verdicts = ("verdict editor", "published verdict", "verdict as it reads")
        for name in (*printed, *verdicts):
            open_whole(page, live_server.url + screens[name])
            shown = page.locator("button:visible, .button:visible, nav:visible, input:visible")
            found += [f"{name}: {text.strip()}" for text in shown.all_text_contents()]
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            if paper not in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}:
                found.append(f"{name}: paper is {paper}")
            assert page.locator("h1:visible, h2:visible").count()
        return found

    assert open_desk(make_user(Role.ADMIN)).do(pressed) == []
