"""Cards at hand before the key is pressed: shown at once, sent in order, back on top if refused."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from claims import actions
from claims.enums import MatchState
from claims.models import MatchEvent
from tests.browser.conftest import OpenDesk
from tests.browser.test_queue import make_suggestions, shows, states
from tests.factories import make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
CHANGES = re.compile("/(decide|undo)/")


def hold(page: Page, asked: list[Route]) -> None:
    """Keep what would change something from the server until the test lets it go."""
    page.route(CHANGES, lambda route: asked.append(route))  # needs a function


def wait_for_more_than(number: int, asked: list[Route], page: Page) -> None:
    for _ in range(100):
        page.wait_for_timeout(50)
        if len(asked) > number:
            return


def open_queue(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/admin/queue/")
    expect(page.locator("#deck")).to_have_attribute("data-ahead", "2")


def reject_with(page: Page, note: str) -> None:
    page.fill("#note", note)
    page.keyboard.press("Escape")
    reject(page)


def reject(page: Page) -> None:
    page.keyboard.press("r")
    page.keyboard.press("Enter")


def saved(page: Page) -> None:
    expect(page.locator("#deck[data-saving]")).to_have_count(0)


def test_the_next_card_does_not_wait_and_the_server_hears_one_thing_after_the_other(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    first, second, third, _fourth = make_suggestions(4)
    asked: list[Route] = []

    def steps(page: Page) -> None:
        open_queue(page, live_server)
        hold(page, asked)
        page.keyboard.press("c")
        shows(page, second)
        page.keyboard.press("s")
        shows(page, third)
        expect(page.locator("#card-heading")).to_be_focused()
        assert page.url.endswith(f"?match={third.pk}")
        page.keyboard.press("u")
        expect(page.locator("#queue-status")).to_have_text("")
        for number, path in enumerate((f"{first.pk}/decide", f"{second.pk}/decide", "queue/undo")):
            wait_for_more_than(number, asked, page)
            assert len(asked) == number + 1
            assert f"/{path}/" in asked[number].request.url
            asked[number].continue_()
        shows(page, second, "is suggested again", "3 left")

    open_desk(make_user()).do(steps)

    assert states() == ["confirmed", "suggested", "suggested", "suggested"]


def test_a_refused_decision_comes_back_with_its_note_and_the_next_one_is_saved(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    contested, second, third, _fourth = make_suggestions(4)
    ada = open_desk(make_user(username="ada"))
    ada.do(lambda page: open_queue(page, live_server))
    actions.decide_match(
        contested, state=MatchState.CONFIRMED, actor=make_user(username="bob"), revision=0
    )
    asked: list[Route] = []

    def too_late(page: Page) -> None:
        hold(page, asked)
        reject_with(page, "another year")
        shows(page, second)
        page.keyboard.press("c")
        shows(page, third)
        page.fill("#note", "half a thought")
        asked[0].continue_()
        page.unroute(CHANGES)
        shows(page, contested, "Nothing was saved: bob was first")
        saved(page)
        expect(page.locator("#queue-status")).to_contain_text("bob was first")
        expect(page.locator("#note")).to_have_value("another year")
        page.keyboard.press("n")
        shows(page, third)
        expect(page.locator("#note")).to_have_value("half a thought")

    ada.do(too_late)
    ada.forgive("409")
    assert states() == ["confirmed", "confirmed", "suggested", "suggested"]
    assert MatchEvent.objects.count() == 2


SAID = {"unreachable": "cannot be reached", "logged out": "You are logged out"}


@pytest.mark.parametrize("cause", list(SAID))
def test_what_could_not_be_sent_comes_back_as_it_was_left(
    open_desk: OpenDesk, live_server: LiveServer, cause: str
) -> None:
    first, second, third, _fourth = make_suggestions(4)
    asked: list[Route] = []

    def steps(page: Page) -> None:
        open_queue(page, live_server)
        hold(page, asked)
        reject_with(page, "first note")
        shows(page, second)
        reject_with(page, "second note")
        if cause == "unreachable":
            asked[0].abort()
        else:
            asked[0].fulfill(status=200, body="<h1>Log in</h1>")
        shows(page, first, SAID[cause])
        page.unroute(CHANGES)
        expect(page.locator("#queue-status")).to_contain_text("was not sent either")
        expect(page.locator("#note")).to_have_value("first note")
        reject(page)
        shows(page, second, "Rejected.")
        expect(page.locator("#note")).to_have_value("second note")
        reject(page)
        shows(page, third, "Rejected.")

    desk = open_desk(make_user())
    desk.do(steps)
    if cause == "unreachable":
        desk.forgive("ERR_FAILED")

    assert states() == ["rejected", "rejected", "suggested", "suggested"]
    notes = MatchEvent.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["first note", "second note"]


def test_a_card_at_hand_that_a_colleague_has_decided_makes_way(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    _first, taken, third = make_suggestions(3)
    ada = open_desk(make_user(username="ada"))
    ada.do(lambda page: open_queue(page, live_server))
    actions.decide_match(
        taken, state=MatchState.REJECTED, actor=make_user(username="bob"), revision=0
    )

    def steps(page: Page) -> None:
        page.keyboard.press("c")
        shows(page, third, "Confirmed.", "1 left")

    ada.do(steps)

    assert states() == ["confirmed", "rejected", "suggested"]
