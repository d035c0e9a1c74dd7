"""Tables whose every name is an attack, from the file to the page: nothing of it runs in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.report_files import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HIT = "window.hit=1"
NASTY = [
    f"<script>{HIT}</script>",
    f"</style></title></svg></text><script>{HIT}</script>",
    f"\"'><img src=x onerror='{HIT}'>",
    f"<svg/onload={HIT}>",
    f"' onmouseover='{HIT}' autofocus onfocus='{HIT}",
    f"{{{{ 7*7 }}}}{{% raw %}}</p><iframe srcdoc='<script>parent.{HIT}</script>'>",
    f"]]>--><!--<a href=javascript:{HIT}>",
    "\u202egnirts\u2066desrever",
]
CATALOGUE = f"""
title = {json.dumps(NASTY[3])}

[roles.age]
synonyms = ["age"]

[roles.income]
synonyms = ["income"]

[archetypes.rich]
name = {json.dumps(NASTY[0] + NASTY[4])}
advice = {json.dumps(NASTY[1])}

[archetypes.rich.claims]
income = {{ level = "high", essential = true }}

[archetypes.young]
name = {json.dumps(NASTY[2])}
advice = {json.dumps(NASTY[3])}

[archetypes.young.claims]
age = {{ level = "low", essential = true, word = {json.dumps(NASTY[6])} }}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty")
    rng = np.random.default_rng(3)
    group = np.repeat([0, 1, 2], 60)
    columns: dict[str, Any] = {
        f"id {NASTY[5]}": [f"c{n}" for n in range(180)],
        f"age {NASTY[0]}": group * 20 + 20 + rng.normal(size=180),
        f"income {NASTY[2]}": group * 1000 + 900 + rng.normal(size=180) * 50,
        f"spend {NASTY[4]}": (group == 1) * 50 + rng.normal(size=180),
        f"plan {NASTY[7]}": [NASTY[n] for n in group],
        f"city {NASTY[1]}": [NASTY[3 + n] for n in group],
        f"channel {NASTY[6]}": [[NASTY[5], NASTY[6], NASTY[7]][n] for n in group],
    }
    source = folder / "<img src=x onerror=window.hit=1>\u202e'&quot;.csv"
    pl.DataFrame(columns).write_csv(source)
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    roles = {"age": f"age {NASTY[0]}", "income": f"income {NASTY[2]}"}
    result = coterie.segment(source, k=3, catalogue=str(folder / "catalogue.toml"), role=roles)
    assert {NASTY[0] + NASTY[4], NASTY[2]} <= {name.name for name in result.segmentation.names.names}
    return write_report(result, folder / "report.html")


@pytest.mark.parametrize("open_details", [False, True])
def test_nothing_of_a_table_runs_even_without_the_policy(browser: Browser, page: Path, *, open_details: bool) -> None:
    context = browser.new_context(bypass_csp=True)
    view = context.new_page()
    complaints: list[str] = []
    view.on("dialog", lambda dialog: complaints.append(dialog.message))
    view.on("request", lambda request: complaints.append(request.url) if request.url != page.as_uri() else None)
    view.goto(page.as_uri())
    if open_details:
        view.locator("summary").click()
    for element in view.locator("th, td, h2, h3, a, .badge").all()[:40]:
        element.dispatch_event("mouseover")
        element.dispatch_event("focus")
    assert view.evaluate("window.hit") is None
    assert complaints == []
    assert view.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form, base').length") == 0
    attributes = view.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())")
    assert not [name for name in attributes if name.startswith("on")]
    addresses = view.evaluate("[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))")
    assert not [address for address in addresses if not address.startswith(("#", "data:,"))]
    context.close()


def test_the_names_are_all_there_to_be_read(browser: Browser, page: Path) -> None:
    context = browser.new_context()
    view = context.new_page()
    view.goto(page.as_uri())
    view.locator("summary").click()
    text = view.evaluate("document.body.textContent")
    context.close()
    for shown in (NASTY[0], NASTY[2], NASTY[4]):
        assert shown in text
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
