"""A whole journey in a browser, by mouse and by keyboard alone, with everything there after kill -9 and a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from a_command import running, until, visited

from coterie.remarks import say

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.words]


def drawn(page: Page) -> None:
    page.wait_for_selector("[data-drawn]")


def settled(page: Page, text: str) -> None:
    until(page, "text => document.getElementById('says').textContent.includes(text)", text)


def last_said(page: Page) -> str:
    """Return what is said of a selection when it has been said for two seconds: a brush that moves is counted, too."""
    said, before = page.inner_text("#says"), ""
    while said != before:
        before = said
        page.wait_for_timeout(2000)
        said = page.inner_text("#says")
    return said


def typed(page: Page, place: int, name: str, key: str) -> None:
    """Type a name over that of a segment in the list, and end with a key."""
    page.focus(f".seg .pick >> nth={place}")
    page.keyboard.press("F2")
    page.wait_for_selector(".naming:not([hidden])")
    page.keyboard.type(name)
    page.keyboard.press(key)


def names(page: Page) -> list[str]:
    return page.locator(".seg .pick bdi").all_inner_texts()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journey") / "home"


def test_the_journey_by_mouse_and_everything_is_there_after_kill_9(  # noqa: PLR0915 - one journey is one test
    browser: Browser, home: Path
) -> None:
    complaints: list[str] = []
    with running(home) as studio, visited(browser, studio.url, complaints) as page:
        assert "token" not in page.url  # S3
        page.click("#example")
        page.wait_for_selector("table.columns")
        page.click("#run")
        page.wait_for_url("**/segments")  # of itself, when it is done
        drawn(page)
        before = names(page)
        assert len(before) == 6

        # V4: one selection by a click, by a brush, by keys; the address says it
        page.click(".seg .pick >> nth=0")
        settled(page, "594 of 4,990")
        assert re.search(r"s=\d", page.url)
        told = (
            "name => [...document.querySelectorAll('.customers td:last-child bdi')].every(e => e.textContent === name)"
        )
        until(page, told, before[0])
        assert page.locator(".customers tbody tr").count() == 50
        until(page, "document.querySelectorAll('.mix rect').length === 1")
        page.click(".seg .pick >> nth=1", modifiers=["Shift"])
        page.wait_for_timeout(500)
        assert page.locator(".seg.on").count() == 2
        until(page, "document.querySelectorAll('.mix rect').length === 2")
        page.keyboard.press("Escape")
        settled(page, "All 4,990")
        box = page.locator("#map canvas").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.4, steps=8)
        page.mouse.up()
        page.wait_for_url("**box=**")
        until(page, "!document.getElementById('says').textContent.startsWith('All')")
        counted = last_said(page)

        # U1: the address alone gives the same; U2: back and forward
        with visited_again(browser, page) as other:
            drawn(other)
            settled(other, counted)
        page.go_back()
        settled(page, "All 4,990")
        page.go_forward()
        settled(page, counted)
        page.click("#clear")

        # V3, V9: another K at once, without a word from a run
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.keyboard.press("7")
        assert len(names(page)) == 7
        assert "k=7" in page.url
        assert say("studio.not_recommended", k=7, best=6) in page.inner_text(".aside")
        assert not [url for url in asked if "/selection" not in url and "/customers" not in url and "/state" not in url]
        page.click("[data-part=head] .aside a")
        assert names(page) == before

        # N1, N2: F2 renames, and the name follows to seven and back
        typed(page, 0, "never kept", "Escape")
        assert names(page) == before
        typed(page, 0, "Golden Years", "Enter")
        until(page, "document.querySelector('.seg .pick bdi').textContent === 'Golden Years'")
        drawn(page)
        assert page.locator(".seg >> nth=0").locator(".lock button").get_attribute("aria-pressed") == "true"
        page.keyboard.press("7")
        assert "Golden Years" in names(page)
        page.keyboard.press("6")
        assert names(page)[0] == "Golden Years"

        # H1: undo and redo by keys, across a reload
        page.reload()
        drawn(page)
        page.keyboard.press("Control+z")
        until(page, "document.querySelector('.seg .pick bdi').textContent !== 'Golden Years'")
        drawn(page)
        page.keyboard.press("Control+y")
        until(page, "document.querySelector('.seg .pick bdi').textContent === 'Golden Years'")
        place = page.url.partition("/p/")[2]
        # H4: another tab shows a change without a reload
        with visited_again(browser, page) as other:
            drawn(other)
            typed(page, 1, "Young Money", "Enter")
            until(other, "document.querySelectorAll('.seg .pick bdi')[1].textContent === 'Young Money'")
        until(page, "document.querySelectorAll('.seg .pick bdi')[1].textContent === 'Young Money'")
        drawn(page)  # a page that is still on its way could not say that the connection is lost
        studio.kill()
        page.wait_for_selector("#touch:not([hidden])")  # it says so
    assert [each for each in complaints if "ERR_CONNECTION_REFUSED" not in each] == []  # S6, S7
    complaints.clear()
    with running(home) as studio, visited(browser, studio.url, complaints) as page:
        page.goto(f"{page.url}p/{place}")
        drawn(page)
        assert names(page)[:2] == ["Golden Years", "Young Money"]
        page.click(".tools a")
        assert page.locator(".history tbody tr").count() >= 5
    assert complaints == []


def visited_again(browser: Browser, page: Page):
    """Open the address of a page in a fresh window that was let in."""
    return _Again(browser, page)


class _Again:
    def __init__(self, browser: Browser, page: Page) -> None:
        self._context = browser.new_context(storage_state=page.context.storage_state(), viewport=page.viewport_size)
        self._url = page.url

    def __enter__(self) -> Page:
        page = self._context.new_page()
        page.goto(self._url)
        return page

    def __exit__(self, *_: object) -> None:
        self._context.close()


def test_c6_a1_from_the_example_to_a_renamed_segment_by_keyboard_alone(  # noqa: PLR0915 - as above
    browser: Browser, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with running(tmp_path / "home") as studio, visited(browser, studio.url, complaints) as page:
        presses = 0

        def until_on(selector: str) -> None:
            nonlocal presses
            for _ in range(40):
                if page.evaluate("s => document.activeElement.matches(s)", selector):
                    return
                page.keyboard.press("Tab")
                presses += 1
            pytest.fail(f"{selector} is not reached")

        until_on("#example")
        page.keyboard.press("Enter")
        presses += 1
        page.wait_for_selector("table.columns")
        page.keyboard.press("Shift+Tab")  # from the page's beginning back to its end
        presses += 1
        until_on("#run")
        page.keyboard.press("Enter")
        presses += 1
        page.wait_for_url("**/segments")
        assert presses <= 12
        drawn(page)
        until_on(".kbar a[aria-current]")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.k") == "7"  # the focus is not lost
        page.keyboard.press("ArrowLeft")
        until_on(".seg .pick")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        settled(page, "of 4,990")
        until(page, "document.getElementById('live').textContent.includes(': ')")  # A4
        page.keyboard.press("Escape")
        settled(page, "All 4,990")
        until_on(".from")  # A3: what a drag over a chart does
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**x.age=**")
        settled(page, "of 4,990")
        page.keyboard.press("Escape")
        typed(page, 2, "By hand", "Enter")
        until(page, "document.querySelectorAll('.seg .pick bdi')[2].textContent === 'By hand'")
    assert complaints == []
