"""The site in a browser: from the disk and from a server, wide and narrow, light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.base")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here"),
]

PAGES = {
    "home": "index.html",
    "state": "states/KG.html",
    "treaty": "instruments/beijing-protocol-2010.html",
    "group": "groups/antalya-2004.html",
    "matrix": "matrix.html",
    "method": "method.html",
}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module", params=["disk", "server"])
def root(request: pytest.FixtureRequest, shipped: Path) -> Iterator[str]:
    """Where the site is: on the disk, or at a server on this machine."""
    if request.param == "disk":
        yield shipped.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(shipped)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def _opening(browser: Any, root: str) -> Iterator[Any]:
    contexts: list[Any] = []
    complaints: list[str] = []
    asked_for: list[str] = []

    def open_page(name: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked_for.append(asked.url))
        page.on("requestfailed", lambda asked: complaints.append(asked.url))
        page.goto(f"{root}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [address for address in asked_for if not address.startswith(root)]
    # A server is asked for an icon, which the site has none of.
    known = ("favicon", "404", "violates the following Content Security Policy")
    assert not [text for text in complaints if not any(part in text for part in known)]


@pytest.fixture
def opened(browser: Any, root: str) -> Iterator[Any]:
    """Open a page of the site; whatever it complains of or asks for elsewhere fails the test."""
    with _opening(browser, root) as open_page:
        yield open_page


@pytest.fixture(scope="module", params=PAGES)
def kind(request: pytest.FixtureRequest, browser: Any, shipped: Path) -> Iterator[Any]:
    """A page of each kind from the disk, opened once for all that is looked at without a click."""
    with _opening(browser, shipped.as_uri()) as open_page:
        yield open_page(PAGES[request.param])


def _seen(page: Any, width: int, scheme: str) -> Any:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(kind: Any, width: int) -> None:
    page = _seen(kind, width, "light")
    assert page.evaluate("innerWidth") == width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # A card or a table may not be cut off either, unless the reader can scroll it.
    wide = page.evaluate(
        "[...document.querySelectorAll('main table, main section, main p')]"
        ".filter(e => !e.closest('.wide') && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_is_accessible(kind: Any, width: int, scheme: str) -> None:
    page = _seen(kind, width, scheme)
    # What is in order is not told one by one: of a long page that takes longer than to look.
    rules: dict[str, Any] = {"resultTypes": ["violations"]}
    rules |= {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    # Style sheets are not read a second time, which the policy forbids on the disk.
    rules |= {"preload": False}
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.AXE_SCRIPT)
    found = page.evaluate("async rules => (await axe.run(rules)).violations", rules)
    assert not found, axe.AxeResults({"violations": found}).generate_report()


def test_its_style_is_that_of_the_reader(opened: Any) -> None:
    page = opened(PAGES["home"])
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 24, 28)")):
        page.emulate_media(color_scheme=scheme)
        colours = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, "
            "getComputedStyle(document.querySelector('.tiles dl')).display]"
        )
        assert colours == [ground, "grid"]


def test_a_table_is_ordered(opened: Any) -> None:
    page = opened(PAGES["home"])
    head = page.locator("#asked th", has_text="Not joined when last checked")
    numbers = page.locator("#asked td.o")
    before = [int(text) for text in numbers.all_inner_texts()]
    head.get_by_role("button").click()
    assert [int(text) for text in numbers.all_inner_texts()] == sorted(before)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert [int(text) for text in numbers.all_inner_texts()] == sorted(before, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"


def test_days_are_ordered_as_days(opened: Any) -> None:
    page = opened(PAGES["state"])
    page.locator("#joined th", has_text="Day").get_by_role("button").click()
    cells = page.locator("#joined td:nth-child(3) time")
    days = [cell.get_attribute("datetime") for cell in cells.all()]
    assert len(days) > 10
    assert days == sorted(days)


def test_a_state_is_found(opened: Any) -> None:
    page = opened(PAGES["home"])
    page.get_by_label("Find a state").fill("kyrgyz")
    rows = page.locator("#states tbody tr:visible")
    sync_api.expect(rows).to_have_count(1)
    sync_api.expect(rows).to_contain_text("Kyrgyzstan")
    page.get_by_label("Find a state").fill("")
    assert rows.count() > 190


def test_the_keyboard_skips_to_the_content(opened: Any) -> None:
    page = opened(PAGES["home"])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    box = skip.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_all_is_there_without_javascript(opened: Any) -> None:
    page, scripted = opened(PAGES["home"], java_script_enabled=False), opened(PAGES["home"])
    assert not page.get_by_label("Find a state").is_visible()
    assert page.get_by_role("button").count() == 0
    for part in ("#asked tbody", "#instruments tbody", "#states tbody", "#groups"):
        assert page.locator(part).inner_text() == scripted.locator(part).inner_text()


def test_links_lead_on(opened: Any) -> None:
    page = opened(PAGES["home"])
    page.locator("#asked").get_by_role("link", name="Kyrgyzstan").click()
    # A click does not wait for the page to which it leads.
    sync_api.expect(page.locator("h1")).to_contain_text("Kyrgyzstan")
    page.locator("#joined tbody a").first.click()
    sync_api.expect(page.locator("#growth")).to_be_visible()


def test_it_prints(opened: Any, tmp_path: Path) -> None:
    page = opened(PAGES["state"])
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("root", ["disk"], indirect=True)
def test_a_matrix_on_paper_is_whole(opened: Any) -> None:
    a4_within_its_margins = 680
    page = opened(PAGES["matrix"], a4_within_its_margins)
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('.matrix, .matrix tr > :last-child')]"
        ".every(e => e.getBoundingClientRect().right <= innerWidth)"
    )


def test_what_the_page_does_not_know_of_may_not_run(opened: Any) -> None:
    """The policy holds: a script that comes into the page does nothing."""
    page = opened(PAGES["method"], bypass_csp=False)
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        "document.body.append(s); }"
    )
    assert page.evaluate("window.bad") is None
