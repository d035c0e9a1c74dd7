// What is looked at: one number of segments and one selection, in the address and in everything that is drawn.

/** @typedef {{k: number, segments: Set<number>, ranges: Map<number, [number, number]>, among: Map<number, Set<number>>, box: number[] | null}} State */
/** @typedef {{name: string, words: boolean, edges: number[], n: number, said: string[]}} Column */

export class View {
  /** @param {Column[]} columns @param {number[]} ks @param {number} best */
  constructor(columns, ks, best) {
    this.columns = columns;
    this.ks = ks;
    this.best = best;
    /** @type {((view: View, done: boolean) => void)[]} */
    this.seers = [];
    this.state = this.read(location.search);
  }

  /** @param {string} search @returns {State} */
  read(search) {
    const said = new URLSearchParams(search);
    const k = Number(said.get("k"));
    /** @type {State} */
    const state = { k: this.ks.includes(k) ? k : this.best, segments: new Set(), ranges: new Map(), among: new Map(), box: null };
    for (const each of (said.get("s") ?? "").split(",")) if (/^\d+$/.test(each)) state.segments.add(Number(each));
    const box = (said.get("box") ?? "").split(",").map(Number);
    if (box.length === 4 && box.every(Number.isFinite)) state.box = box;
    this.columns.forEach((column, at) => {
      const value = said.get(`x.${column.name}`);
      if (value === null) return;
      if (column.words) {
        state.among.set(at, new Set(value.split(",").filter((each) => /^\d+$/.test(each)).map(Number)));
      } else {
        const [low, high] = value.split("..").map((each) => nearest(column.edges, Number(each)));
        if (low < high) state.ranges.set(at, [low, high]);
      }
    });
    return state;
  }

  /** @returns {string} */
  get search() {
    const { k, segments, ranges, among, box } = this.state;
    const said = new URLSearchParams({ k: String(k) });
    if (segments.size) said.set("s", [...segments].join(","));
    for (const [at, [low, high]] of ranges) said.set(`x.${this.columns[at].name}`, `${this.columns[at].edges[low]}..${this.columns[at].edges[high]}`);
    for (const [at, chosen] of among) if (chosen.size) said.set(`x.${this.columns[at].name}`, [...chosen].join(","));
    if (box) said.set("box", box.join(","));
    return said.toString();
  }

  /** Change what is looked at. A change that is not done (a brush that still moves) makes no entry in the browser's history.
   * @param {(state: State) => void} change @param {boolean} [done] */
  change(change, done = true) {
    change(this.state);
    const address = `?${this.search}`;
    if (done && address !== location.search) history.pushState(null, "", address);
    this.tell(done);
  }

  tell(/** @type {boolean} */ done) {
    for (const see of this.seers) see(this, done);
  }

  clear() {
    this.change((state) => {
      state.segments.clear();
      state.ranges.clear();
      state.among.clear();
      state.box = null;
    });
  }

  get isAll() {
    const { segments, ranges, among, box } = this.state;
    return !segments.size && !ranges.size && ![...among.values()].some((each) => each.size) && !box;
  }
}

/** @param {number[]} edges @param {number} value */
function nearest(edges, value) {
  let found = 0;
  edges.forEach((edge, at) => {
    if (Math.abs(edge - value) < Math.abs(edges[found] - value)) found = at;
  });
  return found;
}
