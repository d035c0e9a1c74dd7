// The heading, the strip and the list, as the server wrote them for each number of segments; and the keys that move in them.

import { isTyping, keepAddress } from "./page.js";

/** @typedef {import("./view.js").View} View */

export class List {
  /** @param {HTMLElement} root @param {View} view */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.k = Number(root.dataset.k);
    /** @type {Map<number, DocumentFragment>} */
    this.parts = new Map();
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("submit", (event) => keepAddress(/** @type {HTMLFormElement} */ (event.target)));
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  keep(/** @type {string} */ html) {
    const made = document.createElement("div");
    made.innerHTML = html;
    for (const each of made.querySelectorAll("template")) this.parts.set(Number(each.dataset.k), each.content);
  }

  /** Show what is looked at. */
  draw() {
    const { k, segments } = this.view.state;
    if (k !== this.k) this.swap(k);
    for (const each of this.root.querySelectorAll(".seg")) {
      const on = segments.has(Number(/** @type {HTMLElement} */ (each).dataset.segment));
      each.classList.toggle("on", on);
      each.querySelector(".pick")?.setAttribute("aria-pressed", String(on));
    }
  }

  swap(/** @type {number} */ k) {
    const part = this.parts.get(k);
    if (!part) return;
    const focused = document.activeElement;
    const inStrip = focused?.closest(".kbar") !== null && focused?.closest(".kbar") !== undefined;
    for (const name of ["head", "list"]) {
      const fresh = part.querySelector(`[data-part=${name}]`)?.cloneNode(true);
      if (fresh) this.root.querySelector(`[data-part=${name}]`)?.replaceWith(fresh);
    }
    this.k = k;
    document.getElementById("to-use")?.setAttribute("href", `/p/${document.body.dataset.project}/use?k=${k}`);
    this.root.dataset.k = String(k);
    if (inStrip) /** @type {HTMLElement | null} */ (this.root.querySelector(`.kbar [data-k="${k}"]`))?.focus();
  }

  goTo(/** @type {number} */ k) {
    if (!this.parts.has(k) && k !== this.k) return;
    this.view.change((state) => {
      state.k = k;
      state.segments.clear();
    });
  }

  /** @param {number} segment @param {boolean} more */
  pick(segment, more) {
    this.view.change((state) => {
      const had = state.segments.has(segment);
      const only = had && state.segments.size === 1;
      if (!more) state.segments.clear();
      if (had && (more || only)) state.segments.delete(segment);
      else state.segments.add(segment);
    });
  }

  clicked(/** @type {Event} */ event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const step = /** @type {HTMLElement | null} */ (target.closest("a[data-k]"));
    const row = /** @type {HTMLElement | null} */ (target.closest(".seg"));
    const shift = event instanceof MouseEvent && event.shiftKey;
    if (step && (this.parts.has(Number(step.dataset.k)) || Number(step.dataset.k) === this.k)) {
      event.preventDefault();
      this.goTo(Number(step.dataset.k));
    } else if (row && target.closest(".rename")) {
      event.preventDefault();
      this.rename(row);
    } else if (row && !target.closest("form")) {
      event.preventDefault();
      this.pick(Number(row.dataset.segment), shift);
    } else if (target.closest("#clear")) {
      event.preventDefault();
      this.view.clear();
    }
  }

  rename(/** @type {HTMLElement} */ row) {
    const form = /** @type {HTMLFormElement | null} */ (row.querySelector(".naming"));
    const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=name]"));
    if (!form || !field) return;
    form.hidden = false;
    field.focus();
    field.select();
    field.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      field.value = field.defaultValue;
      form.hidden = true;
      /** @type {HTMLElement | null} */ (row.querySelector(".pick"))?.focus();
    };
  }

  pressed(/** @type {KeyboardEvent} */ event) {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest(".seg"));
    const single = /** @type {HTMLInputElement | null} */ (document.getElementById("single"))?.checked ?? true;
    if (event.key === "Escape") this.view.clear();
    else if (row && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.step(row, event.key === "ArrowDown" ? 1 : -1);
    else if (row && event.key === " ") this.pick(Number(row.dataset.segment), event.shiftKey);
    else if (row && event.key === "Enter" && target.closest(".pick")) this.pick(Number(row.dataset.segment), event.shiftKey);
    else if (row && event.key === "F2") this.rename(row);
    else if (target.closest(".kbar") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) this.goTo(this.k + (event.key === "ArrowRight" ? 1 : -1));
    else if (single && /^[2-9]$/.test(event.key)) this.goTo(Number(event.key));
    else if (single && row && event.key.toLowerCase() === "l") /** @type {HTMLElement | null} */ (row.querySelector(".lock button"))?.click();
    else if (single && event.key === "?") document.getElementById("keys")?.click();
    else return;
    event.preventDefault();
  }

  /** @param {HTMLElement} row @param {number} by */
  step(row, by) {
    const all = [...this.root.querySelectorAll(".seg .pick")];
    const at = all.indexOf(/** @type {Element} */ (row.querySelector(".pick")));
    /** @type {HTMLElement | undefined} */ (all[at + by])?.focus();
  }
}
