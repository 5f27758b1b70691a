"""The list of notices in a real browser: by keyboard, on a phone, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Notice
from tests.browser.conftest import OpenDesk
from tests.factories import NOW, make_match, make_notice, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_a_notice_is_marked_by_keyboard_and_the_focus_stays(open_desk: OpenDesk) -> None:
    ada = make_user(username="ada")
    match = make_match()
    first = make_notice(user=ada, subject_id=match.pk)
    make_notice(user=ada)
    desk = open_desk(ada, width=360, dark=True)

    def steps(page: Page) -> None:
        page.goto(f"{desk.url}/admin/")
        expect(page.locator("#bell")).to_have_accessible_name("Notices: 2 unread")
        page.locator("#bell").focus()
        page.keyboard.press("Enter")
        button = page.locator(f"#mark-{first.pk}")
        for expected, said, unread in (
            ("Mark as unread", "Marked as read.", 1),
            ("Mark as read", "Marked as unread.", 2),
            ("Mark as unread", "Marked as read.", 1),
        ):
            button.focus()
            page.keyboard.press("Enter")
            expect(button).to_contain_text(expected)
            expect(button).to_be_focused()
            expect(page.get_by_role("status")).to_have_text(said)
            expect(page.locator("#bell")).to_have_accessible_name(f"Notices: {unread} unread")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # The name, the bell and the log-out stand in one row on the narrowest phone.
        name, bell = (page.locator(part).bounding_box() for part in ("#site-name", "#bell"))
        assert name is not None
        assert bell is not None
        assert abs((name["y"] + name["height"] / 2) - (bell["y"] + bell["height"] / 2)) < 8
        page.get_by_role("link", name="A match was assigned to you").last.press("Enter")
        expect(page).to_have_url(f"{desk.url}/admin/queue/?match={match.pk}")

    desk.do(steps)
    assert Notice.objects.get(pk=first.pk).read_at is not None


def test_all_is_marked_and_preferences_are_kept_without_scripts(open_desk: OpenDesk) -> None:
    ada = make_user(username="ada", email="ada@example.org")
    for _ in range(2):
        make_notice(user=ada, at=NOW)
    desk = open_desk(ada, scripts=False)

    def steps(page: Page) -> None:
        page.goto(f"{desk.url}/admin/notices/")
        page.get_by_role("button", name="Mark as read").first.click()
        expect(page.locator("#bell")).to_have_accessible_name("Notices: 1 unread")
        page.get_by_role("button", name="Mark all as read").click()
        expect(page.get_by_text("1 notice marked as read.")).to_be_visible()
        page.get_by_role("link", name="How I am told").click()
        page.get_by_role("checkbox", name="my verdict was returned: by e-mail").uncheck()
        page.get_by_label("E-mail comes").select_option("hourly")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()

    desk.do(steps)
    assert ada.notice_preferences.get(kind="returned").by_mail is False
    assert ada.digest_preference.frequency == "hourly"
