"""What a person sees: the pages opened in Debian's chromium, at a desk's and at a phone's width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coterie.remarks import capital, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CASES = ("bank", "mall", "wide", "single", "tiny", "hostile", "unasked")
WIDTHS = (1280, 390)

OVERLAPS = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement, hidden = '.unseen, title, style, details:not([open]) > :not(summary)';
    if (!node.textContent.trim() || parent.closest(hidden)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width > 0 && r.height > 0) {
        boxes.push({l: r.left, r: r.right, t: r.top + scrollY, b: r.bottom + scrollY, s: node.textContent.trim()});
      }
    }
  }
  boxes.sort((a, b) => a.t - b.t);
  const found = [];
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].t < boxes[i].b; j++) {
      const a = boxes[i], b = boxes[j];
      const wide = Math.min(a.r, b.r) - Math.max(a.l, b.l), high = Math.min(a.b, b.b) - Math.max(a.t, b.t);
      // Line boxes are a little higher than their letters.
      if (wide > 1 && high > 0.3 * Math.min(a.b - a.t, b.b - b.t)) found.push([a.s, b.s, wide, high]);
    }
  }
  return [boxes.length, found];
}"""

OUTSIDE = """() => {
  const outside = [];
  const lists = '.key li, .scale li, .stability li, .lives li';
  const frames = `.card, .figures > div, figure, nav a, .verdict, .criteria, ${lists}`;
  for (const card of document.querySelectorAll(frames)) {
    const frame = card.getBoundingClientRect();
    for (const inner of card.querySelectorAll('*')) {
      if (inner.closest('.unseen, svg.chart, wbr')) continue;
      const r = inner.getBoundingClientRect();
      if (r.left < frame.left - 1 || r.right > frame.right + 1 || r.bottom > frame.bottom + 1) {
        outside.push(inner.outerHTML.slice(0, 120));
      }
    }
    if (frame.right > innerWidth || frame.left < 0) outside.push(card.className);
  }
  return outside;
}"""

KEYS = """() => {
  const [people, worth] = document.querySelectorAll('.rows thead .key-of');
  worth.textContent = 'Jahresumsatz';
  for (const each of [people, worth]) Object.assign(each.style, {boxSizing: 'border-box', width: '104px'});
  return [people.offsetHeight, worth.offsetHeight];
}"""

CARDS = """() => [...document.querySelectorAll('.card')].map(c => {
  const r = c.getBoundingClientRect();
  return [r.left, r.top, r.right, r.bottom];
})"""

CONTRASTS = """() => {
  const number = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const paint = number(getComputedStyle(element).backgroundColor);
      if (paint.length === 3 || paint[3] === 1) return paint.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest('.unseen, title, svg.map, svg.across')) continue;
    const style = getComputedStyle(element);
    const paint = element.closest('svg') ? style.fill : style.color;
    const pair = [light(number(paint)), light(behind(element))].sort((a, b) => b - a);
    found.push([(pair[0] + 0.05) / (pair[1] + 0.05), node.textContent.trim(), element.className.toString()]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def files(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every case's page as a file, by its address."""
    folder = tmp_path_factory.mktemp("pages")
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture
def open_page(browser: Browser, files: dict[str, str]) -> Iterator[Any]:
    """Open a case at a width; what the page complains of or asks for beyond itself fails the test."""
    contexts = []
    complaints: list[str] = []

    def opened(name: str, width: int, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: complaints.append(request.url) if request.url != files[name] else None)
        page.goto(files[name])
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if not complaint.startswith("data:")] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CASES)
def test_nothing_overflows_or_overlaps(open_page, name, width):
    page = open_page(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []
    boxes, overlaps = page.evaluate(OVERLAPS)
    assert boxes > 50
    assert overlaps == []


def test_a_colour_stands_beside_the_word_it_is_of(open_page):
    page = open_page("bank", 1280)
    one, two = page.evaluate(KEYS)
    assert one == two


@pytest.mark.parametrize("width", WIDTHS)
def test_cards_stand_apart(open_page, width):
    cards = open_page("wide", width).evaluate(CARDS)
    assert len(cards) == 12
    for i, a in enumerate(cards):
        for b in cards[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["bank", "wide", "tiny"])
def test_all_text_can_be_read(open_page, name, scheme):
    contrasts = open_page(name, 1280, scheme).evaluate(CONTRASTS)
    assert len(contrasts) > 100
    assert [found for found in contrasts if found[0] < 4.5] == []


def test_its_style_is_allowed_by_its_policy(open_page):
    page = open_page("bank", 1280)
    assert page.evaluate("getComputedStyle(document.querySelector('.cards')).display") == "grid"


def test_wide_tables_scroll_in_their_own_frame(open_page):
    page = open_page("wide", 390)
    inner, outer = page.evaluate(
        "(t => [t.scrollWidth, t.clientWidth])(document.querySelector('.scroll:has(.profile)'))"
    )
    assert inner > 2 * outer
    page.evaluate("document.querySelector('.scroll:has(.profile)').scrollLeft = 500")
    left = page.evaluate("document.querySelector('.profile tbody tr:nth-child(2) th').getBoundingClientRect().left")
    assert left == pytest.approx(18, abs=1)  # the column's name stays in sight


def test_text_in_charts_is_large_enough_on_a_phone(open_page):
    sizes = open_page("bank", 390).evaluate(
        "[...document.querySelectorAll('svg.chart text')].map(t => t.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 9


def test_it_prints_on_a4(open_page):
    page = open_page("bank", 1280)
    pdf = page.pdf(prefer_css_page_size=True)
    assert 3 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 12  # with what is folded on the screen


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["bank", "wide"])
def test_every_number_opens_without_a_script(open_page, name, width):
    page = open_page(name, width)
    assert not page.locator(".numbers").is_visible()
    page.locator("summary").click()
    assert page.locator(".numbers").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS)[1] == []


def test_the_navigation_leads_to_the_verdict(open_page):
    page = open_page("bank", 390)
    page.locator("nav").get_by_text(say("page.to_trust")).click()
    assert 0 <= page.evaluate("document.querySelector('#trust-title').getBoundingClientRect().top") < 300


def test_a_verdict_is_not_colour_alone(open_page):
    page = open_page("mall", 1280)
    marked = page.locator(".scale .on")
    assert marked.count() == 1
    assert capital(say("kind.label", kind="constructed")) in marked.inner_text()
    signs = page.evaluate("[...document.querySelectorAll('.scale .lamp path')].map(p => p.getAttribute('d'))")
    assert len(set(signs)) == 5  # one each, and two of the half circle


def test_the_numbers_of_segments_stand_on_their_bars(open_page):
    numbers = open_page("bank", 1280).evaluate("""() => {
      const svg = document.querySelector('svg.across');
      const bars = [...svg.querySelectorAll('rect')].map(r => r.getBoundingClientRect());
      return [...svg.querySelectorAll('text')].filter(t => !t.textContent.startsWith('K')).map(t => {
        const r = t.getBoundingClientRect();
        return bars.some(b => b.left <= r.left && r.right <= b.right && b.top <= r.top + 4 && r.bottom <= b.bottom + 4);
      });
    }""")
    assert numbers == [True] * 6
