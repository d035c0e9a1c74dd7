// The segments: one selection, drawn as list, map, distributions, numbers and table.

import "./page.js";
import { Answer } from "./answer.js";
import { Charts } from "./charts.js";
import { List } from "./list.js";
import { CustomerMap } from "./map.js";
import { Sample } from "./sample.js";
import { watch } from "./tabs.js";
import { View } from "./view.js";

const root = /** @type {HTMLElement | null} */ (document.getElementById("segments"));
if (root) void begin(root);

/** @param {HTMLElement} root */
async function begin(root) {
  const base = root.dataset.base;
  const parts = fetch(`${base}/parts`);
  const sample = new Sample(await (await fetch(`${base}/sample`)).arrayBuffer());
  const view = new View(sample.columns, sample.ks, Number(root.dataset.best));
  view.state.k = Number(root.dataset.k);
  const list = new List(root, view);
  const answer = new Answer(root, view, sample);
  const map = new CustomerMap(/** @type {HTMLElement} */ (document.getElementById("map")), sample, view);
  const charts = new Charts(/** @type {HTMLElement} */ (document.getElementById("charts")), sample, view);
  view.seers.push((_, done) => {
    sample.select(view.state);
    list.draw();
    map.draw();
    charts.draw();
    answer.draw(done);
  });
  view.tell(true);
  list.keep(await (await parts).text());
  window.addEventListener("popstate", () => {
    view.state = view.read(location.search);
    view.tell(true);
  });
  keys();
  watch(root, async () => {
    if (root.dataset.early) {
      location.replace(location.href);
      return;
    }
    list.keep(await (await fetch(`${base}/parts`)).text());
    list.swap(view.state.k);
    view.tell(true);
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const tools = fresh.querySelector(".tools");
    if (tools) document.querySelector(".tools")?.replaceWith(document.adoptNode(tools));
  });
  root.dataset.drawn = "1";
}

function keys() {
  const button = document.getElementById("keys"), list = document.getElementById("keylist");
  const single = /** @type {HTMLInputElement | null} */ (document.getElementById("single"));
  if (!button || !list || !single) return;
  single.checked = localStorage.getItem("single-keys") !== "off";
  single.addEventListener("change", () => localStorage.setItem("single-keys", single.checked ? "on" : "off"));
  button.addEventListener("click", () => {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
  });
}
