// How values lie: bars of who is selected before bars of all, both by share, and a range that is dragged or moved by keys.

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./sample.js").Sample} Sample */

export class Charts {
  /** @param {HTMLElement} place @param {Sample} sample @param {View} view */
  constructor(place, sample, view) {
    this.sample = sample;
    this.view = view;
    this.charts = [...place.querySelectorAll(".d")].map((each) => new Chart(/** @type {HTMLElement} */ (each), this));
    new ResizeObserver(() => this.draw()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  draw() {
    const style = getComputedStyle(document.documentElement);
    const paint = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const paints = { all: paint("--cust"), own: paint("--acc"), soft: paint("--accbg"), ink: paint("--ink") };
    for (const each of this.charts) each.draw(paints);
  }
}

class Chart {
  /** @param {HTMLElement} place @param {Charts} charts */
  constructor(place, charts) {
    this.place = place;
    this.at = Number(place.dataset.at);
    this.sample = charts.sample;
    this.view = charts.view;
    this.column = charts.sample.columns[this.at];
    this.canvas = place.querySelector("canvas");
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...place.querySelectorAll(".catb")]);
    this.from = /** @type {HTMLInputElement | null} */ (place.querySelector(".from"));
    this.to = /** @type {HTMLInputElement | null} */ (place.querySelector(".to"));
    for (const button of this.buttons) button.addEventListener("click", () => this.toggle(Number(button.dataset.bin)));
    this.brush();
    this.handles();
  }

  toggle(/** @type {number} */ bin) {
    this.view.change((state) => {
      const chosen = new Set(state.among.get(this.at));
      if (!chosen.delete(bin)) chosen.add(bin);
      state.among.set(this.at, chosen);
    });
  }

  /** @param {number} low @param {number} high @param {boolean} done */
  range(low, high, done) {
    this.view.change((state) => {
      if (low <= 0 && high >= this.column.n) state.ranges.delete(this.at);
      else state.ranges.set(this.at, [low, high]);
    }, done);
  }

  handles() {
    const { from, to } = this;
    if (!from || !to) return;
    for (const done of [false, true]) {
      from.addEventListener(done ? "change" : "input", () => this.range(Math.min(Number(from.value), Number(to.value) - 1), Number(to.value), done));
      to.addEventListener(done ? "change" : "input", () => this.range(Number(from.value), Math.max(Number(to.value), Number(from.value) + 1), done));
    }
  }

  brush() {
    const { canvas } = this;
    if (!canvas) return;
    /** @type {number | null} */
    let from = null;
    const bin = (/** @type {PointerEvent} */ event) => {
      const { left, width } = canvas.getBoundingClientRect();
      return Math.max(0, Math.min(this.column.n - 1, Math.floor(((event.clientX - left) / width) * this.column.n)));
    };
    canvas.addEventListener("pointerdown", (event) => {
      from = bin(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (from !== null) this.range(Math.min(from, bin(event)), Math.max(from, bin(event)) + 1, false);
    });
    canvas.addEventListener("pointerup", (event) => {
      if (from === null) return;
      this.range(Math.min(from, bin(event)), Math.max(from, bin(event)) + 1, true);
      from = null;
    });
  }

  draw(/** @type {Record<string, string>} */ paints) {
    const own = this.view.isAll ? null : this.sample.shares(this.at);
    const all = this.sample.all[this.at];
    if (this.canvas) this.bars(this.canvas, own, all, paints);
    const most = Math.max(...all, ...(own ?? []), 1e-9);
    const chosen = this.view.state.among.get(this.at);
    for (const button of this.buttons) {
      const bin = Number(button.dataset.bin);
      button.setAttribute("aria-pressed", String(chosen?.has(bin) ?? false));
      button.querySelector(".everyone")?.setAttribute("width", String((100 * all[bin]) / most));
      button.querySelector(".own")?.setAttribute("width", String((100 * (own?.[bin] ?? 0)) / most));
    }
    const [low, high] = this.view.state.ranges.get(this.at) ?? [0, this.column.n];
    for (const [handle, value] of /** @type {[HTMLInputElement | null, number][]} */ ([[this.from, low], [this.to, high]])) {
      if (!handle) continue;
      handle.value = String(value);
      handle.setAttribute("aria-valuetext", this.column.said[value]);
    }
  }

  /** @param {HTMLCanvasElement} canvas @param {number[] | null} own @param {number[]} all @param {Record<string, string>} paints */
  bars(canvas, own, all, paints) {
    const { width, height } = canvas.getBoundingClientRect();
    if (!width) return;
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const most = Math.max(...all, ...(own ?? []), 1e-9);
    const wide = canvas.width / this.column.n;
    const range = this.view.state.ranges.get(this.at);
    if (range) {
      context.fillStyle = paints.soft;
      context.fillRect(range[0] * wide, 0, (range[1] - range[0]) * wide, canvas.height);
    }
    for (const [shares, paint, part] of /** @type {[number[] | null, string, number][]} */ ([[all, paints.all, 0.88], [own, paints.own, 0.5]])) {
      if (!shares) continue;
      context.fillStyle = paint;
      shares.forEach((share, bin) => {
        const tall = (share / most) * (canvas.height - 2);
        context.fillRect((bin + (1 - part) / 2) * wide, canvas.height - tall, part * wide, tall);
      });
    }
  }
}
