// What the server says of a selection: the exact count, the medians of everyone in it, the mix, and the table.

import { put } from "./page.js";

/** @typedef {import("./view.js").View} View */

const REST = 120;

export class Answer {
  /** @param {HTMLElement} root @param {View} view @param {import("./sample.js").Sample} sample */
  constructor(root, view, sample) {
    this.root = root;
    this.view = view;
    this.sample = sample;
    this.asked = 0;
    this.timer = 0;
    this.first = true;
    root.addEventListener("click", (event) => {
      const more = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("a[data-from]"));
      if (more) {
        event.preventDefault();
        void this.table(Number(more.dataset.from));
      }
    });
  }

  draw(/** @type {boolean} */ done) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), done ? 0 : REST);
  }

  async ask() {
    const asked = ++this.asked;
    const response = await fetch(`${this.root.dataset.base}/selection?${this.view.search}`).catch(() => null); // `watch` says so
    if (!response?.ok || asked !== this.asked) return;
    const found = await response.json();
    if (asked !== this.asked) return;
    this.say(found);
    await this.table(0);
  }

  /** @param {{says: string, medians: Record<string, string>, mix: [number, number][], count: number}} found */
  say(found) {
    const names = [...this.root.querySelectorAll(".seg.on .pick")].map((each) => each.textContent).join(", ");
    put(document, "#says", found.says);
    if (!this.first) put(document, "#live", names ? `${found.says}: ${names}` : found.says);
    this.first = false;
    for (const chart of this.root.querySelectorAll(".d")) {
      put(chart, ".median", found.medians[/** @type {HTMLElement} */ (chart).dataset.column ?? ""] ?? "");
    }
    const mix = this.root.querySelector(".mix");
    let at = 0;
    mix?.replaceChildren(
      ...found.mix.map(([segment, n]) => {
        const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const wide = (100 * n) / (found.count || 1);
        for (const [name, value] of Object.entries({ x: at, width: wide, height: 8 })) bar.setAttribute(name, String(value));
        bar.setAttribute("class", this.view.state.k <= 8 ? `paint-${this.sample.colours[this.view.state.k][segment]}` : "paint-none");
        at += wide;
        return bar;
      }),
    );
  }

  async table(/** @type {number} */ from) {
    const asked = this.asked;
    const response = await fetch(`${this.root.dataset.base}/customers?${this.view.search}&from=${from}`).catch(() => null);
    if (!response?.ok || asked !== this.asked) return;
    const text = await response.text();
    const place = document.getElementById("customers");
    if (place && asked === this.asked) place.outerHTML = text;
  }
}
