"""A customer in a browser: sliders by mouse and keys, what is announced, and the next one on a border."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from a_command import PATIENCE, until

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.words]


@pytest.fixture
def page(browser: Browser, made) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    here = str(made.client.base_url)
    kept = dict(made.client.cookies.items())
    context.add_cookies([{"name": name, "value": value, "url": here} for name, value in kept.items()])
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda said: complaints.append(said.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.goto(f"{here.rstrip('/')}/p/{made.project.id}/borderline?k=6")
    found.wait_for_selector("#customer[data-drawn]")
    yield found
    assert complaints == []
    context.close()


def shown(page: Page) -> dict[str, str]:
    """Return everything that hangs on the values."""
    parts = ("output bdi", "#res bdi", "#far .dr .n", "#why .n", "#next-is", "#of", "#together", ".bands text")
    return {part: " | ".join(page.locator(part).all_text_contents()) for part in parts}


def test_the_script_says_what_the_server_said_before_it(page: Page, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    before = plain.new_page()
    before.goto(page.url)
    said, drawn = shown(before), shown(page)
    plain.close()
    assert said.pop(".bands text") == ""
    assert drawn.pop(".bands text")
    assert said == drawn


def test_w4_a_suggestion_that_is_tried_moves_the_customer_and_is_announced_once(page: Page) -> None:
    page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('[role=status]').textContent))"
        ".observe(document.querySelector('[role=status]'), {childList: true, characterData: true, subtree: true})"
    )
    before, first = shown(page), page.inner_text("#res bdi")
    page.click("#moves [data-changes] >> nth=0")
    until(page, "was => document.querySelector('#res bdi').textContent !== was", first)
    assert shown(page)["#far .dr .n"] != before["#far .dr .n"]
    until(page, "window.heard.length === 1")
    assert page.evaluate("heard[0]") == page.inner_text("#res bdi")
    assert page.locator(".was:not([hidden])").count() == 1
    back = page.inner_text("#moves")
    until(page, "was => document.querySelector('#moves').innerText.includes(was)", first)  # the way back
    page.click("#reset")
    until(page, "was => document.querySelector('#res bdi').textContent === was", first)
    until(page, "was => document.querySelector('#moves').innerText !== was", back)
    assert shown(page) == before
    assert page.is_disabled("#reset")


def test_w4_a_slider_moves_by_keys_to_values_that_can_be_and_says_them(page: Page) -> None:
    slider = page.locator(".ft input").nth(0)
    slider.focus()
    age = int(page.locator("output bdi").nth(0).inner_text())
    page.keyboard.press("ArrowLeft")
    until(page, "age => document.querySelector('output bdi').textContent === String(age - 1)", age)
    assert slider.get_attribute("aria-valuetext") == str(age - 1)
    assert page.evaluate("document.activeElement.matches('.ft input')")
    spent = page.evaluate(
        "() => { const slider = document.querySelector('.ft input'); const begun = performance.now();"
        " for (let i = 0; i < 50; i++) { slider.value = i; slider.dispatchEvent(new Event('input')); }"
        " return (performance.now() - begun) / 50; }"
    )
    assert spent < 500  # ten times the bound: it guards against hanging
    assert page.locator("output bdi").nth(0).inner_text() == str(
        json.loads(page.get_attribute("#customer", "data-model"))["features"][0]["least"] + 49
    ).removesuffix(".0")


def test_j_and_k_go_to_the_next_borderline_customer_and_back(page: Page) -> None:
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.wait_for_selector("#customer[data-drawn]")
    assert say("studio.previous_border") in page.inner_text("#previous")
    page.keyboard.press("k")
    page.wait_for_url(first)


def test_from_the_table_to_a_customer_and_back_to_the_segment(page: Page, made) -> None:
    here = str(made.client.base_url).rstrip("/")
    page.goto(f"{here}/p/{made.project.id}/segments?k=3&s=1")
    page.wait_for_selector("#segments[data-drawn]")
    page.click(".customers tbody a >> nth=0")
    page.wait_for_selector("#customer[data-drawn]")
    page.click("main a >> nth=0")
    page.wait_for_url("**/segments?k=3&s=1")
