"""A real Chromium against the live server; every page must stay quiet and ask no other host."""

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
Answer = TypeVar("Answer")
Failure = pytest.StashKey[bool]()


class Desk:
    """One person's browser window, driven from the one thread in which Playwright lives.

    Playwright's synchronous API runs an event loop in its thread, where Django refuses to touch
    the database; so steps are handed over, and tests look into the database in their own thread.
    """

    def __init__(self, thread: ThreadPoolExecutor, page: Page, url: str) -> None:
        self.thread = thread
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        self.forgiven: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._on_request)
        page.set_default_timeout(5000)

    def do(self, steps: Callable[[Page], Answer]) -> Answer:
        return self.thread.submit(steps, self.page).result()

    def forgive(self, pattern: str) -> None:
        """Expect complaints like this one, because the test provokes them."""
        self.forgiven.append(pattern)

    def unexpected(self) -> list[str]:
        """Complaints that nobody forgave, and what was forgiven but never happened."""
        unforgiven = [
            text
            for text in self.complaints
            if not any(re.search(pattern, text) for pattern in self.forgiven)
        ]
        idle = [
            f"never happened: {pattern}"
            for pattern in self.forgiven
            if not any(re.search(pattern, text) for text in self.complaints)
        ]
        return unforgiven + idle

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"asked another host: {request.url}")


OpenDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def playwright_thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="playwright") as thread:
        yield thread


@pytest.fixture(scope="session")
def chromium(playwright_thread: ThreadPoolExecutor) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium).")
    playwright = playwright_thread.submit(lambda: sync_playwright().start()).result()
    browser = playwright_thread.submit(
        lambda: playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    ).result()
    yield browser
    playwright_thread.submit(browser.close).result()
    playwright_thread.submit(playwright.stop).result()


@pytest.fixture
def open_desk(
    live_server: LiveServer,
    chromium: Browser,
    playwright_thread: ThreadPoolExecutor,
    request: pytest.FixtureRequest,
) -> Iterator[OpenDesk]:
    """open_desk(user, width=…, dark=…, scripts=…): a window, logged in if a user is given."""
    desks: list[Desk] = []

    def open_one(
        user: User | None = None,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        touch: bool = False,
        scripts: bool = True,
    ) -> Desk:
        cookies = _session_of(user) if user else ""

        def new_page() -> Page:
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                has_touch=touch,
                is_mobile=touch,
                java_script_enabled=scripts,
            )
            if cookies:
                name = settings.SESSION_COOKIE_NAME
                context.add_cookies([{"name": name, "value": cookies, "url": live_server.url}])
            return context.new_page()

        page = playwright_thread.submit(new_page).result()
        desks.append(Desk(playwright_thread, page, live_server.url))
        return desks[-1]

    yield open_one

    for number, desk in enumerate(desks):
        if request.node.stash.get(Failure, False):
            desk.do(_picture_of(request.node.name, number))
        desk.do(lambda page: page.context.close())
    assert [complaint for desk in desks for complaint in desk.unexpected()] == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[Failure] = report.failed
    return report


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _picture_of(test: str, number: int) -> Callable[[Page], bytes]:
    folder = Path(settings.DATA_DIR) / "screenshots"
    path = folder / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', test)}-{number}.png"
    return lambda page: page.screenshot(path=path, full_page=True)
