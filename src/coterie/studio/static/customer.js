// A customer whose values are moved: where they would be, at once and on this page alone; what would move them is asked of the server.

import { answered, isTyping, put } from "./page.js";
import { Slider } from "./slider.js";
import { order, parts, squares, total } from "./whatif.js";

/** @typedef {import("./slider.js").Model} Model */
/** @typedef {import("./whatif.js").Value} Value */

const REST = 200;
const root = document.getElementById("customer");

class Page {
  constructor(/** @type {HTMLElement} */ root) {
    this.root = root;
    this.model = /** @type {Model} */ (JSON.parse(root.dataset.model ?? ""));
    /** @type {Value[]} */
    this.values = this.start();
    this.timer = 0;
    this.asked = 0;
    const few = root.dataset.few === "1";
    const places = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".ft")]);
    this.sliders = places.map((place) => new Slider(place, this.model, few, (at, value) => this.move([[at, value]], at)));
    this.button = /** @type {HTMLButtonElement} */ (document.getElementById("reset"));
    this.button.addEventListener("click", () => this.move(this.start().map((value, at) => [at, value])));
    root.addEventListener("click", (event) => {
      const tried = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-changes]"));
      if (tried) this.move(JSON.parse(tried.dataset.changes ?? "[]"));
    });
    new ResizeObserver(() => this.draw()).observe(root);
    this.draw();
    root.dataset.drawn = "1";
  }

  start() {
    return this.model.features.map((each) => each.value);
  }

  /** @param {[number, Value][]} changes @param {number} [held] The slider that is moved. */
  move(changes, held) {
    for (const [at, value] of changes) this.values[at] = value;
    this.draw(held);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), REST);
  }

  /** @param {number} [held] */
  draw(held) {
    const squared = squares(this.model, this.values), places = order(squared);
    for (const each of this.sliders) each.draw(this.values, places[0], each.at === held);
    this.button.disabled = this.values.every((value, at) => value === this.model.features[at].value);
    this.distances(squared, places);
    if (places.length > 1) this.why(squared, places[0], places[1]);
  }

  two(/** @type {number} */ value) {
    return value.toLocaleString(this.model.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }

  signed(/** @type {number} */ value) {
    const text = this.two(Math.abs(value));
    return Number(Math.abs(value).toFixed(2)) ? `${value < 0 ? "−" : "+"}${text}` : text;
  }

  percent(/** @type {number} */ share) {
    const tiny = share > 0 && share < 1e-3;
    const text = (tiny ? 1e-3 : share).toLocaleString(this.model.locale, { style: "percent", maximumFractionDigits: share && share < 0.0995 ? 1 : 0 });
    return tiny ? `<${text}` : text;
  }

  /** @param {number[][]} squared @param {number[]} places */
  distances(squared, places) {
    const far = squared.map((each) => Math.sqrt(total(each))), most = Math.max(...far) || 1, list = document.getElementById("far");
    for (const segment of places) {
      const row = list?.querySelector(`[data-segment="${segment}"]`);
      if (!row) continue;
      row.classList.toggle("on", segment === places[0]);
      row.querySelector(".bar")?.setAttribute("width", String((100 * far[segment]) / most));
      put(row, ".n", this.two(far[segment]));
      list?.append(row);
    }
    put(this.root, "#res bdi", this.model.names[places[0]]);
    document.getElementById("res")?.setAttribute("class", `res ${this.sliders[0].paint(places[0])}`);
    const next = document.getElementById("next-is");
    if (!next || places.length < 2) return;
    const share = far[places[1]] / far[places[0]] - 1;
    next.hidden = !Number.isFinite(share);
    next.textContent = (next.dataset.says ?? "").replace("…", this.percent(share));
  }

  /** @param {number[][]} squared @param {number} own @param {number} other */
  why(squared, own, other) {
    const effects = parts(squared, own, other), most = Math.max(...effects.map(Math.abs)) || 1;
    const rows = [...this.root.querySelectorAll("#why .wy:not(.sum)")];
    effects.forEach((effect, at) => {
      const bar = rows[at]?.querySelector("rect");
      bar?.setAttribute("x", String(Math.min(0, (98 * effect) / most)));
      bar?.setAttribute("width", String((98 * Math.abs(effect)) / most));
      bar?.setAttribute("class", this.sliders[0].paint(effect > 0 ? own : other));
      put(rows[at], ".n", this.signed(effect));
    });
    const far = [other, own].map((each) => this.two(Math.sqrt(total(squared[each]))));
    put(this.root, "#of", `${far[0]}² − ${far[1]}²`);
    put(this.root, "#together", this.signed(total(effects)));
    put(this.root, ".wy .own", this.model.names[own]);
    put(this.root, ".wy .other", this.model.names[other]);
  }

  /** Ask what would move a customer with these values. */
  async ask() {
    const asked = ++this.asked;
    const body = new URLSearchParams({ values: JSON.stringify(this.values) });
    const response = await fetch(this.root.dataset.whatIf ?? "", { method: "POST", body }).catch(() => null);
    answered(response !== null);
    if (!response?.ok || asked !== this.asked) return;
    const text = await response.text(), moves = document.getElementById("moves");
    if (!moves || asked !== this.asked) return;
    const held = moves.contains(document.activeElement);
    moves.outerHTML = text;
    if (held) document.getElementById("mh")?.focus();
  }
}

if (root) new Page(root);

document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("single-keys") === "off") return;
  const id = { j: "next", k: "previous" }[event.key.toLowerCase()];
  if (id) document.getElementById(id)?.click();
});
