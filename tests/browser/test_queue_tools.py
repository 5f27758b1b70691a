"""Correcting, deciding on many, and taking back, by keyboard in a real browser."""

import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.enums import MatchState, Stance
from claims.models import Claim, Match, MatchEvent, SavedFilter
from tests.browser.conftest import OpenDesk
from tests.browser.test_queue import make_suggestions, shows, states
from tests.factories import (
    make_claim,
    make_match,
    make_sentence,
    make_user,
    make_version,
    make_wording,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def status(page: Page, text: str) -> None:
    expect(page.locator("#queue-status")).to_contain_text(text)


def test_a_rejection_takes_its_reason_by_number(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    _first, second, third = make_suggestions(3)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("r")
        expect(page.get_by_text("Why not?")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_text("Why not?")).to_be_hidden()
        page.keyboard.press("r")
        page.keyboard.press("2")
        shows(page, second, "Rejected.")
        page.keyboard.press("r")
        page.keyboard.press("Enter")
        shows(page, third, "Rejected.")

    open_desk(make_user()).do(steps)

    assert states() == ["rejected", "rejected", "suggested"]
    reasons = MatchEvent.objects.order_by("pk").values_list("reason__key", flat=True)
    assert list(reasons) == ["different-facts", None]


def test_stance_and_span_are_corrected_on_the_card_and_undone(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    [match] = make_suggestions(1)
    whole = match.text
    desk = open_desk(make_user())

    def correct(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("t")
        page.keyboard.press("3")
        shows(page, match, "Stance: disputes.")
        page.keyboard.press("[")
        shows(page, match, "Span:")
        expect(page.locator(".passage mark")).to_have_text(whole.rpartition(" ")[0])
        page.keyboard.press("]")
        expect(page.locator(".passage mark")).to_have_text(whole)
        page.keyboard.press("]")
        status(page, "Nothing was saved: No word is left there.")

    desk.do(correct)
    desk.forgive("409")
    match.refresh_from_db()
    assert (match.stance, match.text) == (Stance.DISPUTES, whole)

    def undo_all(page: Page) -> None:
        page.keyboard.press("U")
        expect(page.get_by_role("heading", name="Your last changes")).to_be_visible()
        page.get_by_role("button", name="Undo these 3").click()
        shows(page, match, "Undone: your last 3 changes.")

    desk.do(undo_all)
    match.refresh_from_db()
    assert (match.stance, match.text) == (Stance.REPEATS, whole)


def test_the_list_selects_by_key_and_says_how_many_it_touched(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    matches = make_suggestions(5)
    desk = open_desk(make_user(username="ada"))

    def choose(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("v")
        expect(page.locator(f"#row-{matches[0].pk}")).to_have_attribute("aria-current", "true")
        page.keyboard.press("x")
        page.keyboard.press("j")
        shows(page, matches[1])
        page.keyboard.press("j")
        shows(page, matches[2])
        expect(page.locator(f"#row-{matches[2].pk}")).to_have_attribute("aria-current", "true")
        page.keyboard.press("X")
        expect(page.locator("#batch-count")).to_have_text("3 selected")

    desk.do(choose)
    # A colleague is faster with one of them.
    Match.objects.filter(pk=matches[1].pk).update(revision=1)

    def decide(page: Page) -> None:
        page.keyboard.press("c")
        status(page, "Confirmed: 2 of 3 matches.")
        status(page, f"Match {matches[1].pk} was changed by")

    desk.do(decide)
    desk.forgive("409")
    assert states() == ["confirmed", "suggested", "confirmed", "suggested", "suggested"]


def test_copies_are_shown_before_all_are_decided(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    [match] = make_suggestions(1)
    match.flags.all().delete()
    copies = [
        make_match(
            wording=match.wording,
            sentence=make_sentence(version=make_version(text=match.text)),
            probability=0.6,
        )
        for _ in range(2)
    ]

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("b")
        expect(page.get_by_role("heading", name="Copies of this sentence")).to_be_visible()
        page.locator(f"input[value='{copies[1].pk}:0']").uncheck()
        page.get_by_role("button", name="Confirm all ticked").click()
        status(page, "Confirmed: 2 of 2 matches.")
        shows(page, copies[1])

    open_desk(make_user()).do(steps)

    assert states() == ["confirmed", "confirmed", "suggested"]


def test_another_claim_and_a_new_claim_by_keyboard(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    first, second = make_suggestions(2)
    other = make_claim(text="Fewer people are out of work than in 2019.")
    make_wording(claim=other)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("l")
        expect(page.locator("#claim-search")).to_be_focused()
        page.keyboard.type("fewer people")
        page.get_by_role("button", name="Fewer people are out of work").click()
        shows(page, second, "is linked to")
        page.keyboard.press("m")
        expect(page.locator("#new-claim-text")).to_be_focused()
        page.fill("#new-claim-text", "Joblessness fell to 1.4 percent.")
        page.get_by_role("button", name="Make the claim").click()
        status(page, "New claim")

    open_desk(make_user()).do(steps)

    made = Claim.objects.get(text="Joblessness fell to 1.4 percent.")
    assert [claim.matches.get().state for claim in (other, made)] == [MatchState.CONFIRMED] * 2
    assert set(
        Match.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)
    ) == {MatchState.REJECTED}


def test_a_match_is_assigned_and_found_under_mine(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    [match] = make_suggestions(1)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("a")
        expect(page.locator("#assignee")).to_be_focused()
        page.get_by_role("button", name="Assign").last.click()
        shows(page, match, "Assigned to ada.")
        page.goto(f"{live_server.url}/admin/queue/?assignee=me")
        shows(page, match)
        page.goto(f"{live_server.url}/admin/queue/?assignee=none")
        expect(page.get_by_text("No match fits these filters.")).to_be_visible()

    open_desk(make_user(username="ada")).do(steps)


def test_filters_are_saved_and_shared_by_address(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(1)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/?flag=number&since=2020-01-01")
        page.get_by_text("Save these filters").click()
        page.fill("#filter-name", "Numbers")
        page.get_by_label("for everybody").check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("The filter “Numbers” is saved.")).to_be_visible()
        page.goto(f"{live_server.url}/admin/queue/")
        page.get_by_role("link", name="Numbers", exact=True).click()
        assert page.url.endswith("?flag=number&since=2020-01-01")

    open_desk(make_user()).do(steps)

    assert SavedFilter.objects.get().is_shared


def test_the_words_of_a_new_claim_survive_a_log_out_and_a_reload(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    _first, second = make_suggestions(2)

    def log_out_meanwhile(page: Page) -> None:
        session = [c for c in page.context.cookies() if c["name"] == "sessionid"]
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Make the claim").click()
        status(page, "You are logged out")
        page.context.add_cookies(session)  # type: ignore[arg-type]  # a plain dict will do

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("m")
        page.locator("#new-claim-text").fill("Joblessness fell to 1.4 percent.")
        log_out_meanwhile(page)
        page.reload()
        page.keyboard.press("m")
        expect(page.locator(".keep-notice")).to_contain_text("did not save is back below")
        expect(page.locator("#new-claim-text")).to_have_value("Joblessness fell to 1.4 percent.")
        page.get_by_role("button", name="Make the claim").click()
        shows(page, second, "New claim")
        assert page.evaluate("Object.keys(localStorage).filter((key) => /^keep:/.test(key))") == []

    open_desk(make_user()).do(steps)

    assert Claim.objects.filter(text="Joblessness fell to 1.4 percent.").exists()


def test_thirty_matches_a_minute_by_keyboard_alone(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    matches = make_suggestions(11)

    def steps(page: Page) -> float:
        page.goto(f"{live_server.url}/admin/queue/")
        begun = time.monotonic()
        for place, following in enumerate(matches[1:]):
            for key in ("c", "r2", "s")[place % 3]:
                page.keyboard.press(key)
            shows(page, following)
        expect(page.locator("#deck[data-saving]")).to_have_count(0)
        return time.monotonic() - begun

    seconds = open_desk(make_user()).do(steps)

    assert states().count("suggested") == 1
    assert seconds < 20, f"ten decisions took {seconds:.1f} s"


def test_the_focus_stays_on_a_filter_whose_count_is_fetched_anew(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(2)

    def steps(page: Page) -> None:
        page.goto(f"{live_server.url}/admin/queue/")
        second_look = page.locator("nav[hx-get] a", has_text="Second look")
        expect(second_look).to_contain_text("0")
        page.keyboard.press("s")
        second_look.focus()
        expect(second_look).to_contain_text("1")
        expect(second_look).to_be_focused()

    open_desk(make_user()).do(steps)
