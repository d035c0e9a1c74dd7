"""Every screen, light and dark, wide and narrow: A2, A5, A6, V1, V5, V11, V13, S6, S7."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from a_command import PATIENCE

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.words]

SCREENS = {
    "start": "/",
    "columns": "/p/ID/columns",
    "run": "/p/ID/run/1",
    "segments": "/p/ID/segments",
    "seven": "/p/ID/segments?k=7",
    "chosen": "/p/ID/segments?k=6&s=0&x.age=30..60",
    "segment": "/p/ID/run/1/segment/3/0",
    "customer": "/p/ID/customer/3?k=6",
    "border": "/p/ID/borderline?k=7",
    "use": "/p/ID/use?k=6&s=0",
    "compare": "/p/ID/compare?a=1:6&b=1:7",
    "history": "/p/ID/history",
    "nowhere": "/none",
}


@pytest.fixture
def context(browser: Browser, made, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    found = browser.new_context(**getattr(request, "param", {}))
    found.set_default_timeout(PATIENCE)
    kept = dict(made.client.cookies.items())
    here = str(made.client.base_url)
    found.add_cookies([{"name": name, "value": value, "url": here} for name, value in kept.items()])
    yield found
    found.close()


def at(context: BrowserContext, made, screen: str) -> tuple[Page, list[str]]:
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(str(made.client.base_url).rstrip("/") + SCREENS[screen].replace("ID", made.project.id))
    if page.query_selector("#segments, #customer") and page.evaluate(
        "document.documentElement.classList.contains('js')"
    ):
        page.wait_for_selector("[data-drawn]")
    return page, complaints


def modes(*widths: int) -> list[Any]:
    return [
        pytest.param({"viewport": {"width": width, "height": 900}, "color_scheme": scheme}, id=f"{width}-{scheme}")
        for width in widths
        for scheme in ("light", "dark")
    ]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("context", modes(1440, 390), indirect=True)
def test_a2_v11_axe_finds_nothing_nothing_is_wider_than_the_page_and_the_console_is_silent(
    context: BrowserContext, axe: Any, made, screen: str
) -> None:
    page, complaints = at(context, made, screen)
    found = axe.run(page).response
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert [each for each in complaints if screen != "nowhere" or "404" not in each] == []


def test_v1_the_first_screen_has_the_finding_the_verdict_and_every_name(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "segments")
    page.set_viewport_size({"width": 1440, "height": 900})
    bottoms = "each => [...document.querySelectorAll(each)].map(e => e.getBoundingClientRect().bottom)"
    for part in ("h1", ".lead", ".kbar a", ".seg .pick", "#map .lbl", "#says", ".d .t b"):
        assert page.evaluate(bottoms, part)[:6]
        assert max(page.evaluate(bottoms, part)[:6]) <= 900, part


@pytest.mark.parametrize("k", [2, 5, 7])
def test_v5_no_two_names_on_the_map_overlap(context: BrowserContext, made, k: int) -> None:
    page, _ = at(context, made, "segments")
    page.keyboard.press(str(k))
    spots = page.evaluate(
        "[...document.querySelectorAll('.lbl')].map(e => { const r = e.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert spots
    for i, (left, top, right, bottom) in enumerate(spots):
        for other in spots[:i]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


@pytest.mark.parametrize("context", modes(1440), indirect=True)
def test_v5_colours_stand_out_from_the_card(context: BrowserContext, made) -> None:
    from coterie.charts.theme import contrast  # noqa: PLC0415 - beside its one use

    page, _ = at(context, made, "segments")
    read = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    card = page.evaluate(read, "--card")
    card = "#ffffff" if card == "#fff" else card
    for i in range(8):
        assert contrast(page.evaluate(read, f"--s{i}"), card) >= 3


@pytest.mark.parametrize("context", modes(390), indirect=True)
def test_v11_what_is_tapped_is_large_enough(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "segments")
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main .btn, main .kbar a, main .ib, main .pick')]"
        ".filter(e => e.offsetParent)"
        ".filter(e => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 24)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_a6_without_scripts_segments_are_picked_and_customers_listed(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "segments")
    page.click(".seg .pick >> nth=1")
    assert "s=" in page.url
    assert page.locator(".seg.on").count() == 1
    chosen = page.locator(".seg.on .pick").inner_text()
    assert set(page.locator(".customers tbody td:last-child bdi").all_inner_texts()) == {chosen}
    page.click(".kbar a >> nth=0")
    assert page.locator(".seg").count() == 2


@pytest.mark.parametrize("context", [{}, {"java_script_enabled": False}], indirect=True)
def test_e1_a6_ticking_a_segment_says_how_many_are_on_the_list(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "use")
    sizes = [int((made.kept.customers["s6"] == each).sum()) for each in range(6)]
    assert say("studio.list_csv", n=sizes[0]) in page.inner_text("#list")
    page.check('.picks input[value="2"]')
    if page.locator("noscript button").count():
        page.click("noscript button")
    page.wait_for_selector(f"#list >> text={say('studio.list_csv', n=sizes[0] + sizes[2])}")
    with page.expect_download() as taken:
        page.click("#list a >> nth=0")
    assert Path(taken.value.path()).read_text().count("\n") == 1 + sizes[0] + sizes[2]


@pytest.mark.parametrize("context", [{"reduced_motion": "reduce"}], indirect=True)
def test_a5_nothing_moves_for_who_asks_for_that(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "columns")
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none').length"
    assert page.evaluate(moving) == 0


def test_v13_names_of_other_scripts_and_long_ones_break_nothing(context: BrowserContext, made) -> None:
    page, _ = at(context, made, "segments")
    for name in ("مدخرون", "貯蓄する人々", "W" * 60):
        page.evaluate("name => (document.querySelector('.seg .pick bdi').textContent = name)", name)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.locator(".seg .pick").count() == page.locator(".seg .pick > bdi").count()
    assert say("studio.list_heading") in page.inner_text("#sh")
