"""The reviewer's day in a real browser, mostly by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.enums import Flag, VerdictState
from claims.models import Match, MatchEvent
from claims.text import diff_words
from tests.browser.conftest import OpenDesk
from tests.factories import (
    NOW,
    make_article,
    make_claim,
    make_evidence,
    make_flag,
    make_match,
    make_quote,
    make_rating,
    make_sentence,
    make_source,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

# Transactional tests empty every table; the roles of migration 0002 come back from the snapshot.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

CLAIM = "Unemployment in the region fell to 4.1 percent last year."
SENTENCE = "Joblessness in the region dropped to 1.4 percent last year, the ministry said."


def make_suggestions(number: int) -> list[Match]:
    """Matches in queue order, each with everything a card can show."""
    source = make_source(name="Harbour Times")
    return [_make_suggestion(0.95 - place / 100, source=source) for place in range(number)]


def _make_suggestion(probability: float, **article: object) -> Match:
    claim = make_claim(text=CLAIM)
    version = make_version(text=SENTENCE, article=make_article(title="A long week", **article))
    sentence = make_sentence(version=version)
    match = make_match(
        wording=make_wording(claim=claim),
        sentence=sentence,
        quote=make_quote(sentence=sentence),
        probability=probability,
        diff=[[part.kind.value, part.left, part.right] for part in diff_words(CLAIM, SENTENCE)],
    )
    make_flag(match=match, explanation="The claim says 4.1 percent, the article says 1.4 percent.")
    verdict = make_verdict(
        claim=claim, rating=make_rating(), state=VerdictState.PUBLISHED, published_at=NOW
    )
    make_evidence(verdict=verdict)
    return match


def states() -> list[str]:
    return list(Match.objects.order_by("-probability", "pk").values_list("state", flat=True))


def shows(page: Page, match: Match, status: str = "", left: str = "") -> None:
    """The card is there, has the focus, and the live region has said what happened."""
    expect(page.locator("#card-heading")).to_contain_text(f"Match {match.pk},")
    if left:
        expect(page.locator("#queue-left")).to_have_text(left)
    if status:
        expect(page.locator("#queue-status")).to_contain_text(status)
        expect(page.locator("#card-heading")).to_be_focused()


def test_log_in_lands_in_the_queue_that_was_asked_for(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_user(username="ada")
    [match] = make_suggestions(1)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/?flag=number")
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()
        page.keyboard.type("ada")
        page.keyboard.press("Tab")
        page.keyboard.type("password")
        page.keyboard.press("Enter")
        shows(page, match)
        assert page.url.endswith("/admin/queue/?flag=number")

    open_desk().do(steps)


def test_deciding_and_undoing_by_keyboard(open_desk: OpenDesk, live_server: LiveServer) -> None:
    first, second, third, fourth = make_suggestions(4)
    desk = open_desk(make_user(username="ada"))

    def decide(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        shows(page, first)
        page.keyboard.press("c")
        shows(page, second, "Confirmed.", "3 left")
        page.keyboard.press("o")
        page.keyboard.type("cnrs: another year?")
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.keyboard.press("Enter")
        shows(page, third, "Rejected.", "2 left")
        page.keyboard.press("s")
        shows(page, fourth, "Second look.", "1 left")

    desk.do(decide)
    assert states() == ["confirmed", "rejected", "second-look", "suggested"]
    assert MatchEvent.objects.get(match=second).note == "cnrs: another year?"

    def undo(page: Page) -> None:
        page.keyboard.press("u")
        shows(page, third, "is suggested again")

    desk.do(undo)
    assert states() == ["confirmed", "rejected", "suggested", "suggested"]


def test_walking_by_keyboard(open_desk: OpenDesk, live_server: LiveServer) -> None:
    first, second, third = make_suggestions(3)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        for key, match in (("n", second), ("j", third), ("p", second), ("k", first)):
            page.keyboard.press(key)
            shows(page, match, left="3 left")
            expect(page.locator("#card-heading")).to_be_focused()
            assert page.url.endswith(f"?match={match.pk}")
        page.keyboard.press("p")
        shows(page, first, "This is the first.")

    open_desk(make_user()).do(steps)

    assert states() == ["suggested"] * 3


def test_the_end_of_the_queue_and_back_by_history(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    first, second = make_suggestions(2)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("n")
        shows(page, second, left="2 left")
        page.keyboard.press("n")
        expect(page.locator("#card-heading")).to_have_text("End of the queue")
        page.get_by_role("link", name="Start again from the first").click()
        shows(page, first)
        page.keyboard.press("n")
        shows(page, second, left="2 left")
        page.go_back()
        shows(page, first)

    open_desk(make_user()).do(steps)


def test_help_opens_and_closes_and_keys_rest_while_it_is_open(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(1)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Keys")
        expect(dialog).to_be_visible()
        page.keyboard.press("c")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    open_desk(make_user()).do(steps)

    assert states() == ["suggested"]


def test_typing_in_a_field_decides_nothing(open_desk: OpenDesk, live_server: LiveServer) -> None:
    make_suggestions(2)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("/")
        page.keyboard.type("crsu")
        expect(page.locator("#queue-search")).to_have_value("crsu")
        page.keyboard.press("Control+c")
        page.keyboard.press("Enter")
        expect(page.get_by_text("No match fits these filters.")).to_be_visible()
        assert page.url.endswith("?search=crsu")

    open_desk(make_user()).do(steps)

    assert states() == ["suggested", "suggested"]


def test_filters_show_counts_that_follow_the_decisions(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    first, second, third = make_suggestions(3)
    third.flags.update(flag=Flag.PLACE)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        filters = page.get_by_role("navigation", name="Filters")
        filters.get_by_role("link", name="Numbers differ 2 matches").click()
        shows(page, first)
        page.keyboard.press("c")
        shows(page, second, "Confirmed.", "1 left")
        expect(filters.get_by_role("link", name="Numbers differ 1 match")).to_be_visible()
        expect(filters.get_by_role("link", name="Confirmed 1 match")).to_be_visible()
        page.keyboard.press("r")
        page.keyboard.press("Enter")
        expect(page.get_by_text("No match fits these filters.")).to_be_visible()

    open_desk(make_user()).do(steps)


def test_of_two_reviewers_on_one_card_the_second_is_told_and_loses_nothing(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    contested, following = make_suggestions(2)
    ada, bob = open_desk(make_user(username="ada")), open_desk(make_user(username="bob"))
    for desk in (ada, bob):
        desk.do(lambda page: page.goto(f"{live_server.url}/admin/queue/"))

    ada.do(lambda page: page.keyboard.press("c"))
    ada.do(lambda page: shows(page, following, "Confirmed"))

    def too_late(page: Page) -> None:
        page.fill("#note", "not the same year")
        page.get_by_role("button", name="Reject", exact=False).first.click()
        page.keyboard.press("Enter")
        expect(page.locator("#queue-status")).to_contain_text(
            "Nothing was saved: ada was first and has set this match to “confirmed”"
        )
        shows(page, contested)
        expect(page.locator("#note")).to_have_value("not the same year")

    bob.do(too_late)
    bob.forgive("409")
    assert states() == ["confirmed", "suggested"]
    assert MatchEvent.objects.count() == 1


def test_after_a_log_out_elsewhere_the_note_stays_and_the_reason_is_said(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(1)
    desk = open_desk(make_user(username="ada"))

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.fill("#note", "kept")
        session = [c for c in page.context.cookies() if c["name"] == "sessionid"]
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Confirm").click()
        expect(page.locator("#queue-status")).to_contain_text("You are logged out")
        expect(page.locator("#note")).to_have_value("kept")
        page.context.add_cookies(session)  # type: ignore[arg-type]  # a plain dict will do
        page.get_by_role("button", name="Confirm").click()
        expect(page.locator("#queue-status")).to_contain_text("Confirmed.")

    desk.do(steps)

    assert MatchEvent.objects.get().note == "kept"


def test_a_server_that_cannot_be_reached_is_said(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(1)
    desk = open_desk(make_user())

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.context.set_offline(True)
        page.keyboard.press("c")
        expect(page.locator("#queue-status")).to_contain_text("The server cannot be reached")
        page.context.set_offline(False)
        page.keyboard.press("c")
        expect(page.locator("#queue-status")).to_contain_text("Confirmed.")

    desk.do(steps)
    desk.forgive("ERR_INTERNET_DISCONNECTED|htmx:")

    assert states() == ["confirmed"]


def test_everything_works_without_javascript(open_desk: OpenDesk, live_server: LiveServer) -> None:
    first, second = make_suggestions(2)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.fill("#note", "by hand")
        page.get_by_role("button", name="Confirm").click()
        shows(page, second)
        expect(page.get_by_text("Confirmed.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        shows(page, first)
        page.get_by_role("link", name="Next").click()
        shows(page, second)

    open_desk(make_user(), scripts=False).do(steps)

    assert states() == ["suggested", "suggested"]


def brightness(page: Page) -> int:
    colour = page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")
    return sum(int(part) for part in colour.strip("rgb()").split(","))


def test_dark_follows_the_system_and_the_switch_overrides_it(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(1)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        assert brightness(page) < 200
        page.locator(".theme-toggle").click()
        assert brightness(page) > 700
        page.reload()
        assert brightness(page) > 700

    open_desk(make_user(), dark=True).do(steps)


PAGES = ("", "queue/", "claims/match/", "claims/claim/", "claims/articleversion/")


@pytest.mark.parametrize("width", [360, 768, 1440, 1920])
def test_no_page_scrolls_sideways(open_desk: OpenDesk, live_server: LiveServer, width: int) -> None:
    make_suggestions(2)

    def too_wide(page: Page) -> list[str]:
        found = []
        for path in PAGES:
            page.goto(f"{live_server.url}/admin/{path}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(path)
        return found

    desk = open_desk(make_user(), width=width, height=800, touch=width < 1000)

    assert desk.do(too_wide) == []


def test_on_a_phone_filters_fold_away_and_the_buttons_stay_in_reach(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    _, second = make_suggestions(2)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        number = page.get_by_role("link", name="Second look 0 matches")
        expect(number).to_be_hidden()
        page.get_by_text("Filters", exact=True).tap()
        expect(number).to_be_visible()
        page.get_by_text("Filters", exact=True).tap()
        confirm = page.get_by_role("button", name="Confirm")
        expect(confirm).to_be_in_viewport()
        expect(confirm.locator("kbd")).to_be_hidden()
        confirm.tap()
        shows(page, second, "Confirmed.")

    open_desk(make_user(), width=360, height=740, touch=True).do(steps)

    assert states() == ["confirmed", "suggested"]
