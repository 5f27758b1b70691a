"""How long a reviewer waits from a key to the next card, in Chromium, with a million matches.

    FACTCHECK_DATA_DIR=/tmp/many manage.py migrate
    FACTCHECK_DATA_DIR=/tmp/many python -m tests.browser.benchmark_queue --matches 1000000 --pause 1

Fills the database of DATABASE_URL (it must be empty of matches, or have been filled before), serves
it with gunicorn as `manage.py run` does, and decides by keyboard alone.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from playwright.sync_api import CDPSession, Page, sync_playwright

KEYS = ("c", "r Enter", "s", "r 2", "n")
# From the key down to the first frame after another card lies on the deck.
WATCH = """() => {
  window.waits = [];
  const deck = document.getElementById("deck");
  let pressed = 0, top = deck.querySelector("#card").dataset.pk;
  addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const card = deck.querySelector("#card");
    if (!card || card.dataset.pk === top) return;
    top = card.dataset.pk;
    const from = pressed;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.waits.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }).observe(deck, { childList: true });
}"""
# What the server took for each answer, from the request sent to its first byte.
SERVER = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/decide/"))
  .map((entry) => entry.responseStart - entry.requestStart)"""
IS_SAVED = "() => !document.querySelector('#deck[data-saving], .htmx-request')"


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    cookie = _prepare(asked.matches)
    with _server() as (address, cpu), _page(address, cookie) as page:
        for query in asked.query or [""]:
            line = _measure(page, f"{address}/admin/queue/?{query}", asked.cards, asked.pause, cpu)
            sys.stdout.write(json.dumps(line) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matches", type=int, default=1_000_000)
    parser.add_argument("--cards", type=int, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds to look at a card")
    parser.add_argument("--query", action="append", help="filters, such as flag=number")
    return parser.parse_args()


def _prepare(number: int) -> str:
    """Fill the database if nothing is in it; the session of its reviewer."""
    from django.conf import settings  # noqa: PLC0415  # settings exist after django.setup()
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from claims.models import Match  # noqa: PLC0415
    from tests.browser.many_matches import fill  # noqa: PLC0415

    if not Match.objects.exists():
        fill(number, say=lambda line: sys.stderr.write(line + "\n"))
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def _server() -> Iterator[tuple[str, Callable[[], float]]]:
    """Its address, and what gives the seconds of CPU it has used so far."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}"]
    arguments += ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, *arguments])
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            with suppress(OSError):
                urllib.request.urlopen(f"{address}/admin/login/").read()
                break
            time.sleep(0.25)
        yield address, lambda: _cpu_of_children(process.pid)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _page(address: str, cookie: str) -> Iterator[Page]:
    from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        yield context.new_page()
        browser.close()


def _measure(
    page: Page, address: str, cards: int, pause: float, cpu: Callable[[], float]
) -> dict[str, object]:
    begun = time.monotonic()
    page.goto(address)
    page.wait_for_selector("#card-heading")
    loaded = time.monotonic() - begun
    page.evaluate(WATCH)
    main_thread = page.context.new_cdp_session(page)
    main_thread.send("Performance.enable", {"timeDomain": "threadTicks"})
    server, browser = cpu(), _busy(main_thread)
    begun = time.monotonic()
    for number in range(cards):
        time.sleep(pause)
        for key in KEYS[number % len(KEYS)].split():
            page.keyboard.press(key)
        page.wait_for_function("number => window.waits.length > number", arg=number)
    page.wait_for_function(IS_SAVED)
    elapsed = time.monotonic() - begun
    server, browser = cpu() - server, _busy(main_thread) - browser
    paints = sorted(page.evaluate("window.waits")[3:])
    servers = sorted(page.evaluate(SERVER)[3:])
    return {
        "query": address.partition("?")[2],
        "page_ms": round(1000 * loaded),
        "cards": cards,
        "pause_s": pause,
        # What a card costs on a machine that does nothing else, the fetching of what is next too.
        "server_cpu_ms": round(1000 * server / cards, 1),
        "browser_cpu_ms": round(1000 * browser / cards, 1),
        "per_minute": round(60 * cards / elapsed),
        "paint_median_ms": round(statistics.median(paints), 1),
        "paint_p95_ms": round(paints[int(0.95 * (len(paints) - 1))], 1),
        "paint_max_ms": round(paints[-1], 1),
        "server_median_ms": round(statistics.median(servers), 1) if servers else None,
        "server_p95_ms": round(servers[int(0.95 * (len(servers) - 1))], 1) if servers else None,
    }


def _busy(main_thread: CDPSession) -> float:
    """Seconds of CPU of the page's main thread."""
    metrics = main_thread.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _cpu_of_children(parent: int) -> float:
    """Seconds of CPU of the processes that gunicorn has started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ticks = 0
    for child in children:
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
