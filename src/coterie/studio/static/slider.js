// One feature of a customer: a slider over the stretches of its segments, or its words as buttons.

import { put } from "./page.js";
import { fromPlace, segment, stretches, toPlace } from "./whatif.js";

/** @typedef {import("./whatif.js").Value} Value */
/** @typedef {import("./whatif.js").Feature & {value: Value, spoken: string[] | null, least: number, greatest: number, decimals: number, allowed: number[], spelled: string[], before: string}} Feature */
/** @typedef {{features: Feature[], centers: number[][], names: string[], colours: number[], locale: string}} Model */

const STEPS = 1000;
const DAY = 864e5;
const LETTER = 6.4;
const APART = 52;

/** @param {string} name @param {Record<string, string | number>} said @param {string} [text] */
function drawn(name, said, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(said)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  return made;
}

export class Slider {
  /** @param {HTMLElement} place @param {Model} model @param {boolean} few @param {(at: number, value: Value) => void} moved */
  constructor(place, model, few, moved) {
    this.at = Number(place.dataset.at);
    this.place = place;
    this.model = model;
    this.few = few;
    this.feature = model.features[this.at];
    this.bands = place.querySelector(".bands");
    this.input = /** @type {HTMLInputElement | null} */ (place.querySelector("input"));
    this.words = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".chip")]);
    const { least, greatest, decimals, allowed, power, categories } = this.feature;
    this.steps = allowed.length ? allowed.length - 1 : power === null ? Math.max(1, Math.min(STEPS, Math.round((greatest - least) * 10 ** decimals))) : STEPS;
    if (this.input) {
      this.input.max = String(this.steps);
      this.input.addEventListener("input", () => moved(this.at, this.value(Number(this.input?.value))));
    }
    this.words.forEach((word, i) => word.addEventListener("click", () => moved(this.at, categories?.[i] ?? null)));
  }

  /** The value of a step: one that can be. @param {number} step @returns {number} */
  value(step) {
    const { allowed, least, greatest, decimals, power } = this.feature;
    if (allowed.length) return allowed[step];
    const part = step / this.steps;
    const low = toPlace(this.feature, least), high = toPlace(this.feature, greatest);
    const exact = power === null ? least + part * (greatest - least) : fromPlace(this.feature, low + part * (high - low));
    return Math.min(greatest, Math.max(least, Number(exact.toFixed(decimals))));
  }

  /** How far along a value is, from 0 to 1: where prepared values are even, stretches have straight borders. @param {number} x */
  share(x) {
    const { allowed, least, greatest } = this.feature;
    if (allowed.length) {
      const next = Math.max(1, allowed.findIndex((each) => each >= x));
      return (next - 1 + (x - allowed[next - 1]) / (allowed[next] - allowed[next - 1])) / (allowed.length - 1);
    }
    const low = toPlace(this.feature, least), high = toPlace(this.feature, greatest);
    return (toPlace(this.feature, x) - low) / (high - low);
  }

  /** A value as it stands in the table. @param {Value} value @returns {string} */
  said(value) {
    const { categories, spoken, allowed, spelled, before, fill } = this.feature;
    const known = value === null ? fill : value;
    if (typeof known === "string") return spoken?.[categories?.indexOf(known) ?? -1] ?? known;
    if (allowed.includes(known)) return spelled[allowed.indexOf(known)];
    const text = known.toLocaleString(this.model.locale, { maximumFractionDigits: 6, useGrouping: Math.abs(known) >= 1e4 }).replace("-", "−");
    return before ? `${text} (${new Date(Date.parse(before) - Math.round(known) * DAY).toISOString().slice(0, 10)})` : text;
  }

  paint(/** @type {number} */ segment) {
    return this.few ? `paint-${this.model.colours[segment]}` : "paint-none";
  }

  /** @param {Value[]} values @param {number} own @param {boolean} held Whether the slider is what moves. */
  draw(values, own, held) {
    const value = values[this.at], text = this.said(value), changed = value !== this.feature.value;
    put(this.place, "output bdi", text);
    this.place.querySelector(".was")?.toggleAttribute("hidden", !changed);
    this.place.querySelector(".usual")?.toggleAttribute("hidden", changed);
    this.words.forEach((word, i) => {
      const to = segment(this.model, values.map((each, j) => (j === this.at ? this.feature.categories?.[i] ?? null : each)));
      word.setAttribute("aria-pressed", String(this.feature.categories?.[i] === (value ?? this.feature.fill)));
      word.className = `btn chip if-js ${this.paint(to)}`;
      word.title = this.model.names[to];
    });
    if (!this.input || !this.bands) return;
    if (!held) this.input.value = String(Math.round(this.share(Number(value ?? this.feature.fill)) * this.steps));
    this.input.setAttribute("aria-valuetext", text);
    this.drawBands(values, own);
  }

  /** @param {Value[]} values @param {number} own */
  drawBands(values, own) {
    const wide = this.bands?.getBoundingClientRect().width || 600;
    const made = [];
    let labelled = -Infinity;
    for (const { from, to, segment } of stretches(this.model, values, this.at, this.feature.least, this.feature.greatest)) {
      const left = 100 * this.share(from), right = 100 * this.share(to), name = this.model.names[segment];
      const whose = `${this.paint(segment)}${segment === own ? " own" : ""}`;
      made.push(drawn("rect", { class: whose, x: `${left}%`, y: 36, width: `${Math.max(0, right - left - 0.25)}%`, height: 8, rx: 2 }));
      if (((right - left) / 100) * wide > name.length * LETTER + 8) made.push(drawn("text", { class: whose, x: `${(left + right) / 2}%`, y: 28 }, name));
      if (from === this.feature.least || (left / 100) * wide - labelled < APART) continue;
      labelled = (left / 100) * wide;
      made.push(drawn("text", { x: `${Math.min(97, Math.max(3, left))}%`, y: 11 }, from.toLocaleString(this.model.locale, Math.abs(from) < 1e3 ? { maximumFractionDigits: this.feature.decimals + 1 } : { maximumSignificantDigits: 4 })));
      made.push(drawn("line", { x1: `${left}%`, x2: `${left}%`, y1: 15, y2: 44 }));
    }
    this.bands?.replaceChildren(...made);
  }
}
