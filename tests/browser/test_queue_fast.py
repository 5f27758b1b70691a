"""Keys faster than the server: each decides the card that lay on the deck, once."""

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from claims import actions
from claims.enums import MatchState
from claims.models import MatchEvent
from tests.browser.conftest import OpenDesk
from tests.browser.test_queue import make_suggestions, states
from tests.browser.test_queue_ahead import CHANGES, hold, open_queue
from tests.factories import make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
NUMBER = 40

# Presses a key as soon as another card lies on the deck: before it is painted, before anything
# else runs. The keys differ, so that a decision on another card than the one seen shows.
PRESSER = """(number) => {
    const deck = document.getElementById("deck");
    const press = (key) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    const keys = ["c", "s", "r2"];
    window.pressed = [];
    let top = "";
    const look = () => {
        const pk = deck.querySelector("#card")?.dataset.pk;
        if (!pk || pk === top || pressed.length === number) return;
        top = pk;
        const turn = keys[pressed.length % keys.length];
        pressed.push([Number(pk), turn]);
        for (const key of turn) press(key);
    };
    new MutationObserver(look).observe(deck, {childList: true});
    look();
}"""
STATES = {"c": "confirmed", "s": "second-look", "r2": "rejected"}
# Which card lay on the deck at each key.
WATCH = """() => {
    window.pressed = [];
    addEventListener("keydown", () => {
        const card = document.querySelector("article#card");
        if (card) pressed.push(Number(card.dataset.pk));
    }, true);
}"""


def decided() -> list[tuple[int, str]]:
    return list(MatchEvent.objects.order_by("pk").values_list("match_id", "new_state"))


def is_saved(page: Page) -> None:
    page.wait_for_timeout(200)
    expect(page.locator("#deck[data-saving], .htmx-request")).to_have_count(0, timeout=30_000)


def test_forty_decisions_without_a_pause_are_all_saved_and_none_twice(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    matches = make_suggestions(NUMBER)

    def press(page: Page) -> list[tuple[int, str]]:
        page.goto(f"{live_server.url}/admin/queue/")
        page.evaluate(PRESSER, NUMBER)
        page.wait_for_function(f"() => pressed.length === {NUMBER}", timeout=60_000)
        is_saved(page)
        return [(pk, STATES[key]) for pk, key in page.evaluate("pressed")]

    pressed = open_desk(make_user()).do(press)

    assert decided() == pressed
    assert [pk for pk, _ in pressed] == [match.pk for match in matches]


def test_hammering_one_key_decides_what_was_seen_and_nothing_else(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    make_suggestions(NUMBER)

    def hammer(page: Page) -> list[int]:
        page.goto(f"{live_server.url}/admin/queue/")
        page.evaluate(WATCH)
        for _ in range(NUMBER):
            page.keyboard.press("c")
        is_saved(page)
        seen: list[int] = page.evaluate("pressed")
        return list(dict.fromkeys(seen))

    seen = open_desk(make_user()).do(hammer)

    assert len(seen) > 1
    assert decided() == [(pk, "confirmed") for pk in seen]


def test_a_second_key_before_the_answer_to_the_first_decides_nothing_twice(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    """The next card arrives while the first decision is on its way, as on a slow line."""
    first, second, _third = make_suggestions(3)
    asked: list[Route] = []

    def steps(page: Page) -> None:
        hold(page, asked)
        page.goto(f"{live_server.url}/admin/queue/")
        page.keyboard.press("c")
        page.wait_for_timeout(600)
        page.keyboard.press("s")
        page.wait_for_timeout(100)
        asked[0].continue_()
        page.unroute(CHANGES)
        is_saved(page)

    open_desk(make_user()).do(steps)

    assert len(asked) == 1
    assert decided()[0] == (first.pk, "confirmed")
    assert [pk for pk, _ in decided()] in ([first.pk], [first.pk, second.pk])


def test_a_key_that_waits_is_not_lost_when_a_refused_card_comes_on_top(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    """The line is slow, nothing is at hand: the third decision waits, the first is refused."""
    first, second, third, _fourth = make_suggestions(4)
    asked: list[Route] = []

    def slow(page: Page) -> None:
        open_queue(page, live_server)
        hold(page, asked)
        for _ in range(3):
            page.keyboard.press("c")

    desk = open_desk(make_user(username="ada"))
    desk.do(slow)
    actions.decide_match(
        first, state=MatchState.REJECTED, actor=make_user(username="bob"), revision=0
    )

    def let_go(page: Page) -> None:
        asked[0].continue_()
        page.unroute(CHANGES)
        expect(page.locator("#queue-status")).to_contain_text("bob was first")
        is_saved(page)
        expect(page.locator("#queue-status")).to_contain_text("bob was first")

    desk.do(let_go)
    desk.forgive("409")
    assert states() == ["rejected", "confirmed", "confirmed", "suggested"]
    assert [pk for pk, _ in decided()] == [first.pk, second.pk, third.pk]
