// Who is drawn: places on the map, segments at every number of them, and the bin of each value; and who of them is selected.

/** @typedef {import("./view.js").State} State */

export class Sample {
  constructor(/** @type {ArrayBuffer} */ bytes) {
    const all = new Uint8Array(bytes);
    const end = all.indexOf(0);
    const head = JSON.parse(new TextDecoder().decode(all.subarray(0, end)));
    this.n = head.drawn;
    this.of = head.of;
    this.ks = /** @type {number[]} */ (head.ks);
    this.colours = /** @type {Record<string, number[]>} */ (head.colours);
    this.columns = /** @type {import("./view.js").Column[]} */ (head.columns);
    this.all = /** @type {number[][]} */ (head.all);
    let at = end + 4;
    const n = this.n;
    this.x = new Float32Array(bytes, at, n);
    this.y = new Float32Array(bytes, (at += 4 * n), n);
    at += 4 * n;
    /** @type {Record<string, Uint8Array>} */
    this.labels = {};
    for (const k of this.ks) {
      this.labels[k] = all.subarray(at, (at += n));
    }
    this.bins = this.columns.map(() => all.subarray(at, (at += n)));
    this.mask = new Uint8Array(n);
  }

  /** Find out who is selected. @param {State} state */
  select(state) {
    const { mask, n, x, y } = this;
    const label = this.labels[state.k];
    mask.fill(1);
    if (state.segments.size) for (let i = 0; i < n; i++) if (!state.segments.has(label[i])) mask[i] = 0;
    for (const [at, [low, high]] of state.ranges) {
      const bin = this.bins[at];
      for (let i = 0; i < n; i++) if (bin[i] < low || bin[i] >= high) mask[i] = 0;
    }
    for (const [at, chosen] of state.among) {
      const bin = this.bins[at];
      if (chosen.size) for (let i = 0; i < n; i++) if (!chosen.has(bin[i])) mask[i] = 0;
    }
    if (state.box) {
      const [left, low, right, high] = state.box;
      for (let i = 0; i < n; i++) if (x[i] < left || x[i] > right || y[i] < low || y[i] > high) mask[i] = 0;
    }
  }

  /** The share of each bin among who is selected; they add up to 1. @param {number} at */
  shares(at) {
    const found = new Array(this.columns[at].n).fill(0);
    const bin = this.bins[at];
    let known = 0;
    for (let i = 0; i < this.n; i++) {
      if (this.mask[i] && bin[i] < found.length) {
        found[bin[i]]++;
        known++;
      }
    }
    return found.map((each) => (known ? each / known : 0));
  }

  /** Where the middle of each segment is. @param {number} k */
  middles(k) {
    const label = this.labels[k];
    return Array.from({ length: k }, (_, segment) => {
      const xs = [], ys = [];
      for (let i = 0; i < this.n; i++) if (label[i] === segment) { xs.push(this.x[i]); ys.push(this.y[i]); }
      const middle = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0;
      return [middle(xs), middle(ys), xs.length];
    });
  }
}
