// The map: a dot a customer, drawn by pixels, with a box that is dragged, and the names of segments over it.

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./sample.js").Sample} Sample */

const ROOM = 14;
const DIGITS = 1000;

export class CustomerMap {
  /** @param {HTMLElement} place @param {Sample} sample @param {View} view */
  constructor(place, sample, view) {
    this.sample = sample;
    this.view = view;
    this.canvas = /** @type {HTMLCanvasElement} */ (place.querySelector("canvas"));
    this.labels = /** @type {HTMLElement} */ (place.querySelector(".labels"));
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    /** @type {Record<number, number[][]>} */
    this.middles = {};
    this.ends = [...[sample.x, sample.y].map((all) => all.reduce((a, b) => Math.min(a, b), Infinity)), ...[sample.x, sample.y].map((all) => all.reduce((a, b) => Math.max(a, b), -Infinity))];
    this.unit = this.scale = 1;
    this.left = this.top = 0;
    this.paints = colours();
    new ResizeObserver(() => this.resize()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.resize());
    this.brush();
    this.resize();
  }

  resize() {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (!width || !height) return;
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    this.scale = scale;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    const [left, low, right, high] = this.ends;
    this.unit = Math.min((width - 2 * ROOM) / (right - left || 1), (height - 2 * ROOM) / (high - low || 1));
    this.left = (width - this.unit * (right - left)) / 2;
    this.top = (height - this.unit * (high - low)) / 2;
    this.paints = colours();
    this.draw();
  }

  /** @param {number} x @param {number} y */
  place(x, y) {
    return [this.left + (x - this.ends[0]) * this.unit, this.top + (this.ends[3] - y) * this.unit];
  }

  /** @param {number} across @param {number} down */
  value(across, down) {
    return [this.ends[0] + (across - this.left) / this.unit, this.ends[3] - (down - this.top) / this.unit];
  }

  /** The colour of each segment: above eight only the selected have one. */
  segmentPaints() {
    const { k, segments } = this.view.state;
    const few = k <= this.paints.segments.length;
    const chosen = [...segments];
    return Array.from({ length: k }, (_, segment) => {
      if (few) return this.paints.segments[this.sample.colours[k][segment]];
      const at = chosen.indexOf(segment);
      return at < 0 ? this.paints.grey : this.paints.segments[[5, 1, 2, 3, 4, 6, 7, 0][at % 8]];
    });
  }

  draw() {
    const { canvas, context, sample, view } = this;
    if (!canvas.width) return;
    const { width, height } = canvas;
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const label = sample.labels[view.state.k];
    const paints = this.segmentPaints();
    const size = Math.max(2, Math.round((sample.n > 8000 ? 1.4 : 2.1) * this.scale));
    const a = this.unit * this.scale, left = this.left * this.scale - this.ends[0] * a, top = this.top * this.scale + this.ends[3] * a;
    for (const selected of [0, 1]) {
      if (selected === 0 && view.isAll) continue;
      for (let i = 0; i < sample.n; i++) {
        if (sample.mask[i] !== selected) continue;
        const paint = selected ? paints[label[i]] : this.paints.grey;
        const x = Math.round(left + sample.x[i] * a), y = Math.round(top - sample.y[i] * a);
        for (let down = 0; down < size; down++) {
          const row = y + down;
          if (row < 0 || row >= height) continue;
          const from = row * width + x;
          for (let across = 0; across < size; across++) if (x + across >= 0 && x + across < width) pixels[from + across] = paint;
        }
      }
    }
    context.putImageData(image, 0, 0);
    this.drawBox();
    this.drawLabels();
  }

  drawBox() {
    const box = this.view.state.box;
    if (!box) return;
    const [x, y] = this.place(box[0], box[3]), [right, low] = this.place(box[2], box[1]);
    this.context.strokeStyle = this.paints.ink;
    this.context.setLineDash([5, 4]);
    this.context.lineWidth = this.scale;
    this.context.strokeRect(x * this.scale, y * this.scale, (right - x) * this.scale, (low - y) * this.scale);
    this.context.setLineDash([]);
  }

  drawLabels() {
    const { k, segments } = this.view.state;
    const middles = (this.middles[k] ??= this.sample.middles(k));
    const order = middles.map((_, i) => i).sort((i, j) => Number(segments.has(j)) - Number(segments.has(i)) || middles[j][2] - middles[i][2]);
    /** @type {DOMRect[]} */
    const taken = [];
    this.labels.replaceChildren();
    const room = this.labels.getBoundingClientRect();
    for (const segment of order) {
      const name = document.querySelector(`.seg[data-segment="${segment}"] .pick bdi`)?.textContent;
      if (!name || !middles[segment][2]) continue;
      const label = document.createElement("span");
      label.className = segments.size && !segments.has(segment) ? "lbl dim" : "lbl";
      label.textContent = name;
      this.labels.append(label);
      const [x, y] = this.place(middles[segment][0], middles[segment][1]);
      const { width, height } = label.getBoundingClientRect();
      const left = Math.max(2, Math.min(x - width / 2, room.width - width - 2)), top = Math.max(2, y - height / 2);
      label.style.transform = `translate(${left}px, ${top}px)`;
      const spot = new DOMRect(left, top, width, height);
      if (width > room.width - 4 || taken.some((each) => overlap(each, spot))) label.remove();
      else taken.push(spot);
    }
  }

  brush() {
    /** @type {number[] | null} */
    let from = null;
    const at = (/** @type {PointerEvent} */ event) => {
      const { left, top } = this.canvas.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const box = (/** @type {PointerEvent} */ event, /** @type {boolean} */ done) => {
      if (!from) return;
      const [x, y] = at(event);
      const far = Math.abs(x - from[0]) > 3 || Math.abs(y - from[1]) > 3;
      const [left, high] = this.value(Math.min(x, from[0]), Math.min(y, from[1]));
      const [right, low] = this.value(Math.max(x, from[0]), Math.max(y, from[1]));
      const found = [left, low, right, high].map((each) => Math.round(each * DIGITS) / DIGITS);
      if (far || done) this.view.change((state) => (state.box = far ? found : null), done);
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      from = at(event);
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => box(event, false));
    this.canvas.addEventListener("pointerup", (event) => {
      box(event, true);
      from = null;
    });
    this.canvas.addEventListener("pointercancel", () => (from = null));
  }
}

/** @param {DOMRect} one @param {DOMRect} other */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Read the colours of the style sheet, as pixels. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const paint = (/** @type {string} */ name) => pixel(style.getPropertyValue(name).trim());
  return { segments: [0, 1, 2, 3, 4, 5, 6, 7].map((i) => paint(`--s${i}`)), grey: paint("--dot"), ink: style.getPropertyValue("--ink").trim() };
}

function pixel(/** @type {string} */ hex) {
  const full = hex.length === 4 ? [...hex.slice(1)].map((each) => each + each).join("") : hex.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
