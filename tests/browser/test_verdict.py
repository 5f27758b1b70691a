"""A verdict from the first word to its correction, by two people in two windows."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.enums import CorrectionState, Role, VerdictState
from claims.models import Correction, Verdict
from tests.browser.conftest import OpenDesk
from tests.factories import make_claim, make_rating, make_scale, make_user

# Transactional tests empty every table; the roles of migration 0002 come back from the snapshot.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def write(page: Page, site: str, claim: int) -> None:
    page.goto(f"{site}/claim/{claim}/")
    page.get_by_role("link", name="Write a verdict").click()
    page.get_by_role("radio", name="False").check()
    page.get_by_label("Summary").fill("The accounts show 12 million.")
    page.get_by_label("Explanation").fill("**Page 12** <script>alert(1)</script>")
    preview = page.get_by_role("region", name="As it reads")
    expect(preview.locator("strong")).to_have_text("Page 12")
    expect(preview).to_contain_text("<script>alert(1)</script>")
    page.get_by_role("button", name="Add a record").click()
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Accounts 2025")
    page.get_by_label("Address", exact=True).fill("https://example.org/accounts")
    expect(page.locator(".kept")).to_have_text("Not saved yet; kept in this browser.")


def come_back_after_a_log_out(page: Page, site: str, claim: int) -> None:
    session = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save the draft").first.click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.context.add_cookies(session)  # type: ignore[arg-type]  # a plain dict will do
    page.goto(f"{site}/verdict/new/?claim={claim}")
    expect(page.locator(".keep-notice")).to_contain_text("did not save is back below")
    expect(page.get_by_label("Title")).to_have_value("Accounts 2025")
    expect(page.get_by_role("radio", name="False")).to_be_checked()


def propose(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Nothing blocks publishing.")).to_be_visible()
    expect(page.locator(".keep-notice")).to_have_count(0)
    page.get_by_role("button", name="Save and propose").click()
    expect(page.locator(".why-not")).to_contain_text("You cannot approve it: you (edda)")
    assert page.evaluate("Object.keys(localStorage).filter((key) => /^keep:/.test(key))") == []


def give_back(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Written by edda; you (otto) approve it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("What is to be mended?").fill("Which accounts?")
    page.get_by_role("button", name="Return with this comment").click()
    expect(page.get_by_text("Returned to the author.")).to_be_visible()


def rewrite(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Which accounts?").first).to_be_visible()
    page.get_by_label("Explanation").fill("Page 12 of the accounts of 2025.")
    page.get_by_role("button", name="Save and propose").click()
    expect(page.get_by_text("Saved and proposed.")).to_be_visible()


def publish(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Readers see this version from now on.")).to_be_visible()


def correct(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Make a correction", exact=True).click()
    page.get_by_label("note", exact=True).check()
    page.get_by_label("What was changed").fill("The year was added.")
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.locator("#correction-form .problem")).to_have_text("This field is required.")
    expect(page.get_by_label("What was changed")).to_have_value("The year was added.")
    page.get_by_label("Why", exact=True).fill("A reader asked.")
    page.get_by_role("button", name="Publish the correction").click()
    page.get_by_role("link", name="The public log of corrections").click()
    expect(page.get_by_text("The year was added.")).to_be_visible()


def test_from_the_first_word_to_the_correction(
    open_desk: OpenDesk, live_server: LiveServer
) -> None:
    claim = make_claim(text="The port lost 15 million euros.")
    make_rating(scale=make_scale(is_default=True), definition="Nothing essential in it holds.")
    edda = open_desk(make_user(Role.EDITOR, username="edda"))
    otto = open_desk(make_user(Role.EDITOR, username="otto"), width=360, height=740, touch=True)
    site = f"{live_server.url}/admin"

    edda.do(partial(write, site=site, claim=claim.pk))
    edda.do(partial(come_back_after_a_log_out, site=site, claim=claim.pk))
    edda.do(propose)
    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.evidence.count()) == (VerdictState.PROPOSED, 1)

    address = f"{site}/verdict/{verdict.pk}/"
    otto.do(partial(give_back, address=address))
    edda.do(partial(rewrite, address=address))
    otto.do(partial(publish, address=address))
    edda.do(partial(correct, address=address))
    verdict.refresh_from_db()
    assert verdict.state == VerdictState.PUBLISHED
    assert Correction.objects.get().state == CorrectionState.PUBLISHED
